"""The last step for every text: players become links, pictures figures, wrappers go, links lead here."""

import re
from typing import Any

from lxml import etree

from blog.rendering.allowlist import kept_classes

from . import boxes, normal, pictures, players
from .library import Library, Notes
from .tree import (
    Element,
    holds_blocks,
    is_among_blocks,
    paragraphs_around,
    remove,
    trim,
    unwrap,
    words_of,
    wrap_loose,
)

WRAPPERS = (
    *("center", "font", "big", "hgroup", "main", "article", "section", "aside", "header", "footer", "nav"),
    *("div", "address", "form", "fieldset", "legend", "label", "menu", "dir", "dialog", "search", "output"),
)
# A file stays where it is until it is here.
FILE = re.compile(r"\.(?!(?:html?|php|aspx?)\b)\w{2,5}(?:[?#]|$)")
WEB = ("http://", "https://")
IN_LINE = frozenset({"font", "big", "label", "output"})
KEPT_ATTRIBUTES = {
    *("href", "src", "alt", "title", "width", "height", "lang", "dir", "id", "cite", "datetime", "colspan"),
    *(
        "rowspan",
        "scope",
        "start",
        "reversed",
        "value",
        "type",
        "open",
        "hreflang",
        "headers",
        "abbr",
        "span",
    ),
}
PLACES = frozenset({"alignleft", "alignright", "aligncenter", "alignwide", "alignfull", "gallery"})
PLACED = frozenset({"figure", "ul"})
THINGS = ("img", "hr", etree.Comment)  # they say something without words
HOLLOW = (
    "p",
    "span",
    "li",
    "ul",
    "ol",
    "figcaption",
    "figure",
    "blockquote",
    "div",
    "em",
    "strong",
    "b",
    "i",
    "a",
)


def tidy(text: str, library: Library, notes: Notes) -> str:
    """Our HTML from whatever HTML the text was, with notes on what was changed."""
    root = normal.parsed(text, notes)
    players.link(root, library, notes)
    boxes.make_figures(root)
    lead_links_here(root, library)
    boxes.speak_styles(root)
    pictures.make_figures(root, library, notes)
    boxes.open_figures(root)
    open_wrappers(root)
    paragraphs_around(root)
    for holder in [root, *root.iterdescendants("blockquote", "div")]:
        wrap_loose(holder)
    lower_headings(root)
    strip_attributes(root)
    for paragraph in elements(root, "p"):
        trim(paragraph)
    drop_empty(root)
    return written(root)


def written(root: Element) -> str:
    """The children as HTML."""
    whole: str = etree.tostring(root, encoding="unicode", method="html")
    return whole[whole.index(">") + 1 : whole.rindex("<")].strip()


def elements(root: Element, *names: Any) -> list[Element]:
    return list(root.iterdescendants(*names))


def lead_links_here(root: Element, library: Library) -> None:
    """Links into the old site lead to where its things are now; relative ones meant the old site too."""
    for link in elements(root, "a"):
        address = (link.get("href") or "").strip()
        if not address or address.startswith("#"):
            continue
        whole = address if address.startswith(WEB) else library.meant(address)
        new = library.new_address(whole) or (whole if address[0] == "/" and FILE.search(address) else "")
        if new:
            if link.text and link.text.strip() == address:
                link.text = new
            link.set("href", new)


def open_wrappers(root: Element) -> None:
    """Boxes without a language or direction say nothing; one that holds only words is a paragraph."""
    for wrapper in elements(root, *WRAPPERS):
        is_among = is_among_blocks(wrapper)
        if wrapper.tag in IN_LINE:
            unwrap(wrapper)
        elif is_among and not holds_blocks(wrapper):
            wrapper.tag = "p"
        elif wrapper.get("dir") or wrapper.get("lang"):
            wrapper.tag = "div"
        else:
            wrap_loose(wrapper) if is_among else boxes.part(wrapper)
            unwrap(wrapper)


def lower_headings(root: Element) -> None:
    """The page has one first heading: its title."""
    for heading in elements(root, "h1"):
        heading.tag = "h2"


def strip_attributes(root: Element) -> None:
    for element in root.iterdescendants(etree.Element):
        if not element.attrib:
            continue
        classes = own_classes(element)
        for name in set(element.attrib) - KEPT_ATTRIBUTES:
            del element.attrib[name]
        if classes:
            element.set("class", classes)


def own_classes(element: Element) -> str:
    """The classes that our pages know; places are for figures."""
    given = element.get("class")
    if not given:
        return ""
    kept = kept_classes(given).split()
    if element.tag not in PLACED:
        kept = [name for name in kept if name not in PLACES]
    if element.tag not in {"code", "pre"}:
        kept = [name for name in kept if not name.startswith("language-")]
    return " ".join(kept)


def drop_empty(root: Element) -> None:
    """Paragraphs and spans that hold nothing, innermost first; a named one may be where a link leads."""
    for element in reversed(elements(root, *HOLLOW)):
        if element.tag != "span" and (element.text or "").strip():
            continue  # most have words
        if element.tag == "span" and not element.attrib:
            unwrap(element)
        elif element.get("id") or element.get("name") or words_of(element).strip() or holds_things(element):
            continue
        elif words_of(element) and element.tag in {"em", "strong", "b", "i", "span", "a"}:
            unwrap(element)
        else:
            remove(element)


def holds_things(element: Element) -> bool:
    return next(element.iterdescendants(*THINGS), None) is not None or bool(element.xpath(".//*[@id]"))
