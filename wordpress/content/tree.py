"""Moves within a tree of HTML that keep every word where a reader would look for it."""

from typing import Any

from lxml import etree

Element = Any  # lxml's elements carry no types

BLOCK_NAMES = """
    p figure blockquote ul ol dl table pre hr h1 h2 h3 h4 h5 h6 div section article aside header footer form
    fieldset details address center main nav hgroup figcaption
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
BOXES = frozenset({"section", "article", "aside", "header", "footer", "main", "center", "form", "fieldset"})
APART = BLOCKS | {"li", "dt", "dd", "summary", "caption", "tr", "td", "th", "tbody", "thead", "tfoot"}
LINKED = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "img"}
)
HOLDERS = frozenset({"li", "td", "th", "dd", "figcaption"})


def make(tag: str, **attributes: str) -> Element:
    return etree.Element(tag, attributes)


def remove(element: Element) -> None:
    """Take the element out and leave the words after it."""
    parent, before = element.getparent(), element.getprevious()
    _say(parent, before, element.tail)
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Take the tag away and leave what it holds."""
    parent, before = element.getparent(), element.getprevious()
    _say(parent, before, element.text)
    if element.tail:
        if len(element):
            last = element[-1]
            last.tail = (last.tail or "") + element.tail
        else:
            _say(parent, before, element.tail)
    at = parent.index(element)
    parent[at : at + 1] = element[:]


def _say(parent: Element, before: Element | None, words: str | None) -> None:
    """Add words after `before`, or at the parent's beginning."""
    if not words:
        return
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words


def holds_blocks(element: Element) -> bool:
    return next(element.iterdescendants(*BLOCKS), None) is not None


def is_among_blocks(element: Element) -> bool:
    """Whether a paragraph may stand in the element's place: not inside of another, a heading or a cell."""
    parent = element.getparent()
    return parent is not None and parent.tag in {"div", "blockquote", "details", *BOXES}


def words_of(element: Element) -> str:
    """All words in the element; comments are none."""
    return "".join(element.itertext())


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
    if parent is None or (parent.tag in BLOCKS and parent.tag != "p") or parent.tag in HOLDERS:
        return None
    for ancestor in (parent, *parent.iterancestors()):
        if ancestor.tag == "p":
            return parent
        if ancestor.tag in BLOCKS or ancestor.tag in HOLDERS:
            return None
    return None


def _lift(block: Element, parent: Element) -> None:
    """Move the block up by one level: what follows it goes into a second element like its parent."""
    if parent.tag == "a" and parent.get("href"):
        link_within(block, parent.get("href"))
    rest = make(parent.tag, **{name: value for name, value in parent.attrib.items() if name != "id"})
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


def link_within(block: Element, address: str) -> None:
    """A block that leaves a link takes it along: around its words, or those of the blocks in it."""
    for inner in [block, *block.iterdescendants(*LINKED)]:
        if inner.tag not in LINKED or holds_blocks(inner) or next(inner.iter("a"), None) is not None:
            continue
        if inner.tag != "img" and not words_of(inner).strip():
            continue
        link = make("a", href=address)
        if inner.tag == "img":
            link.tail, inner.tail = inner.tail, None
            inner.getparent().replace(inner, link)
            link.append(inner)
        else:
            link.text, inner.text = inner.text, None
            link.extend(list(inner))
            inner.append(link)


def wrap_loose(container: Element) -> None:
    """Words and phrases that stand between blocks get a paragraph."""
    children, run = list(container), None
    if (container.text or "").strip():
        run = make("p")
        run.text, container.text = container.text, None
        container.insert(0, run)
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag not in APART and (run is not None or isinstance(child.tag, str)):
            if run is None:
                run = make("p")
                child.addprevious(run)
            run.append(child)
            child.tail = tail
            continue
        run = None
        if tail and tail.strip():
            run = make("p")
            run.text = tail
            child.addnext(run)
        else:
            child.tail = tail


def trim(paragraph: Element) -> None:
    """No space and no line break at the ends of a paragraph."""
    if not len(paragraph):  # most are words alone
        words = paragraph.text or ""
        if (trimmed := words.strip()) != words:
            paragraph.text = trimmed or None
        return
    while len(paragraph) and paragraph[0].tag == "br" and not (paragraph.text or "").strip():
        paragraph.text = None
        remove(paragraph[0])
    while len(paragraph) and paragraph[-1].tag == "br" and not (paragraph[-1].tail or "").strip():
        paragraph[-1].tail = None
        remove(paragraph[-1])
    if paragraph.text:
        paragraph.text = paragraph.text.lstrip() or None
    if len(paragraph):
        if paragraph[-1].tail:
            paragraph[-1].tail = paragraph[-1].tail.rstrip() or None
    elif paragraph.text:
        paragraph.text = paragraph.text.rstrip() or None
