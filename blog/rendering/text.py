"""Words out of HTML: for search, excerpts, reading time, contents; and which way a language is written."""

import math
import re
from dataclasses import dataclass

from blog.rendering import quiet
from blog.rendering.tree import Element, Quiet, parse

BREAKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption table caption tr hr br"
    " details summary section article".split()
)
SILENT = frozenset({"script", "style", "template", "button", "head", "title"})
NOT_IN_EXCERPT = SILENT | {"figure", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
# Han, kana and hangul are written with few spaces or none: they are counted by characters.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
TOKEN = rf"[{CJK}]|[^\s{CJK}]+"  # built where it is asked for, which takes a while
CJK_ONE = re.compile(rf"[{CJK}]")
LOOSE = " ,;:–—-([{“‘«"  # what an excerpt does not end with
WORDS_A_MINUTE = 230
CJK_A_MINUTE = 500
CJK_WORD = 0.5  # two characters make about a word

RTL_LANGUAGES = frozenset(
    "ar arc arz ckb dv fa he iw ji ks ku-arab ms-arab nqo pnb ps sd syr ug ur yi yid".split()
)
RTL_SCRIPTS = frozenset("adlm arab hebr mand mend nkoo rohg samr syrc thaa".split())


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of a table of contents: level 2 to 6, the id to link to, plain text."""

    level: int
    id: str
    text: str


def plain_text(html: str) -> str:
    """The words that a reader sees, one line a block, no markup; a media card gives its title only."""
    return _tidy(_words(parse(html), SILENT))


def excerpt(html: str, words: int = 55) -> str:
    """The first words of the running text, ended by `…` where more follows.

    Headings, figures, tables and code are passed over unless there is nothing else.
    """
    return _excerpt(parse(html), words)


def plain_text_and_excerpt(root: Element, words: int = 55) -> tuple[str, str]:
    """Both at the price of one reading, of a body that was rendered."""
    return _tidy(_words(root, SILENT)), _excerpt(root, words)


def _excerpt(root: Element, words: int) -> str:
    text = _beginning(root, NOT_IN_EXCERPT, words) or _beginning(root, SILENT, words)
    pieces = text.split(" ", words)
    first = " ".join(pieces[:words])
    if not CJK_ONE.search(first):
        return f"{first.rstrip(LOOSE)}…" if len(pieces) > words else text
    left = float(words)
    for token in re.finditer(TOKEN, text):
        left -= CJK_WORD if CJK_ONE.match(token.group()) else 1
        if left < 0:
            return text[: token.start()].rstrip(LOOSE) + "…"
    return text


def _beginning(root: Element, silent: frozenset[str], words: int) -> str:
    """The text on one line, up to the block by which so many words are over: what stands between white space
    counts for half a word or more."""
    parts: list[str] = []
    many = 0
    for child in root.children:
        block = quiet.beginning(child, words) if isinstance(child, Quiet) else child
        parts.append(_words(Element("", {}, [block]), silent))
        if isinstance(child, Element) and child.tag in BREAKS:
            many += len(parts[-1].split())
            if many > 2 * words:
                break
    return " ".join("".join(parts).split())


def reading_minutes(text: str) -> int:
    """Minutes to read plain text, at least 1: 230 words a minute, or 500 CJK characters."""
    found = [] if text.isascii() else CJK_ONE.findall(text)
    characters, others = len(found), len((CJK_ONE.sub(" ", text) if found else text).split())
    return max(1, math.ceil(others / WORDS_A_MINUTE + characters / CJK_A_MINUTE - 0.25))


def contents(html: str) -> list[Heading]:
    """The headings of a rendered body that have an id, in order."""
    return [
        Heading(int(element.tag[1]), element.attrs["id"], " ".join(element.text().split()))
        for element in parse(html).elements()
        if re.fullmatch(r"h[2-6]", element.tag) and element.attrs.get("id")
    ]


def text_direction(lang: str) -> str:
    """`rtl` for languages written from right to left (BCP 47 tag, a script subtag decides), else `ltr`."""
    parts = lang.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in RTL_LANGUAGES else "ltr"


def _words(element: Element, silent: frozenset[str]) -> str:
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif isinstance(child, Quiet):
            parts.append(quiet.text(child.html, with_code="pre" not in silent))
        elif child.tag == "figure" and "media" in child.classes() and "figure" not in silent:
            parts.append(
                "\n" + next((link.text() for link in child.elements() if link.tag == "a"), "") + "\n"
            )
        elif child.tag not in silent:
            inside = _words(child, silent)
            parts.append(f"\n{inside}\n" if child.tag in BREAKS else inside)
            if child.tag in {"td", "th"}:
                parts.append(" ")
        elif child.tag in BREAKS:
            parts.append("\n")
    return "".join(parts)


def _tidy(text: str) -> str:
    return "\n".join([" ".join(words) for line in text.split("\n") if (words := line.split())])
