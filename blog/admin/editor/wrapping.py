"""A source's tree as the rich text editor may open it: what fits as it is, the rest wrapped.

A block that does not fit becomes `<div class="kept-part" data-html="its source">`, a phrase a `span` with its
words inside. Pure.
"""

import re
from collections.abc import Callable
from itertools import takewhile

from blog.admin.editor import footnotes, standins, vocabulary
from blog.embeds.addresses import is_own
from blog.rendering import allowlist
from blog.rendering.shapes import is_block, is_credit, only, visible
from blog.rendering.tree import Element, Node, serialise

NAME = "kept-part"
SOURCE = "data-html"
PARTS_OF_TABLE = ("caption", "thead", "tbody", "tfoot")
STRAYS = frozenset("li dt dd caption thead tbody tfoot tr td th".split())
FRAME = re.compile(rf"(</?){allowlist.FRAME}(?![\w-])")


def with_frames(html: str) -> str:
    """The HTML with `iframe` where the cleaning has put its stand-in."""
    return FRAME.sub(r"\1iframe", html)


def kept_block(element: Element) -> Element:
    """The stand-in of a block."""
    return Element("div", {"class": NAME, SOURCE: with_frames(serialise([element]))})


def kept_phrase(element: Element) -> Element:
    """The stand-in of a phrase; what has no words shows its tag."""
    words = " ".join(element.text().split()) or element.attrs.get("alt") or f"‹{element.tag}›"
    source = with_frames(serialise([element]))
    return Element("span", {"class": NAME, SOURCE: source}, [words.replace(allowlist.FRAME, "iframe")])


def standing(nodes: list[Node]) -> list[Node]:
    """The blocks of a text and loose words between them; every one fits."""
    result: list[Node] = []
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            result.append(node)
        elif node.tag in vocabulary.SHELLS and vocabulary.keeps(node, set()):
            result.append(Element(node.tag, node.attrs, standing(node.children)))
        elif media := standins.media_node(node):
            result.append(media)
        elif stands_alone(node):
            fitting = None if node.tag in STRAYS else block(node)
            result.append(fitting or kept_block(node))
        else:
            is_lone = is_plain_picture(node) and not in_line(nodes, place)
            result.append(framed(node) if is_lone else phrase(node))
    return result


def in_line(nodes: list[Node], place: int) -> bool:
    """Whether words or phrases stand beside the node, with no block between."""
    before = takewhile(not_block, reversed(nodes[:place]))
    after = takewhile(not_block, nodes[place + 1 :])
    return bool(visible([*before, *after]))


def not_block(node: Node) -> bool:
    return isinstance(node, str) or not stands_alone(node)


def stands_alone(element: Element) -> bool:
    """Whether an element is a block, or holds one."""
    tags = {element.tag, *(inner.tag for inner in element.elements())}
    return bool(tags & (allowlist.BLOCKS | allowlist.WRAPPERS | allowlist.PLAYERS | {"h1"}))


def block(element: Element) -> Element | None:
    """The block with its misfitting phrases wrapped; None if it cannot be told to the editor."""
    if footnotes.LIST not in element.attrs and not vocabulary.keeps(element):
        return None
    if element.tag == "p" and (picture := lone_picture(element)):
        return framed(picture, element.attrs)
    inside = INSIDE.get(element.tag, nothing)(element)
    return None if inside is None else Element(element.tag, element.attrs, inside)


def nothing(element: Element) -> list[Node] | None:
    return None


def words(element: Element) -> list[Node] | None:
    """A line of words: no blocks in it."""
    if any(isinstance(child, Element) and stands_alone_in_words(child) for child in element.children):
        return None
    return [phrase(child) for child in element.children]


def stands_alone_in_words(element: Element) -> bool:
    """Players may stand in a line; they are kept there."""
    return element.tag not in allowlist.PLAYERS and stands_alone(element)


def flow(element: Element) -> list[Node] | None:
    """Blocks and loose words, as in quotations and cells."""
    result: list[Node | None] = []
    for child in element.children:
        if isinstance(child, Element) and stands_alone_in_words(child):
            result.append(block(child))
        else:
            result.append(phrase(child))
    fitting = [node for node in result if node is not None]
    return fitting if len(fitting) == len(result) else None


def rows(*tags: str) -> Callable[[Element], list[Node] | None]:
    """Nothing but blocks of these tags and white space between them."""

    def read(element: Element) -> list[Node] | None:
        result: list[Node] = []
        for child in element.children:
            if isinstance(child, str) and not child.strip():
                result.append(child)
            elif isinstance(child, Element) and child.tag in tags and (fitting := block(child)):
                result.append(fitting)
            else:
                return None
        return result

    return read


def item(element: Element) -> list[Node] | None:
    """An entry of a list begins with words."""
    first = next(iter(visible(element.children)), "")
    if isinstance(first, Element) and first.tag != "p" and is_block(first):
        return None
    return flow(element)


def table(element: Element) -> list[Node] | None:
    """A table has one body with rows, and perhaps a head, a foot and a caption without marks."""
    inside = [child for child in visible(element.children) if isinstance(child, Element)]
    order = [child.tag for child in inside]
    if "tbody" not in order or order != [tag for tag in PARTS_OF_TABLE if tag in order]:
        return None
    if any(child.tag == "tr" and child.attrs for child in element.elements()):
        return None
    if order[0] == "caption" and (inside[0].attrs or not all(isinstance(c, str) for c in inside[0].children)):
        return None
    return rows(*PARTS_OF_TABLE)(element)


def preformatted(element: Element) -> list[Node] | None:
    """Code, in a language perhaps."""
    match element.children:
        case [Element(tag="code") as code] if all(isinstance(child, str) for child in code.children):
            known = re.fullmatch(r"(language-\S+)?", code.attrs.get("class", ""))
            return element.children if known and vocabulary.keeps(code, {"class"}) else None
    return None


def figure(element: Element) -> list[Node] | None:
    """A picture and then, perhaps, its caption."""
    match visible(element.children):
        case [Element() as picture] if is_plain_picture(picture):
            return element.children
        case [Element() as picture, Element(tag="figcaption") as caption] if is_plain_picture(picture):
            inside = words(caption) if vocabulary.keeps(caption, vocabulary.NAMED) else None
            return None if inside is None else [picture, Element("figcaption", caption.attrs, inside)]
    return None


def framed(picture: Element, attrs: dict[str, str] | None = None) -> Element:
    """A picture alone is a figure to readers, and so it is to writers."""
    return Element("figure", attrs or {}, [picture])


def lone_picture(element: Element) -> Element | None:
    """The one picture that a paragraph holds, if the editor can hold it."""
    picture = only(element.children)
    return picture if isinstance(picture, Element) and is_plain_picture(picture) else None


def is_plain_picture(node: Node) -> bool:
    """Whether the editor can hold this picture; it asks no other site for one."""
    is_picture = isinstance(node, Element) and node.tag == "img" and is_own(node.attrs.get("src", ""))
    return is_picture and isinstance(node, Element) and vocabulary.keeps(node, vocabulary.IMAGE)


def phrase(node: Node) -> Node:
    """Words, marked or not; wrapped whole if the editor has no mark for them."""
    if isinstance(node, str) or (node.tag == "br" and vocabulary.keeps(node)):
        return node
    if footnotes.is_reference(node):
        return node
    if node.tag == "code":
        plain = vocabulary.keeps(node) and all(isinstance(child, str) for child in node.children)
        return node if plain else kept_phrase(node)
    if is_credit(node) and node.attrs.keys() == {"class"}:
        return Element(node.tag, node.attrs, [phrase(child) for child in node.children])
    if node.tag not in vocabulary.MARKS or not vocabulary.keeps(node) or tangled(node):
        return kept_phrase(node)
    return Element(node.tag, node.attrs, [phrase(child) for child in node.children])


def tangled(element: Element) -> bool:
    """Whether marks lie in each other as the editor cannot write them: code in others, one in its like."""
    return bool({"code", "img", element.tag} & {inner.tag for inner in element.elements()})


INSIDE: dict[str, Callable[[Element], list[Node] | None]] = {
    **dict.fromkeys("p h2 h3 h4".split(), words),
    "ul": rows("li"),
    "ol": rows("li"),
    "li": item,
    "blockquote": flow,
    "td": flow,
    "th": flow,
    "dl": rows("dt", "dd"),
    "dt": words,
    "dd": flow,
    "table": table,
    "caption": words,
    **dict.fromkeys("thead tbody tfoot".split(), rows("tr")),
    "tr": rows("td", "th"),
    "pre": preformatted,
    "figure": figure,
    "hr": lambda element: element.children,
}
