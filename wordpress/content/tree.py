"""Moves within a tree of HTML that keep every word where a reader would look for it."""

from typing import Any

from lxml import html

Element = Any  # lxml's elements carry no types

BLOCK_NAMES = """
    p figure blockquote ul ol dl table pre hr h1 h2 h3 h4 h5 h6 div section article aside header footer form
    fieldset details address center
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
BOXES = frozenset({"section", "article", "aside", "header", "footer", "main", "center", "form", "fieldset"})


def make(tag: str, **attributes: str) -> Element:
    return html.Element(tag, **attributes)


def remove(element: Element) -> None:
    """Take the element out and leave the words after it."""
    element.drop_tree()


def unwrap(element: Element) -> None:
    """Take the tag away and leave what it holds."""
    element.drop_tag()


def holds_blocks(element: Element) -> bool:
    return any(True for _ in element.iterdescendants(*BLOCKS))


def is_among_blocks(element: Element) -> bool:
    """Whether a paragraph may stand in the element's place: not inside of another, a heading or a cell."""
    parent = element.getparent()
    return parent is not None and parent.tag in {"div", "blockquote", "details", *BOXES}


def replace_with(element: Element, block: Element) -> None:
    """Put a block in the element's place; words after the element stay after the block."""
    block.tail, element.tail = element.tail, None
    element.getparent().replace(element, block)


def paragraphs_around(root: Element) -> None:
    """A paragraph cannot hold a block: it ends before one and begins again after it.

    `<p>Listen: <figure>…</figure> and read</p>` becomes a paragraph, the figure and another paragraph. Inline
    elements around a block inside of a paragraph end and begin again likewise.
    """
    for block in list(root.iterdescendants(*BLOCKS)):
        while (outer := _paragraph_around(block)) is not None:
            _lift(block, outer)


def _paragraph_around(block: Element) -> Element | None:
    """The parent that the block must leave: the innermost element, if a paragraph stands above."""
    parent = block.getparent()
    inside = [parent, *parent.iterancestors()] if parent is not None else []
    for ancestor in inside:
        if ancestor.tag == "p":
            return parent
        if ancestor.tag in BLOCKS or ancestor.tag in {"li", "td", "th", "dd", "figcaption"}:
            return None
    return None


def _lift(block: Element, parent: Element) -> None:
    """Move the block up by one level: what follows it goes into a second element like its parent."""
    rest = html.Element(parent.tag, {name: value for name, value in parent.attrib.items() if name != "id"})
    rest.text, block.tail = block.tail, None
    for follower in list(block.itersiblings()):
        rest.append(follower)
    rest.tail, parent.tail = parent.tail, None
    grandparent = parent.getparent()
    at = grandparent.index(parent) + 1
    grandparent.insert(at, block)
    if len(rest) or (rest.text or "").strip():
        grandparent.insert(at + 1, rest)
    else:
        block.tail = rest.tail
    if not len(parent) and not (parent.text or "").strip():
        remove(parent)


def trim(paragraph: Element) -> None:
    """No space and no line break at the ends of a paragraph."""
    while len(paragraph) and paragraph[0].tag == "br" and not (paragraph.text or "").strip():
        paragraph.text = None
        remove(paragraph[0])
    while len(paragraph) and paragraph[-1].tag == "br" and not (paragraph[-1].tail or "").strip():
        paragraph[-1].tail = None
        remove(paragraph[-1])
    paragraph.text = (paragraph.text or "").lstrip() or None
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip() or None
    else:
        paragraph.text = (paragraph.text or "").rstrip() or None
