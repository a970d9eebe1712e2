"""A text as readers see it, in paragraphs of words: what a comparison is made of. Pure."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from blog import rendering
from blog.rendering.text import CJK
from blog.rendering.tree import Element, Node, parse
from blog.urlparts import file_name

WORD = re.compile(rf"\s+|[{CJK}]|[^\W{CJK}]+|[^\w\s]")
MARKS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code", "sub": "sub", "sup": "sup",
         "s": "s", "del": "s", "u": "u", "mark": "mark"}  # fmt: skip
BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption table caption thead tbody"
    " tfoot tr details summary section article aside hr".split()
)
NAMED = frozenset("h1 h2 h3 h4 h5 h6 li dt dd blockquote pre figcaption tr caption aside".split())
CELL = " | "


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign with how it is set; `link` is where it leads. Spaces are words, too."""

    text: str
    marks: tuple[str, ...] = ()
    link: str = ""


@dataclass
class Block:
    """A paragraph, heading, list item, table row, picture, media link or rule (`kind` is mostly its tag)."""

    kind: str
    words: list[Word] = field(default_factory=list)

    @cached_property
    def key(self) -> tuple[str, tuple[Word, ...]]:
        """Equal for blocks that say and show the same."""
        return self.kind, tuple(self.words)


def blocks_of(body: str) -> list[Block]:
    """The blocks of a post's body (its source), as its page shows them."""
    return blocks_in(parse(rendering.render_body(body)))


def lines_of(text: str) -> list[Block]:
    """The blocks of a plain text: its lines."""
    return [Block("p", list(words_in(line))) for line in text.splitlines() if line.strip()]


def blocks_in(root: Element) -> list[Block]:
    """The blocks below a parsed element, in their order; empty ones are none."""
    reading = Reading()
    reading.go(root, "p", (), "")
    reading.begin("p")
    return reading.blocks


class Reading:
    """Walks a tree and gathers its words into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.open = Block("p")

    def begin(self, kind: str) -> None:
        """A new block; what is open is over."""
        words = trimmed(self.open.words)
        if words:
            self.blocks.append(Block(self.open.kind, words))
        self.open = Block(kind)

    def add(self, kind: str, text: str) -> None:
        """A block of its own that holds no running text."""
        outer = self.open.kind
        self.begin(kind)
        self.open.words += words_in(text)
        self.begin(outer)

    def go(self, element: Element, kind: str, marks: tuple[str, ...], link: str) -> None:
        for child in element.children:
            if isinstance(child, str):
                self.open.words += words_in(child, marks, link, is_kept=kind == "pre")
            else:
                self.enter(child, kind, marks, link)

    def enter(self, child: Element, kind: str, marks: tuple[str, ...], link: str) -> None:
        if child.tag in {"button", "script", "style", "template"}:
            return
        if child.tag == "img":
            name, alt = file_name(child.attrs.get("src", "")), child.attrs.get("alt", "")
            self.add("img", " ".join(filter(None, [name, alt])))
        elif child.tag == "hr":
            self.add("hr", "* * *")
        elif child.tag == "figure" and "media" in child.classes():
            self.add("media", " ".join(address_and_name(child)))
        elif child.tag == "br":
            self.open.words.append(Word(" "))
        elif child.tag in BLOCKS:
            inner = child.tag if child.tag in NAMED else kind
            self.begin(inner)
            self.go(child, inner, marks, link)
            self.begin(kind)
        else:
            self.inline(child, kind, marks, link)

    def inline(self, child: Element, kind: str, marks: tuple[str, ...], link: str) -> None:
        if child.tag in {"td", "th"} and self.open.words:
            self.open.words.append(Word(CELL))
        if child.tag in MARKS and MARKS[child.tag] not in marks:
            marks = tuple(sorted((*marks, MARKS[child.tag])))
        self.go(child, kind, marks, child.attrs.get("href", link) if child.tag == "a" else link)


def words_in(text: str, marks: tuple[str, ...] = (), link: str = "", is_kept: bool = False) -> "list[Word]":
    """Words, signs and spaces; each run of white space is one space unless it `is_kept`."""
    found = WORD.findall(text)
    return [Word(" " if part.isspace() and not is_kept else part, marks, link) for part in found]


def trimmed(words: list[Word]) -> list[Word]:
    """Without spaces at the ends and without two in a row."""
    kept: list[Word] = []
    for word in words:
        if word.text != " " or (kept and kept[-1].text != " "):
            kept.append(word)
    while kept and kept[-1].text.isspace():
        kept.pop()
    return kept


def address_and_name(figure: Element) -> list[str]:
    """Of a media card: where it leads and what it is called."""
    links: list[Node] = [each for each in figure.elements() if each.tag == "a"]
    first = links[0] if links else None
    return [first.attrs.get("href", ""), first.text()] if isinstance(first, Element) else []
