"""Texts that name a file by its address on the old site: which they are, and the new address in them."""

import re
from collections import defaultdict
from html import escape, unescape

from blog.models import Post
from wordpress.content.library import original_key

NAMED = re.compile(r"""((?:href|src)=")([^"]+)(")""")
FILE = re.compile(r"^(?:https?:)?//.*\.\w{2,5}(?:[?#]|$)", re.IGNORECASE)  # what lies elsewhere
SPELT = re.compile(r"(>)((?:https?:)?//[^<>\s\"]+)(<)")


class Naming:
    """Which posts name a file, found when it is asked for the first time: every text is read once.

    What comes in later is not known here: texts that come after a file say its new address at once.
    """

    def __init__(self) -> None:
        self._posts: dict[str, list[int]] | None = None

    def of(self, url: str) -> list[int]:
        """The posts that name what is (or was) at this address."""
        if self._posts is None:
            self._posts = self._read()
        return self._posts.get(original_key(url), [])

    def _read(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        texts = Post.everything.exclude(body="").values_list("pk", "body")
        for pk, body in texts.iterator(chunk_size=200):
            urls = (unescape(url) for _before, url, _after in NAMED.findall(body))
            for key in {original_key(url) for url in urls if FILE.search(url)}:
                found[key].append(pk)
        return found


def renamed(body: str, key: str, new: str) -> str:
    """The text with the file's new address in links and pictures, and where a link spells it."""

    def exchanged(match: re.Match[str]) -> str:
        before, url, after = match.groups()
        return f"{before}{escape(new)}{after}" if original_key(unescape(url)) == key else match.group()

    return SPELT.sub(exchanged, NAMED.sub(exchanged, body))
