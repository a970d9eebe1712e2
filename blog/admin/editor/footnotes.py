"""Footnotes of a text: told to the editor as references and a list, numbered anew when they come back.

A reference becomes `<sup data-note="id of its note" data-html="its source">`, the list `<ol data-notes>` of
`<li data-note data-back="source of the link back">`. Ids stay what they were; numbers follow the text. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from blog.admin.editor.standins import TIGHT
from blog.rendering.shapes import is_block, visible
from blog.rendering.tree import Element, Node, parse, serialise

REFERENCE, BACK, LIST, SOURCE = "data-note", "data-back", "data-notes", "data-html"
NUMBER = re.compile(r"\W?(\d{1,3})\W?")


@dataclass
class Note:
    """A note of a source: its entry in the list, the link back, and the reference in the text."""

    entry: Element
    back: Element
    reference: Element


def marked(nodes: list[Node]) -> list[Node]:
    """The nodes of a source with its footnotes marked for the editor.

    The same nodes if its notes are not all in the form that comes back unchanged: a list that ends the text,
    every entry referred to once, by its number, in order, and ending with the link back.
    """
    solid = visible(nodes)
    ending = solid[-1] if solid else None
    if not isinstance(ending, Element) or ending.tag != "ol":
        return nodes
    notes = read(ending, [node for node in nodes if node is not ending])
    if not notes:
        return nodes
    swap = {id(note.reference): reference(note, number) for number, note in enumerate(notes, 1)}
    opened = Element("ol", {**ending.attrs, LIST: ""}, [entry(note) for note in notes])
    return [opened if node is ending else swapped(node, swap) for node in nodes]


def read(ending: Element, text: list[Node]) -> list[Note]:
    """The notes of a list; none if any of them is of another form."""
    entries = visible(ending.children)
    references = list(numbered(Element("", {}, text)))
    if not entries or len(entries) != len(references) or ending.attrs.keys() - {"class", "id"}:
        return []
    notes = []
    for number, (item, (shown, link)) in enumerate(zip(entries, references, strict=True), 1):
        back = last_link(item) if isinstance(item, Element) and item.tag == "li" else None
        if not isinstance(item, Element) or back is None or not is_plain(item):
            return []
        leads_back = back.attrs.get("href") in {f"#{e.attrs.get('id')}" for e in (shown, link)}
        leads_there = link.attrs.get("href") == f"#{item.attrs['id']}"
        said = NUMBER.fullmatch(shown.text())
        if not (leads_back and leads_there and said and said.group(1) == str(number)):
            return []
        notes.append(Note(item, back, shown))
    return notes


def is_plain(item: Element) -> bool:
    """Whether an entry is words and paragraphs, with an id and nothing else."""
    blocks = {child.tag for child in item.children if isinstance(child, Element) and is_block(child)}
    return item.attrs.keys() == {"id"} and blocks <= {"p"}


def numbered(root: Element) -> Iterator[tuple[Element, Element]]:
    """Raised links to a place in the text, with the link in each."""
    for element in root.elements():
        match element.children:
            case [Element(tag="a") as link] if element.tag == "sup":
                if link.attrs.get("href", "").startswith("#"):
                    yield element, link


def last_link(item: Element) -> Element | None:
    """The link that ends an entry, or its last paragraph; None if something else does."""
    seen = visible(item.children)
    while seen and isinstance(seen[-1], Element):
        if seen[-1].tag == "a":
            return seen[-1]
        seen = visible(seen[-1].children) if seen[-1].tag == "p" else []
    return None


def reference(note: Note, number: int) -> Element:
    """What stands in the text while it is edited."""
    source = serialise([note.reference])
    return Element("sup", {REFERENCE: note.entry.attrs["id"], SOURCE: source}, [str(number)])


def entry(note: Note) -> Element:
    """The note without its link back, which the editor cannot lose in this way."""
    inside = without(note.entry.children, note.back)
    attrs = {REFERENCE: note.entry.attrs["id"], BACK: serialise([note.back])}
    return Element("li", attrs, inside)


def without(nodes: list[Node], link: Element) -> list[Node]:
    """The nodes without the link, and without the space before it."""
    result: list[Node] = []
    for node in nodes:
        if node is link:
            if result and isinstance(result[-1], str):
                result[-1] = result[-1].rstrip(" \n")
        elif isinstance(node, Element):
            result.append(Element(node.tag, node.attrs, without(node.children, link)))
        else:
            result.append(node)
    return result


def swapped(node: Node, swap: dict[int, Element]) -> Node:
    """The node with references exchanged, wherever they stand in it."""
    if isinstance(node, str):
        return node
    if id(node) in swap:
        return swap[id(node)]
    return Element(node.tag, node.attrs, [swapped(child, swap) for child in node.children])


# Back again


def settled(nodes: list[Node]) -> list[Node]:
    """What the editor wrote, with references and notes in their own HTML, numbered in the order of the text.

    A reference without a note goes; a note without a reference stays, at the end: words are not dropped.
    """
    root = Element("", {}, nodes)
    lists = [element for element in root.elements() if LIST in element.attrs]
    entries = {e.attrs[REFERENCE]: e for each in lists for e in each.elements() if is_entry(e)}
    order = [e.attrs[REFERENCE] for e in root.elements() if is_reference(e)]
    order = [name for name in dict.fromkeys(order) if name in entries]
    for each in lists:
        each.attrs = {"class": each.attrs.get("class", "")} if each.attrs.get("class") else {}
        each.children = []
    if lists and entries:
        places = {name: place for place, name in enumerate(order)}
        names = sorted(entries, key=lambda name: places.get(name, len(order)))
        lists[-1].children = [written_entry(entries[name]) for name in names]
    return with_references(nodes, order)


def is_entry(element: Element) -> bool:
    return element.tag == "li" and REFERENCE in element.attrs


def is_reference(element: Element) -> bool:
    """Whether the element stands for a reference to a note."""
    return element.tag == "sup" and REFERENCE in element.attrs


def with_references(nodes: list[Node], order: list[str]) -> list[Node]:
    """The nodes with each reference as readers get it; a second one to the same note goes."""
    result: list[Node] = []
    left = list(order)
    for node in nodes:
        if isinstance(node, Element) and is_reference(node):
            if node.attrs[REFERENCE] in left:
                left.remove(node.attrs[REFERENCE])
                result.append(written_reference(node, order.index(node.attrs[REFERENCE]) + 1))
        elif isinstance(node, Element):
            result.append(Element(node.tag, node.attrs, with_references(node.children, order)))
        else:
            result.append(node)
    return result


def written_reference(element: Element, number: int) -> Element:
    """A reference in its own HTML, or in ours if it is new."""
    match parse(element.attrs.get(SOURCE, "")).children:
        case [Element(tag="sup", children=[Element(tag="a") as link]) as own]:
            link.children = [re.sub(r"\d+", str(number), link.text(), count=1)]
            return own
    name = element.attrs[REFERENCE]
    link = Element("a", {"href": f"#{name}"}, [str(number)])
    return Element("sup", {"class": "footnote-ref", "id": reference_id(name)}, [link])


def reference_id(name: str) -> str:
    """The id of the reference to a new note: `fnref-2` for `fn-2`."""
    return re.sub(r"^fn-", "fnref-", name) if name.startswith("fn-") else f"{name}-ref"


def written_entry(element: Element) -> Element:
    """A note with its link back at the end of its last words."""
    name, children = element.attrs[REFERENCE], list(element.children)
    back = parse(element.attrs.get(BACK, "")).children or [
        Element("a", {"class": "footnote-backref", "href": f"#{reference_id(name)}"}, [gettext("Back")])
    ]
    last = next((child for child in reversed(children) if visible([child])), None)
    if isinstance(last, Element) and last.tag == "p":
        last.children = [*last.children, " ", *back]
    elif isinstance(last, Element) and is_block(last):
        children.append(Element("p", {}, back))
    else:
        children += [" ", *back]
    held = {TIGHT: ""} if TIGHT in element.attrs else {}
    return Element("li", {"id": name} | held, children)
