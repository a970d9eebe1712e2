"""Questions about nodes, and the moves that several conversions share."""

from blog.rendering.allowlist import BLOCKS
from blog.rendering.tree import Element, Node

INVISIBLE = " \t\n\r\f\xa0\u200b\ufeff"
SOLID = frozenset({"img", "hr", "figure", "table"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
WRAPPING_PHRASES = frozenset("strong em b i u small mark span".split())


def is_block(node: Node) -> bool:
    """Whether a node stands as a block of its own."""
    return isinstance(node, Element) and node.tag in BLOCKS


def is_card(node: Node) -> bool:
    """Whether a node is the placeholder of a media card."""
    return isinstance(node, Element) and "data-card" in node.attrs


def is_blank(nodes: list[Node]) -> bool:
    """Whether a reader would see nothing: no words, no picture, no target of a link."""
    for node in nodes:
        if isinstance(node, str):
            if node.strip(INVISIBLE):
                return False
        elif node.tag in SOLID or node.attrs.get("id") or not is_blank(node.children):
            return False
    return True


def blank_text(nodes: list[Node]) -> str:
    """What blank nodes leave: their own spaces, which code keeps, or one."""
    return "".join(node if isinstance(node, str) else node.text() for node in nodes) or " "


def is_absent_picture(node: Node) -> bool:
    """Whether a node is the link that stands for a picture we do not hold."""
    return isinstance(node, Element) and node.tag == "a" and "picture-absent" in node.classes()


def is_credit(node: Node) -> bool:
    """Whether a node says whose picture it is, at the end of a caption."""
    return isinstance(node, Element) and node.tag == "span" and "credit" in node.classes()


def is_plain_span(element: Element) -> bool:
    """Whether an element says nothing of its words."""
    says = element.attrs.keys() & {"lang", "dir", "id"} or is_credit(element)
    return element.tag == "span" and not says


def is_visible(node: Node) -> bool:
    """Whether a node is more than blank text or a line break."""
    return node.strip(INVISIBLE) != "" if isinstance(node, str) else node.tag != "br"


def is_plain_words(nodes: list[Node]) -> bool:
    """Whether the nodes are nothing but words, more than one: most paragraphs are."""
    return len(nodes) == 1 and isinstance(nodes[0], str) and " " in nodes[0].strip(INVISIBLE)


def visible(nodes: list[Node]) -> list[Node]:
    """The nodes without blank text and line breaks."""
    return [node for node in nodes if is_visible(node)]


def only(nodes: list[Node]) -> Node | None:
    """The one visible node, or None if there are none or more."""
    found = None
    for node in nodes:
        if is_visible(node):
            if found is not None:
                return None
            found = node
    return found


def trimmed(nodes: list[Node]) -> list[Node]:
    """The nodes without line breaks and blank text at either end."""
    start, end = 0, len(nodes)
    while start < end and not is_visible(nodes[start]):
        start += 1
    while end > start and not is_visible(nodes[end - 1]):
        end -= 1
    return nodes[start:end]


def runs(nodes: list[Node]) -> list[Node | list[Node]]:
    """Blocks as they are, and between them lists of what stands in a line."""
    found: list[Node | list[Node]] = []
    for node in nodes:
        if is_block(node):
            found.append(node)
        elif found and isinstance(found[-1], list):
            found[-1].append(node)
        else:
            found.append([node])
    return found


def split_around_blocks(element: Element, children: list[Node]) -> list[Node]:
    """A phrase or paragraph around blocks: the blocks stand alone, the words before and after keep their tag.

    Where a block can hold words, the phrase moves inside it (`<em><p>…` becomes `<p><em>…`).
    """
    result: list[Node] = []
    attrs = element.attrs
    for part in runs(children) if any(map(is_block, children)) else [children]:
        if isinstance(part, list):
            kept = part if element.tag in WRAPPING_PHRASES else trimmed(part)
            if not is_blank(kept):
                result.append(Element(element.tag, attrs, kept))
                attrs = {name: value for name, value in attrs.items() if name != "id"}
        else:
            result.append(part if is_block(element) else moved_inside(element, part))
    return result


def moved_inside(phrase: Element, block: Node) -> Node:
    """The block with the phrase around its words; blocks that hold other blocks stay as they are."""
    if not isinstance(block, Element) or is_card(block) or block.tag not in HEADINGS | {"p", "figure"}:
        return block
    words = [child for child in block.children if not is_block(child)]
    if not is_blank(words):
        attrs = {name: value for name, value in phrase.attrs.items() if name != "id"}
        rest = [child for child in block.children if is_block(child)]
        block.children = [Element(phrase.tag, attrs, words), *rest]
    return block
