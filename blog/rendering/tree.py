"""A very small tree of HTML.

It reads what nh3 wrote (every tag closed, every `<` escaped), so a stack is all the parsing it needs, and
what it writes goes through nh3 again before anybody sees it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Deeper than any text; hostile nesting beyond it loses its tags and keeps its words.
MAX_DEPTH = 60


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


Node = Element | str


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]
        self.too_deep: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(element)
        elif len(self.open) > MAX_DEPTH:
            self.too_deep.append(tag)
        else:
            self.open[-1].children.append(element)
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.too_deep and self.too_deep[-1] == tag:
            self.too_deep.pop()
        elif any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """A nameless root holding what the HTML says. Never raises; unclosed tags end with the text."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


def serialise(nodes: "list[Node]") -> str:
    """HTML of the nodes, text and attribute values escaped."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(escape(node, quote=False))
            continue
        attrs = "".join(f' {name}="{escape(value)}"' for name, value in node.attrs.items())
        parts.append(f"<{node.tag}{attrs}>")
        if node.tag not in VOID:
            parts.append(f"{serialise(node.children)}</{node.tag}>")
    return "".join(parts)
