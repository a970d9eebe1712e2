"""Boxes of WordPress's own markup: captions, galleries, tables, quotations; words that a style marked."""

import re
from typing import Any

from .tree import BLOCKS, Element, make, remove, unwrap, words_of

CAPTION_BOX = "wp-caption"
CAPTIONS = frozenset({"wp-caption-text", "wp-caption-dd", "gallery-caption", "blocks-gallery-item__caption"})
GALLERIES = frozenset(
    "gallery wp-block-gallery tiled-gallery blocks-gallery-grid wp-block-jetpack-tiled-gallery"
    " wp-block-jetpack-slideshow wp-block-coblocks-gallery-masonry wp-block-coblocks-gallery-stacked"
    " ngg-galleryoverview sqs-gallery".split()
)
PULLQUOTE = "wp-block-pullquote"
STYLES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "strong"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "em"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*underline", re.IGNORECASE), "u"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), "sup"),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), "sub"),
]
AS_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
RIGHT_TO_LEFT = re.compile(r"(?<![\w-])direction\s*:\s*rtl", re.IGNORECASE)


def classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def make_figures(root: Element) -> None:
    """Captions and galleries that stand in the text as WordPress shows them, not as it keeps them."""
    for box in [e for e in root.iterdescendants("div", "dl", "p", "ul", "figure", "span") if e.get("class")]:
        named = classes(box)
        if CAPTION_BOX in named and box.tag != "figure":
            caption_box(box)
        elif named & GALLERIES and sum(1 for _ in box.iterdescendants("img")) > 1:
            gallery(box)
        elif PULLQUOTE in named:
            for quotation in box.iterdescendants("blockquote"):
                quotation.set("class", "pullquote")


def caption_box(box: Element) -> None:
    box.tag = "figure"
    for inner in list(box.iterdescendants("p", "dd", "dt", "div")):
        if classes(inner) & CAPTIONS:
            inner.tag = "figcaption"
        elif inner.tag in {"dt", "dd", "p", "div"} and not words_of(inner).strip():
            unwrap(inner)


def gallery(box: Element) -> None:
    """One figure with the pictures' figures inside, whatever lists and boxes held them."""
    if box.getparent().tag == "figure" and "gallery" in classes(box.getparent()):
        unwrap(box)
        return
    box.tag = "figure"
    box.set("class", " ".join(["gallery", *(classes(box) & {"alignwide", "alignfull"})]))
    for inner in list(box.iterdescendants("ul", "ol", "li", "dl", "dt", "dd", "div", "br", "style")):
        if classes(inner) & CAPTIONS:
            inner.tag = "figcaption"
        else:
            unwrap(inner)
    for caption in [c for c in box.iterchildren("figcaption") if "blocks-gallery-caption" not in classes(c)]:
        own_picture(caption)


def own_picture(caption: Element) -> None:
    """A caption that stands beside its picture joins it in a figure of their own."""
    before = caption.getprevious()
    if before is None or (before.tail or "").strip() or before.tag not in {"img", "a"}:
        return
    single = make("figure")
    before.addprevious(single)
    before.tail, single.tail, caption.tail = None, caption.tail, None
    single.extend([before, caption])


def open_figures(root: Element) -> None:
    """Figures are for pictures: tables keep their caption, quotations and links stand alone, words below."""
    for figure in list(root.iterdescendants("figure")):
        if next(figure.iterdescendants("img"), None) is not None:
            continue
        tables = list(figure.iterdescendants("table"))
        for caption in list(figure.iterdescendants("figcaption")):
            held = any(ancestor is caption for table in tables for ancestor in table.iterancestors())
            if len(tables) == 1 and not held and next(tables[0].iterchildren("caption"), None) is None:
                head_table(tables[0], caption)
            else:
                caption.tag = "p"
                caption.set("class", "media-caption")
        unwrap(figure)


def head_table(table: Element, caption: Element) -> None:
    remove_keeping_tail(caption)
    caption.tag = "caption"
    for block in list(caption.iterdescendants(*BLOCKS)):
        unwrap(block)
    table.insert(0, caption)


def remove_keeping_tail(element: Element) -> None:
    remove(element)
    element.tail = None


def speak_styles(root: Element) -> None:
    """Words that are bold, slanted, struck or written to the left by a style attribute alone."""
    for element in list(root.iterdescendants("span", "p", "div", "blockquote", "li")):
        style = element.get("style")
        if not style:
            continue
        if RIGHT_TO_LEFT.search(style) and not element.get("dir"):
            element.set("dir", "rtl")
        if element.tag == "span":
            if AS_BLOCK.search(style):
                part(element)
            mark(element, [tag for pattern, tag in STYLES if pattern.search(style)])


def mark(span: Element, tags: list[str]) -> None:
    """The span as the first tag, with the others inside of it."""
    for tag in tags[1:]:
        inner = make(tag)
        inner.text, span.text = span.text, None
        inner.extend(list(span))
        span.append(inner)
    if tags:
        span.tag = tags[0]


def part(wrapper: Any) -> None:
    """Keep the words of a box from running into the words beside it."""
    before = wrapper.getprevious()
    said = (before.tail if before is not None else wrapper.getparent().text) or ""
    if said.strip() or (before is not None and before.tag not in {"br", *BLOCKS}):
        wrapper.addprevious(make("br"))
    if (wrapper.tail or "").strip():
        line = make("br")
        line.tail, wrapper.tail = wrapper.tail, None
        wrapper.addnext(line)
