"""What the editor writes in its own way, and the HTML that is stored of it.

The editor has a paragraph in every entry and cell, one body in a table, and a node for an embedded media
link. Its marks (`data-tight`, `data-solid`, `data-part`, `data-address`) say how the source had it. Pure.
"""

import re

from blog.embeds import recognise, recognise_alone
from blog.rendering.links import bare_address
from blog.rendering.shapes import is_blank, visible
from blog.rendering.tree import Element, Node

TIGHT, SOLID, PART, ADDRESS, WORDS = "data-tight", "data-solid", "data-part", "data-address", "data-words"
MARKS = re.compile(r"\sdata-(?:html|tight|solid|part|address|notes?)\b")
NEVER_EMPTY = frozenset("p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figcaption".split())
HELD = frozenset({"data-html", ADDRESS, "data-note"})


def is_written_by_editor(markup: str) -> bool:
    """Whether there is anything in it that only the editor writes."""
    return bool(MARKS.search(markup))


# Media


def media_node(element: Element) -> Element | None:
    """The editor's node for a paragraph that is nothing but a link to media; None if it is more."""
    if element.tag != "p" or element.attrs:
        return None
    match element.children:
        case [str(words)] if (address := bare_address(words)) and recognise(address):
            return Element("div", {"class": "media-link", ADDRESS: address})
        case [Element(tag="a") as link] if all(isinstance(child, str) for child in link.children):
            if not (link.attrs.keys() - {"href", "rel"}) and alone(link):
                attrs = {"class": "media-link", ADDRESS: link.attrs["href"], WORDS: link.text()}
                return Element("div", attrs) if link.text().strip() else None
    return None


def alone(link: Element) -> bool:
    """Whether a link that is all of its paragraph stands for media."""
    return recognise_alone(link.attrs.get("href", ""), link.text().strip()) is not None


def media_source(element: Element) -> Element:
    """The paragraph that is stored: the address, or a link with its words."""
    address, words = element.attrs[ADDRESS], element.attrs.get(WORDS, "")
    return Element("p", {}, [Element("a", {"href": address}, [words])] if words else [address])


# Entries, cells and tables


def loosened(element: Element) -> list[Node]:
    """The children of an entry or a cell: words that had no paragraph in the source have none again."""
    children = [child for child in element.children if not isinstance(child, str) or child.strip()]
    result: list[Node] = []
    for place, child in enumerate(children):
        beside = [children[i] for i in (place - 1, place + 1) if 0 <= i < len(children)]
        if is_bare(child) and isinstance(child, Element) and not any(map(is_bare, beside)):
            result += child.children
        else:
            result.append(child)
    for child in result:
        if isinstance(child, Element):
            child.attrs.pop(SOLID, None)
    return result


def is_bare(node: Node) -> bool:
    """Whether a node is a paragraph that the editor made."""
    return isinstance(node, Element) and node.tag == "p" and not node.attrs


def with_parts(table: Element) -> list[Node]:
    """The children of a table, its first rows in a head and its last in a foot if they say so."""
    body = next(
        (child for child in table.children if isinstance(child, Element) and child.tag == "tbody"), None
    )
    if body is None or not any(PART in row.attrs for row in body.elements()):
        return table.children
    rows = [row for row in body.children if isinstance(row, Element)]
    parts = [row.attrs.pop(PART, "") for row in rows]
    head = next((place for place, part in enumerate(parts) if part != "thead"), len(rows))
    foot = len(rows)
    while foot > head and parts[foot - 1] == "tfoot":
        foot -= 1
    divided = {"thead": rows[:head], "tbody": rows[head:foot], "tfoot": rows[foot:]}
    made = [Element(tag, {}, [*inside]) for tag, inside in divided.items() if inside]
    return [child for child in table.children if child is not body] + made


# What is not stored


def pruned(nodes: list[Node]) -> list[Node]:
    """The nodes without empty paragraphs, headings, entries, lists, quotations and figures.

    What stands for something kept counts as full. A figure that has lost its picture leaves its caption.
    """
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or HELD & node.attrs.keys():
            result.append(node)
            continue
        inside = pruned(node.children)
        if node.tag == "img" and not node.attrs.get("src", "").strip():
            continue
        if node.tag == "figure" and not any(has_matter(child) for child in inside):
            result += [Element("p", {}, words) for words in captions(inside)]
        elif node.tag not in NEVER_EMPTY or node.attrs.get("id") or not is_empty(inside):
            result.append(Element(node.tag, node.attrs, inside))
    return result


def is_empty(nodes: list[Node]) -> bool:
    """Whether there is nothing to see, and nothing that stands for something."""
    return is_blank(nodes) and not any(HELD & e.attrs.keys() for e in Element("", {}, nodes).elements())


def has_matter(node: Node) -> bool:
    """Whether a figure's part is what it frames."""
    return bool(visible([node])) and not (isinstance(node, Element) and node.tag == "figcaption")


def captions(nodes: list[Node]) -> list[list[Node]]:
    """The words of the captions among the nodes."""
    found = [n.children for n in nodes if isinstance(n, Element) and n.tag == "figcaption"]
    return [words for words in found if not is_blank(words)]
