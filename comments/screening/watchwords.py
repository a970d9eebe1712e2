"""Words that a moderator wants to know of: whole words in any script, an asterisk for any ending."""

import re
from collections.abc import Iterable
from functools import lru_cache

from comments.screening.spam.texts import MARKS, UNSPACED, comparable

LETTER = rf"[\w{MARKS}]"
LONGEST = 200  # characters of one watch word


def watched(words: Iterable[str], text: str) -> list[str]:
    """Those of `words` that `text` holds, as they were given.

    Case, accents and look-alike letters make no difference; spaces stand for any white space.
    """
    read = comparable(text)
    return [word for word in words if (pattern := pattern_of(word)) and pattern.search(read)]


@lru_cache(maxsize=5_000)
def pattern_of(word: str) -> re.Pattern[str] | None:
    """None for a word without a letter or sign of its own."""
    folded = " ".join(comparable(word[:LONGEST]).split())
    if not folded.strip("* "):
        return None
    parts = [r"\s+".join(map(re.escape, part.split(" "))) for part in re.split(r"\*+", folded)]
    before = after = ""
    if not UNSPACED.search(folded):  # where words stand without spaces, they have no edges to look for
        before, after = rf"(?<!{LETTER})", rf"(?!{LETTER})"
    return re.compile(before + f"{LETTER}{{0,40}}".join(parts) + after)


def lines(text: str) -> list[str]:
    """The words of a field that holds one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
