"""Our HTML as blocks of WordPress's editor: it shows them as they are, and lets people go on writing.

What none of the editor's own blocks can hold as it stands becomes a block of plain HTML. Pure.
"""

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any

from blog.embeds.recognition import recognise, recognise_alone
from blog.rendering import shapes
from blog.rendering.tree import Element, Node, parse, serialise

NUMBER = re.compile(r"\bwp-image-(\d+)\b")
FILES = {"audio", "video"}
MARK = "x-mark"  # an element that stands for a comment, which is a block of its own already


def as_blocks(html: str) -> str:
    """The text, each of its blocks between the comments by which WordPress knows it."""
    return joined(shapes.visible(parse(html).children))


def joined(nodes: list[Node]) -> str:
    return "\n\n".join(written(node) for node in nodes)


def written(part: Node) -> str:
    """One block."""
    if isinstance(part, str):
        return block("paragraph", f"<p>{escape(part.strip(), quote=False)}</p>")
    rule = RULES.get(part.tag)
    return (rule(part) if rule else "") or block("html", serialise([part]))


def block(name: str, html: str, attributes: dict[str, Any] | None = None) -> str:
    """The HTML between its comments. WordPress escapes in their JSON what could end a comment."""
    said = f" {comment_json(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{html}\n<!-- /wp:{name} -->"


def comment_json(attributes: dict[str, Any]) -> str:
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.replace("--", "\\u002d\\u002d")


def caption(html: str) -> str:
    return f'<figcaption class="wp-element-caption">{html}</figcaption>'


def with_class(element: Element, name: str) -> Element:
    classes = " ".join(dict.fromkeys([name, *element.classes()]))
    return Element(element.tag, {**element.attrs, "class": classes}, element.children)


def holds_only_words(element: Element) -> bool:
    return not any(shapes.is_block(each) or each.tag == "img" for each in element.elements())


def paragraph(element: Element) -> str:
    """Words, or media that stands alone."""
    if media := lone_media(element):
        return media
    return block("paragraph", serialise([element])) if holds_only_words(element) else ""


def lone_media(element: Element) -> str:
    """An embed, or a player of a file; empty where the paragraph is no link to media alone."""
    node = shapes.only(element.children)
    if isinstance(node, str):
        return embed(node.strip(), "") if recognise(node.strip()) else ""
    if not isinstance(node, Element) or node.tag != "a":
        return ""
    url, words = node.attrs.get("href", ""), node.text().strip()
    words = "" if words == url else words
    return embed(url, words) if recognise_alone(url, words) else ""


def embed(url: str, words: str) -> str:
    """WordPress makes a player of the bare address in its line; what the link said is the caption."""
    found = recognise(url)
    if found is None or url.startswith("/"):
        return ""
    below = (
        f'<figcaption class="wp-element-caption">{escape(words, quote=False)}</figcaption>' if words else ""
    )
    if found.provider in FILES:
        kind = found.provider
        player = f'<{kind} controls src="{escape(url)}"></{kind}>'
        return block(kind, f'<figure class="wp-block-{kind}">{player}{below}</figure>')
    known = {"url": url, "type": "video" if found.kind == "video" else "rich"}
    known |= {"providerNameSlug": found.provider} if found.provider else {}
    classes = f"wp-block-embed is-type-{known['type']}"
    address = f'<div class="wp-block-embed__wrapper">\n{escape(url)}\n</div>'
    return block("embed", f'<figure class="{classes}">{address}{below}</figure>', known)


def heading(element: Element) -> str:
    level = int(element.tag[1])
    shown = serialise([with_class(element, "wp-block-heading")])
    return (
        block("heading", shown, {"level": level} if level != 2 else None) if holds_only_words(element) else ""
    )


def listing(element: Element) -> str:
    """A list of words and lists; one with blocks in it is kept as HTML."""
    items = shapes.visible(element.children)
    if not items or not all(isinstance(each, Element) and each.tag == "li" for each in items):
        return ""
    if element.attrs.keys() - {"start", "reversed"}:
        return ""
    inside = [list_item(each) for each in items if isinstance(each, Element)]
    if not all(inside):
        return ""
    said: dict[str, Any] = {"ordered": True} if element.tag == "ol" else {}
    if start := element.attrs.get("start", ""):
        said |= {"start": int(start)} if start.lstrip("-").isdigit() else {}
    said |= {"reversed": True} if "reversed" in element.attrs else {}
    opened = serialise([with_class(Element(element.tag, element.attrs), "wp-block-list")])
    opened = opened.removesuffix(f"</{element.tag}>")
    return block("list", f"{opened}{''.join(inside)}</{element.tag}>", said or None)


def list_item(item: Element) -> str:
    """One item: words, and lists in it; empty where it holds other blocks."""
    parts: list[str] = []
    for part in shapes.runs(item.children):
        if isinstance(part, list):
            if any(
                isinstance(node, Element) and not holds_only_words(Element("", {}, [node])) for node in part
            ):
                return ""
            parts.append(serialise(part).strip())
        elif isinstance(part, Element) and part.tag in {"ul", "ol"} and (inner := listing(part)):
            parts.append(inner)
        else:
            return ""
    return block("list-item", f"<li>{''.join(parts)}</li>") if not item.attrs else ""


def quotation(element: Element) -> str:
    """A quotation holds blocks of its own; one that is pulled out of the text holds paragraphs."""
    if "pullquote" in element.classes():
        inner = serialise([Element("blockquote", {}, element.children)])
        return block("pullquote", f'<figure class="wp-block-pullquote">{inner}</figure>')
    inside = joined(shapes.visible(element.children))
    opened = serialise([with_class(Element("blockquote", element.attrs), "wp-block-quote")])
    return block("quote", f"{opened.removesuffix('</blockquote>')}{inside}</blockquote>")


def preformatted(element: Element) -> str:
    code = shapes.only(element.children)
    if isinstance(code, Element) and code.tag == "code":
        return block("code", serialise([with_class(element, "wp-block-code")]))
    return block("preformatted", serialise([with_class(element, "wp-block-preformatted")]))


def table(element: Element) -> str:
    """The editor's tables have their caption below; what else they cannot hold stays HTML."""
    captions = [each for each in element.children if isinstance(each, Element) and each.tag == "caption"]
    rest: list[Node] = [each for each in element.children if each not in captions]
    below = "".join(caption(serialise(each.children)) for each in captions)
    shown = serialise([Element("table", element.attrs, rest)])
    return block("table", f'<figure class="wp-block-table">{shown}{below}</figure>')


def rule(element: Element) -> str:
    return block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')


def details(element: Element) -> str:
    """A part that unfolds: its blocks are blocks of their own."""
    summary = [n for n in element.children if isinstance(n, Element) and n.tag == "summary"]
    rest = [n for n in shapes.visible(element.children) if n not in summary]
    inside = joined(rest)
    return block("details", f'<details class="wp-block-details">{serialise(list(summary))}{inside}</details>')


def is_picture(node: Node) -> bool:
    """Whether it is a figure of one picture, linked or not, with or without a caption."""
    if not isinstance(node, Element) or node.tag != "figure" or "media" in node.classes():
        return False
    return len([each for each in node.elements() if each.tag == "img"]) == 1 and not any(
        each.tag in {"figure", "table", "blockquote"} for each in node.elements()
    )


def picture(element: Element) -> str:
    """A picture by its number in the library, so that WordPress finds its sizes."""
    image = next(each for each in element.elements() if each.tag == "img")
    number = NUMBER.search(image.attrs.get("class", ""))
    said: dict[str, Any] = {"id": int(number.group(1))} if number else {}
    said |= {"sizeSlug": "full", "linkDestination": "none"}
    for words in element.elements():
        if words.tag == "figcaption":
            words.attrs = {**words.attrs, "class": "wp-element-caption"}
    return block("image", serialise([with_class(with_class(element, "size-full"), "wp-block-image")]), said)


def figure(element: Element) -> str:
    """A picture, a gallery of some, an embedded media link, or something of ours that is none of these."""
    if is_picture(element):
        return picture(element)
    if "gallery" in element.classes():
        return gallery(element)
    if "media" not in element.classes():
        return ""
    link = next((each for each in element.elements() if each.tag == "a"), None)
    return embed(link.attrs.get("href", ""), link.text().strip()) if link else ""


def gallery(element: Element) -> str:
    """Pictures that belong together, and perhaps words below all of them."""
    parts = [part for part in shapes.visible(element.children) if isinstance(part, Element)]
    shown = [part for part in parts if is_picture(part)]
    said = [part for part in parts if part.tag == "figcaption"]
    if not shown or len(shown) + len(said) != len(shapes.visible(element.children)):
        return ""
    below = "".join(caption(serialise(part.children)) for part in said)
    pictures = "\n\n".join(picture(part) for part in shown)
    opened = '<figure class="wp-block-gallery has-nested-images columns-default is-cropped">'
    return block("gallery", f"{opened}{pictures}{below}</figure>", {"linkTo": "none"})


RULES: dict[str, Callable[[Element], str]] = {
    MARK: lambda element: serialise([element]),
    "p": paragraph,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), heading),
    "ul": listing,
    "ol": listing,
    "blockquote": quotation,
    "pre": preformatted,
    "table": table,
    "hr": rule,
    "details": details,
    "figure": figure,
}
