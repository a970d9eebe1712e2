"""A very small tree of HTML.

It reads what nh3 wrote (every tag closed, every `<` escaped), so a stack is all the parsing it needs, and
what it writes goes through nh3 again before anybody sees it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Deeper than any text; hostile nesting beyond it loses its tags and keeps its words.
MAX_DEPTH = 60
# Tags as nh3 and our cards write them. Reading them so takes a fifth of the time of a parser that must expect
# anything.
TAG = re.compile(r'<(/?)([a-z][a-z0-9-]*)((?: [a-z][a-z0-9:-]*(?:="[^"]*")?)*)>')
ATTRIBUTE = re.compile(r' ([a-z][a-z0-9:-]*)(?:="([^"]*)")?')
SPECIAL = re.compile("[&<>]")
RAW_TEXT = re.compile(r"<(?:script|style)\b")


@dataclass(slots=True)
class Element:
    """A tag, its attributes, and its children in order: elements and plain (unescaped) text."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)

    def elements(self) -> "Iterator[Element]":
        """Every element below this one, in the order of the text."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def text(self) -> str:
        """All text below this element, as written."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def classes(self) -> list[str]:
        """The names in its class attribute."""
        return self.attrs.get("class", "").split()


@dataclass(slots=True)
class Quiet(Element):
    """A run of paragraphs that is not taken apart (see `quiet.py`), as one block."""

    html: str = ""


Node = Element | str


class Builder:
    """Puts tags and text, as they come, into a tree."""

    def __init__(self) -> None:
        self.open = [Element("")]
        self.too_deep: list[str] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        element = Element(tag, attrs)
        if tag in VOID:
            self.open[-1].children.append(element)
        elif len(self.open) > MAX_DEPTH:
            self.too_deep.append(tag)
        else:
            self.open[-1].children.append(element)
            self.open.append(element)

    def end(self, tag: str) -> None:
        if self.too_deep and self.too_deep[-1] == tag:
            self.too_deep.pop()
        elif self.open[-1].tag == tag != "":
            self.open.pop()
        elif any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def text(self, data: str) -> None:
        self.open[-1].children.append(data)


class _Tolerant(HTMLParser):
    """For HTML that nh3 has not written."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = builder

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.text(data)


def parse(html: str) -> Element:
    """A nameless root holding what the HTML says. Never raises; unclosed tags end with the text."""
    builder = Builder()
    feed(builder, html)
    return builder.open[0]


def feed(builder: Builder, html: str) -> None:
    """Let the builder have a stretch of HTML that ends no tag, raw text or comment early."""
    pieces = TAG.split(html)
    if any("<" in text for text in pieces[::4]) or RAW_TEXT.search(html):
        tolerant = _Tolerant(builder)
        tolerant.feed(html)
        tolerant.close()
    else:
        _build(builder, pieces)


def _build(builder: Builder, pieces: list[str]) -> None:
    """From text, slash, name and attributes in turn."""
    for place in range(0, len(pieces), 4):
        if place:
            slash, name, attrs = pieces[place - 3 : place]
            if slash:
                builder.end(name)
            else:
                found = ATTRIBUTE.findall(attrs) if attrs else ()
                builder.start(name, {key: unescape(value) for key, value in found})
        if text := pieces[place]:
            builder.text(unescape(text))


def serialise(nodes: "list[Node]") -> str:
    """HTML of the nodes, text and attribute values escaped."""
    parts: list[str] = []
    _write(nodes, parts)
    return "".join(parts)


def _write(nodes: "list[Node]", parts: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            parts.append(escape(node, quote=False) if SPECIAL.search(node) else node)
            continue
        if isinstance(node, Quiet):
            parts.append(node.html)
            continue
        if node.attrs:
            attrs = "".join([f' {name}="{escape(value)}"' for name, value in node.attrs.items()])
            parts.append(f"<{node.tag}{attrs}>")
        else:
            parts.append(f"<{node.tag}>")
        if node.tag not in VOID:
            _write(node.children, parts)
            parts.append(f"</{node.tag}>")
