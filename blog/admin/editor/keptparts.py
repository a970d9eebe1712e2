"""Parts of a text that the rich text editor cannot hold: wrapped before it opens, put back when it is saved.

The editor moves and deletes them whole and never looks into them. Pure: no ORM, no network.
"""

from blog.admin.editor import footnotes, standins
from blog.admin.editor.blockmarks import shielded, shown, unshielded
from blog.admin.editor.wrapping import NAME, SOURCE, standing, with_frames
from blog.rendering import allowlist, render_body
from blog.rendering.tree import Element, Node, parse, serialise


def opened(source: str) -> str:
    """The source as the editor may open it."""
    cleaned = allowlist.clean_source(shielded(source))
    nodes = standing(footnotes.marked(parse(cleaned).children))
    if torn(nodes):
        nodes = standing(parse(cleaned).children)
    return with_frames(serialise(nodes))


def torn(nodes: list[Node]) -> bool:
    """Whether a footnote was put away inside a kept part, where the editor cannot number it."""
    marks = (footnotes.REFERENCE, footnotes.LIST)
    sources = [e.attrs[SOURCE] for e in Element("", {}, nodes).elements() if is_kept(e)]
    return any(mark in source for mark in marks for source in sources)


def restored(markup: str) -> str:
    """What the editor wrote as the source that it stands for. Not yet cleaned.

    HTML that was not written by the editor stays as it is.
    """
    if not standins.is_written_by_editor(markup):
        return unshielded(markup)
    nodes = footnotes.settled(parse(markup).children)
    return unshielded(with_frames(serialise(put_back(nodes))))


def saved(markup: str) -> str:
    """As `restored`, without the empty shells that writing leaves; kept parts are not looked into."""
    written = standins.is_written_by_editor(markup)
    nodes = parse(markup if written else allowlist.clean_source(shielded(markup))).children
    return restored(serialise(standins.pruned(nodes)))


def previews(markup: str) -> dict[str, str]:
    """For each block that is kept in an opened text: its source, and the safe HTML that readers see."""
    sources = [e.attrs[SOURCE] for e in parse(markup).elements() if e.tag == "div" and is_kept(e)]
    return {source: shown(source) or render_body(source) for source in sources}


def can_open(source: str) -> bool:
    """Whether the text comes back from an editor that changes nothing as readers know it."""
    return render_body(restored(opened(source))) == render_body(source)


def is_kept(element: Element) -> bool:
    """Whether the element stands for a source."""
    return SOURCE in element.attrs and NAME in element.classes()


def put_back(nodes: list[Node]) -> list[Node]:
    """The nodes with the sources in place of the parts."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            result.append(node)
        elif is_kept(node):
            result += parse(allowlist.clean_source(node.attrs[SOURCE])).children
        elif standins.ADDRESS in node.attrs:
            result.append(standins.media_source(node))
        else:
            result.append(as_stored(Element(node.tag, node.attrs, put_back(node.children))))
    return result


def as_stored(element: Element) -> Element:
    """The element as the source has it: no paragraphs of the editor's own, a table in its parts."""
    if standins.TIGHT in element.attrs:
        element.children = standins.loosened(element)
    if element.tag == "table":
        element.children = standins.with_parts(element)
    element.attrs.pop(standins.TIGHT, None)
    return element
