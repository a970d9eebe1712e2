"""Bringing a text into one spelling, whatever was done to hide it, and cutting it into words."""

import re
import unicodedata
from functools import lru_cache

LONGEST_READ = 20_000  # characters
LONGEST_WORD = 39

# Letters of other alphabets that look like Latin ones (Unicode TR39, the few that are really used).
LOOKALIKES = {
    ord(pair[0]): pair[1]
    for pair in (
        "аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw кk мm нh тt вb гr пn ӏl ɡg ոn սu օo "
        "αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw"
    ).split()
}
# Letters whose words stand without spaces between them: Thai to Khmer, kana, Han.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
# Vowel signs and points, which belong to words but are no letters for regular expressions.
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff"
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
# One letter on Persian and Arabic keyboards each.
KEYBOARDS = str.maketrans("كيى", "کیی")
WORD = re.compile(rf"[^\W_](?:[\w'’{MARKS}]*[\w{MARKS}])?")
LATIN = re.compile(r"[a-z]")
FOREIGN_LOOKALIKE = re.compile("[\u0370-\u03ff\u0400-\u052f\u0561-\u0587\u1d00-\u1d7f]")
RUN = re.compile(r"(\w)\1{2,}")
SPACED_OUT = re.compile(r"(?<!\w)(?:[^\W\d_][ .*-]){3,}[^\W\d_](?!\w)")
# Drawn as nothing: between Latin letters they only break a word apart for machines. (In Persian, Hindi or
# an emoji the joiners have work to do.)
UNSEEN_IN_WORD = re.compile("(?<=[A-Za-z])[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff]+(?=[A-Za-z])")


def both_ends(text: str) -> str:
    """What is read of a very long text: advertising stands at its beginning or its end."""
    half = LONGEST_READ // 2
    return text if len(text) <= LONGEST_READ else f"{text[:half]} {text[-half:]}"


def folded(text: str) -> str:
    """One spelling for texts that look alike: compatibility forms, case, marks drawn as nothing."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return text.replace("’", "'")


def without_marks(text: str) -> str:
    """Folded, and without accents and points: `Élan` and `elan` are one. Kana and Hindi need theirs."""
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFKD", folded(text))))


@lru_cache(maxsize=16)  # many words are looked for in one text
def comparable(text: str) -> str:
    """As people read it: look-alike letters, accents and case make no difference."""
    return WORD.sub(lambda match: unmasked(match[0]), without_marks(text).translate(KEYBOARDS))


def unmasked(word: str) -> str:
    """A Latin word with letters of other alphabets in it, in Latin letters alone."""
    return word.translate(LOOKALIKES) if not word.isascii() and is_mixed(word) else word


def has_disguised_word(text: str) -> bool:
    """Whether a Latin word is written with look-alike letters, or broken apart by marks drawn as nothing."""
    if text.isascii():
        return False
    if UNSEEN_IN_WORD.search(text):
        return True
    return any(is_mixed(word) for word in WORD.findall(folded(text)))


def is_mixed(word: str) -> bool:
    """Latin letters together with others that look like them; `β-carotene` or `ΔT` are not."""
    foreign = len(FOREIGN_LOOKALIKE.findall(word))
    return foreign > 0 and len(LATIN.findall(word)) + foreign > 3 and bool(LATIN.search(word))


def words(text: str) -> list[str]:
    """The words in order, folded; of scripts without spaces, pairs of letters."""
    found: list[str] = []
    text = SPACED_OUT.sub(lambda match: re.sub(r"[ .*-]", "", match[0]), folded(text))
    for word in WORD.findall(text):
        if word.isascii() or not UNSPACED.search(word):
            found.append(plain_word(word))
        else:
            found.extend(parts(word))
    return found


@lru_cache(maxsize=20_000)
def plain_word(word: str) -> str:
    """`sооо` with Cyrillic letters is `soo`; numbers are known by their length alone."""
    word = unmasked(word).strip("_")
    if word.isdecimal():
        return "0" * min(len(word), 6)
    return RUN.sub(r"\1\1", word)[:LONGEST_WORD].removesuffix("'s")


def parts(word: str) -> list[str]:
    """Pairs of neighbours where there are no spaces; the rest as words."""
    found: list[str] = []
    end = 0
    for match in UNSPACED.finditer(word):
        found.append(word[end : match.start()])
        run, end = match[0], match.end()
        found.extend([run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)])
    found.append(word[end:])
    return [part for part in found if part]
