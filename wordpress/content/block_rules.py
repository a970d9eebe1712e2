"""What each Gutenberg block becomes in our own HTML."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from .blocks import Block, parse
from .markup import figure, media_link
from .paragraphs import paragraphs
from .shortcode_rules import Setting

DEEPEST = 60  # blocks inside blocks; deeper ones are kept as plain markup

# Their HTML already is what we want; the clean-up takes the wrappers off.
PLAIN_NAMES = """
    paragraph heading list list-item quote pullquote table code preformatted verse html group row stack
    columns column text-columns buttons button media-text separator details subhead missing
    social-links accordion accordion-item accordion-heading accordion-panel math
"""
# WordPress computes what these show, page by page; there is nothing of the author's in them.
COMPUTED_NAMES = """
    latest-posts latest-comments archives categories calendar tag-cloud search rss page-list page-list-item
    loginout navigation navigation-link navigation-submenu home-link template-part pattern query post-template
    query-pagination query-pagination-next query-pagination-previous query-pagination-numbers query-no-results
    query-title query-total read-more site-title site-tagline site-logo avatar term-description term-query
    term-template post-title post-content post-excerpt post-featured-image post-date post-author
    post-author-name post-author-biography post-terms post-navigation-link post-comments post-comments-form
    post-comments-count post-comments-link post-time-to-read comments comments-title comments-pagination
    comments-pagination-next comments-pagination-previous comments-pagination-numbers comment-template
    comment-author-name comment-author-avatar comment-content comment-date comment-edit-link
    comment-reply-link breadcrumbs legacy-widget widget-group nextpage more spacer
"""
PLAIN = frozenset(PLAIN_NAMES.split())
COMPUTED = frozenset(COMPUTED_NAMES.split())
SILENT = {"more", "nextpage", "spacer"}
SOURCE = re.compile(r"""<(?:video|audio|source)\b[^>]*?\ssrc=["']([^"']+)""", re.IGNORECASE)
CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
ANCHOR = re.compile(r"""<a\b[^>]*?\shref=["']([^"']+)["'][^>]*>(.*?)</a>""", re.DOTALL | re.IGNORECASE)
ADDRESS_TEXT = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


class BlockWriter:
    """Writes a tree of blocks; `classic` turns text that stands outside of blocks into HTML."""

    def __init__(self, setting: Setting, classic: Callable[[str], str]) -> None:
        self.setting = setting
        self.classic = classic
        self._references: set[int] = set()

    def write(self, root: Block) -> str:
        """The whole text; what stands between blocks is a classic text of its own."""
        return "".join(
            (self.classic(part) if part.strip() else "") if isinstance(part, str) else self.block(part)
            for part in root.parts
        )

    def block(self, block: Block, depth: int = 0) -> str:
        if depth > DEEPEST:
            return ""
        inner = "".join(
            part if isinstance(part, str) else self.block(part, depth + 1) for part in block.parts
        )
        rule = RULES.get(block.name)
        if rule:
            return rule(self, block, inner)
        if block.name.startswith("core-embed/"):
            return embed(self, block, inner)
        if block.name in COMPUTED:
            return self.computed(block, inner)
        if block.name not in PLAIN:
            self.setting.notes.add("kept", f"block {block.mark[:200]}")
            return inner if inner.strip() else block.mark
        return inner

    def computed(self, block: Block, inner: str) -> str:
        if block.name not in SILENT:
            self.setting.notes.add("left out", f"block {block.name}, whose content WordPress computes")
        return inner if block.name in ("query", "post-template", "comments") and inner.strip() else ""

    def refer(self, number: int) -> str | None:
        """A reusable block's own blocks; None where it is not in the file or contains itself."""
        source = self.setting.library.reusable(number)
        if source is None or number in self._references:
            return None
        self._references.add(number)
        made = self.write(parse(source))
        self._references.discard(number)
        return made


def embed(writer: BlockWriter, block: Block, inner: str) -> str:
    address = str(block.attributes.get("url") or "") or _first(ADDRESS_TEXT, inner, 0)
    if not address:
        writer.setting.notes.add("left out", "an embed block without an address")
    return (media_link(address) if address else "") + _caption(inner)


def media(writer: BlockWriter, block: Block, inner: str) -> str:
    """Audio and video: the file as a link alone in its paragraph, the caption below it."""
    address = _first(SOURCE, inner, 1) or str(block.attributes.get("src") or "")
    if not address and (file := writer.setting.library.attachment(_number(block.attributes.get("id")))):
        address = file.url
    if not address:
        writer.setting.notes.add("left out", f"a {block.name} block without a file")
    return (media_link(address) if address else "") + _caption(inner)


def file(writer: BlockWriter, block: Block, inner: str) -> str:
    """The name links to the file; the button that says “Download” links there once more."""
    match = ANCHOR.search(inner)
    if match:
        return f'<p><a href="{match.group(1)}">{match.group(2)}</a></p>'
    address = str(block.attributes.get("href") or "")
    return media_link(address) if address else inner


def reference(writer: BlockWriter, block: Block, inner: str) -> str:
    number = _number(block.attributes.get("ref"))
    made = writer.refer(number)
    if made is None:
        writer.setting.notes.add("left out", f"reusable block {number}, which is not in the export")
        return block.mark
    writer.setting.notes.add("changed", f"reusable block {number} was written out")
    return made


def image(writer: BlockWriter, block: Block, inner: str) -> str:
    """A picture block whose HTML was saved without the picture's number gets it from the attributes."""
    number = _number(block.attributes.get("id"))
    if number and "<img" in inner and "wp-image-" not in inner:
        return re.sub(r"<img\b", f'<img class="wp-image-{number}"', inner, count=1)
    return inner


def gallery(writer: BlockWriter, block: Block, inner: str) -> str:
    """Figures in a row; a gallery saved as numbers alone is filled from the library."""
    if "<img" in inner:
        return inner
    numbers = block.attributes.get("ids") or []
    found = [writer.setting.library.attachment(_number(number)) for number in numbers if number]
    return "".join(figure(picture) for picture in found if picture) + _caption(inner)


def cover(writer: BlockWriter, block: Block, inner: str) -> str:
    """Old covers keep their picture in a style attribute only."""
    address = str(block.attributes.get("url") or "")
    if not address or "<img" in inner or "<video" in inner:
        return inner
    number = _number(block.attributes.get("id"))
    marked = f' class="wp-image-{number}"' if number else ""
    return f'<figure><img src="{escape(address)}" alt=""{marked}></figure>{inner}'


def social_link(writer: BlockWriter, block: Block, inner: str) -> str:
    address = str(block.attributes.get("url") or "")
    label = str(block.attributes.get("label") or block.attributes.get("service") or address)
    return f'<li><a href="{escape(address)}">{escape(label)}</a></li>' if address else ""


def classic(writer: BlockWriter, block: Block, inner: str) -> str:
    return writer.classic(inner)


def shortcode(writer: BlockWriter, block: Block, inner: str) -> str:
    return paragraphs(inner.strip())


def footnotes(writer: BlockWriter, block: Block, inner: str) -> str:
    return inner or block.mark


def _caption(inner: str) -> str:
    match = CAPTION.search(inner)
    return f"<p>{match.group(1)}</p>" if match and match.group(1).strip() else ""


def _first(pattern: re.Pattern[str], text: str, group: int) -> str:
    match = pattern.search(text)
    return match.group(group) if match else ""


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else 0


RULES: dict[str, Callable[[BlockWriter, Block, str], str]] = {
    "embed": embed,
    "video": media,
    "audio": media,
    "file": file,
    "block": reference,
    "image": image,
    "gallery": gallery,
    "cover": cover,
    "cover-image": cover,
    "social-link": social_link,
    "freeform": classic,
    "classic": classic,
    "shortcode": shortcode,
    "footnotes": footnotes,
}
