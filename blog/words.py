"""Words out of text in any script, folded so that what reads alike is found alike. Pure.

Both engines get these words, and nothing else, so they find the same things; neither database's own idea of
letters, accents or languages takes part.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

LONGEST = 64  # characters of one word that count; PostgreSQL refuses words above 2,046 bytes

# Marks that readers leave out when they type: accents, Hebrew points, Arabic vowels. Marks of other scripts
# (Devanagari, kana) tell one word from another and stay.
OPTIONAL_MARKS = (range(0x0300, 0x0370), range(0x0591, 0x05C8), range(0x064B, 0x0660), range(0x06D6, 0x06EE))
INVISIBLE = {
    *"\u00ad\u0640\u0670\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff",
    *map(chr, range(0x202A, 0x202F)),
}
CHUNK = re.compile(r"\S+")
ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:\+\+|#)?")
ASCII_LETTERS = bytes(code if chr(code).isalnum() else 32 for code in range(128)).lower().ljust(256)
BETWEEN_WORDS = re.compile("[\xa0«»·‘’‚“”„–—―…•‹›]")  # most of what is not ASCII in most texts
# In what Letters makes of a text. OPEN and CLOSE stand around each letter of a script without spaces.
OPEN, CLOSE, MARK, UNCLEAR = "\x01", "\x02", "\x03", "\x00"
RUN = re.compile(rf"[^\s+#{OPEN}{CLOSE}]+(?!{CLOSE})")
TOKEN = re.compile(rf"[^\s+#{OPEN}]+(?:\+\+|#)?|(?:{OPEN}[^{CLOSE}]*{CLOSE})+")
NO_LETTER = re.compile(r"[\s+#\x00-\x03]")
ALIKE = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
}  # fmt: skip

# Scripts written without spaces between words; Hangul too, whose endings are written on to the word.
UNSPACED = (
    range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x3005, 0x3008),
    range(0x3040, 0x3100), range(0x31F0, 0x3200), range(0x3400, 0x4DC0), range(0x4E00, 0xA000),
    range(0xAC00, 0xD7B0), range(0xF900, 0xFB00), range(0xFF66, 0xFFA0), range(0x20000, 0x32000),
)  # fmt: skip


class Word(NamedTuple):
    """A folded word and where it stands in the text: `text[start:end]`. Runs of scripts without spaces come
    as overlapping pairs of characters and a last single one."""

    folded: str
    start: int
    end: int
    unspaced: bool = False


def words(text: str) -> Iterator[Word]:
    """The words of `text`, which must be in NFC for the places to be right (see `composed`). No word reaches
    over white space."""
    plain = BETWEEN_WORDS.sub(" ", text)
    if plain.isascii():
        found = [Word(match[0].lower(), match.start(), match.end()) for match in ASCII_WORD.finditer(plain)]
        if all(word.end - word.start <= LONGEST for word in found):
            yield from found
            return
    for match in CHUNK.finditer(text):
        chunk, at = match[0], match.start()
        for folded, start, end, unspaced in words_of(chunk) if len(chunk) <= LONGEST else words_in(chunk):
            yield Word(folded, start + at, end + at, unspaced)


@lru_cache(maxsize=50_000)
def words_of(chunk: str) -> tuple[Word, ...]:
    """What words_in() finds in a chunk that is no longer than a word; most chunks are met again and again."""
    if chunk.isascii():
        return tuple(Word(match[0].lower(), *match.span()) for match in ASCII_WORD.finditer(chunk))
    return tuple(words_in(chunk))


def words_in(text: str) -> Iterator[Word]:
    """The words of any text, letter by letter."""
    for kind, run in groupby(range(len(text)), key=lambda place: kind_of(text[place])):
        if kind:
            places = list(run)
            start, end = places[0], places[-1] + 1
            yield from pairs(text, start, end) if kind == "unspaced" else spaced(text, start, end)


def spaced(text: str, start: int, end: int) -> Iterator[Word]:
    """One word; what is special about C++ and C# belongs to it."""
    sign = next((sign for sign in ("++", "#") if text.startswith(sign, end)), "")
    folded = "".join(map(fold, text[start:end]))[:LONGEST]
    if folded:
        yield Word(folded + sign, start, end + len(sign))


def pairs(text: str, start: int, end: int) -> Iterator[Word]:
    for place in range(start, end):
        last = min(place + 2, end)
        yield Word("".join(map(fold, text[place:last])), place, last, unspaced=True)


def folded(text: str) -> list[str]:
    """The folded words of `text` alone, for the index: what words() finds, at a tenth of its price."""
    text = composed(text)
    plain = BETWEEN_WORDS.sub(" ", text)
    if plain.isascii():
        return cut(in_ascii(plain))
    letters = text.translate(_letters)
    if UNCLEAR in letters:
        return [word.folded for word in words(text)]
    if MARK in letters:
        letters = RUN.sub(lambda run: run.group().replace(MARK, "") or " ", letters)
    found: list[str] = []
    for token in TOKEN.findall(letters):
        found += in_pairs(token) if token[0] == OPEN else (token,)
    return cut(found)


def in_ascii(text: str) -> list[str]:
    """The words of a text in ASCII; most have none that a sign belongs to, and are told apart at once."""
    if "+" in text or "#" in text:
        return ASCII_WORD.findall(text.lower())
    return text.encode("ascii").translate(ASCII_LETTERS).decode("ascii").split()


def cut(found: list[str]) -> list[str]:
    """The words, none longer than counts."""
    if max(map(len, found), default=0) <= LONGEST:
        return found
    ends = [len(word.rstrip("+#")) for word in found]
    return [word[: min(end, LONGEST)] + word[end:] for word, end in zip(found, ends, strict=True)]


def in_pairs(token: str) -> list[str]:
    """The words of a run without spaces, each of whose letters stands between OPEN and CLOSE."""
    letters = token[1:-1].split(CLOSE + OPEN)
    return [one + other for one, other in zip(letters, [*letters[1:], ""], strict=True)]


class Letters(dict[int, str]):
    """What str.translate() is to put for a character; each is looked at once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind, plain = kind_of(character), fold(character)
        if not kind:
            said = character if character in "+#" else " "
        elif NO_LETTER.search(plain):
            said = UNCLEAR
        else:
            said = plain or MARK if kind == "spaced" else f"{OPEN}{plain}{CLOSE}"
        self[code] = said
        return said


_letters = Letters()


def composed(text: str) -> str:
    """NFC, in which a letter with its accent is one character."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=20_000)
def fold(character: str) -> str:
    """What is left of a character when case, accents and forms of one letter do not count."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", character).casefold())
    kept = "".join(ALIKE.get(part, part) for part in plain if not is_optional(part))
    return unicodedata.normalize("NFC", kept)


def is_optional(character: str) -> bool:
    return character in INVISIBLE or is_within(OPTIONAL_EDGES, character)


def edges(blocks: tuple[range, ...]) -> list[int]:
    """Where these blocks begin and end, in turn."""
    return sorted(edge for block in blocks for edge in (block.start, block.stop))


OPTIONAL_EDGES, UNSPACED_EDGES = edges(OPTIONAL_MARKS), edges(UNSPACED)


def is_within(edges: list[int], character: str) -> bool:
    """Whether an odd number of edges stands before the character: then one of the blocks is open there."""
    return bisect_right(edges, ord(character)) % 2 == 1


@lru_cache(maxsize=20_000)
def kind_of(character: str) -> str:
    """`spaced` or `unspaced` for what words are made of; empty for everything between them."""
    if is_within(UNSPACED_EDGES, character):
        return "unspaced" if unicodedata.category(character)[0] in "LNM" else ""
    return "spaced" if character in INVISIBLE or unicodedata.category(character)[0] in "LNM" else ""
