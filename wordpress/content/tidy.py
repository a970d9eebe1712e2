"""The last step for every text: players become links, pictures figures, wrappers go, links lead here."""

import re
from typing import Any

from lxml import etree, html

from . import pictures
from .library import Library, Notes
from .markup import clean_address
from .tree import (
    Element,
    holds_blocks,
    is_among_blocks,
    make,
    paragraphs_around,
    remove,
    replace_with,
    trim,
    unwrap,
)

DROPPED = ("script", "style", "noscript", "template", "link", "meta", "title", "base")
WRAPPERS = (
    "center",
    "font",
    "hgroup",
    "main",
    "article",
    "section",
    "aside",
    "header",
    "footer",
    "nav",
    "div",
)
KEPT_ATTRIBUTES = {
    *("href", "src", "alt", "title", "width", "height", "lang", "dir", "id", "cite", "datetime", "colspan"),
    *("rowspan", "scope", "start", "reversed", "value", "type", "name", "data-image"),
}
TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-:][A-Za-z0-9]+)*")
LONE_ADDRESS = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)
THINGS = ("img", "hr", "input")  # they say something without words


def tidy(text: str, library: Library, notes: Notes) -> str:
    """Our HTML from whatever HTML the text was, with notes on what was changed."""
    root = html.fragment_fromstring(
        text, create_parent="div", parser=html.HTMLParser(huge_tree=True, encoding=None)
    )
    for step in (drop_nonsense, drop_code, link_players, link_lone_addresses, lead_links_here):
        step(root, library, notes)
    pictures.make_figures(root, library, notes)
    open_figures(root)
    open_wrappers(root)
    paragraphs_around(root)
    lower_headings(root)
    strip_attributes(root)
    for paragraph in elements(root, "p"):
        trim(paragraph)
    drop_empty(root)
    return written(root)


def written(root: Element) -> str:
    """The children as HTML."""
    parts = [html.tostring(child, encoding="unicode", method="html") for child in root]
    return ((root.text or "") + "".join(parts)).strip()


def elements(root: Element, *names: Any) -> list[Element]:
    return list(root.iterdescendants(*names))


def drop_nonsense(root: Element, library: Library, notes: Notes) -> None:
    """Tags whose names no HTML has (`<table<`) go, their words stay."""
    for element in elements(root, etree.Element):
        if not TAG_NAME.fullmatch(element.tag):
            unwrap(element)


def drop_code(root: Element, library: Library, notes: Notes) -> None:
    for element in elements(root, *DROPPED):
        if element.tag == "noscript" and not _repeats(element):
            unwrap(element)
            continue
        if element.tag == "script":
            source = element.get("src")
            notes.add("left out", f"a script from {source}" if source else "a script")
        remove(element)


def _repeats(noscript: Element) -> bool:
    """A picture that is loaded late stands a second time in a noscript element beside it."""
    before = noscript.getprevious()
    return before is not None and before.tag == "img"


def link_players(root: Element, library: Library, notes: Notes) -> None:
    """Frames, plug-ins and native players: the address alone in a paragraph after the words around it."""
    for element in elements(root, "iframe", "object", "embed", "video", "audio"):
        if element.getroottree().getroot() is not root and not _is_inside(element, root):
            continue
        address = player_address(element)
        if not address:
            if element.tag != "embed":
                notes.add("left out", f"an empty {element.tag}")
            unwrap(element) if element.tag in {"object", "video", "audio"} else remove(element)
            continue
        if element.tag in {"iframe", "object", "embed"}:
            notes.add("changed", f"a frame of {address[:200]} became a link")
        replace_with(element, _link_paragraph(clean_address(address)))


def _is_inside(element: Element, root: Element) -> bool:
    return any(ancestor is root for ancestor in element.iterancestors())


def player_address(element: Element) -> str:
    """What a player plays: its own address, that of its first source, or the parameter old plug-ins took."""
    candidates = [
        element.get("src"),
        element.get("data-src"),
        element.get("data-lazy-src"),
        element.get("data"),
    ]
    candidates += [source.get("src") for source in element.iterdescendants("source", "embed", "iframe")]
    candidates += [param.get("value") for param in element.iterdescendants("param") if _names_film(param)]
    return next(
        (found.strip() for found in candidates if found and not found.startswith(("about:", "data:"))), ""
    )


def _names_film(param: Element) -> bool:
    return (param.get("name") or "").lower() in {"movie", "src", "url", "filename"}


def _link_paragraph(address: str) -> Element:
    paragraph, link = make("p"), make("a", href=address)
    link.text = address
    paragraph.append(link)
    return paragraph


def link_lone_addresses(root: Element, library: Library, notes: Notes) -> None:
    """An address alone in its paragraph is what WordPress embeds."""
    for paragraph in elements(root, "p", "figure"):
        said = "".join(paragraph.itertext()).strip()
        if LONE_ADDRESS.match(said) and not elements(paragraph, "a", "img"):
            paragraph.getparent().replace(paragraph, _with_tail(_link_paragraph(said), paragraph.tail))


def _with_tail(element: Element, tail: str | None) -> Element:
    element.tail = tail
    return element


def lead_links_here(root: Element, library: Library, notes: Notes) -> None:
    for link in elements(root, "a"):
        address = (link.get("href") or "").strip()
        if address and (new := library.new_address(address)):
            link.set("href", new)


def open_figures(root: Element) -> None:
    """Figures are for pictures: quotations, tables and links stand alone, their captions below them."""
    for figure in elements(root, "figure"):
        if any(True for _ in figure.iterdescendants("img")):
            continue
        for caption in elements(figure, "figcaption"):
            caption.tag = "p"
        unwrap(figure)


def open_wrappers(root: Element) -> None:
    """Boxes without a language or direction say nothing; one that holds only words is a paragraph."""
    for wrapper in elements(root, *WRAPPERS):
        if wrapper.get("dir") or wrapper.get("lang"):
            wrapper.tag = "div"
        elif wrapper.tag == "font" or holds_blocks(wrapper) or not is_among_blocks(wrapper):
            unwrap(wrapper)
        else:
            wrapper.tag = "p"


def lower_headings(root: Element) -> None:
    """The page has one first heading: its title."""
    for heading in elements(root, "h1"):
        heading.tag = "h2"


def strip_attributes(root: Element) -> None:
    for element in root.iterdescendants(etree.Element):
        for name in set(element.attrib) - KEPT_ATTRIBUTES:
            del element.attrib[name]


def drop_empty(root: Element) -> None:
    """Paragraphs and spans that hold nothing, innermost first; a named one may be where a link leads."""
    for element in reversed(
        elements(root, "p", "span", "li", "ul", "ol", "figcaption", "figure", "blockquote", "div")
    ):
        if element.tag == "span" and not element.attrib:
            unwrap(element)
        elif not element.get("id") and not "".join(element.itertext()).strip() and not _holds(element):
            remove(element)


def _holds(element: Element) -> bool:
    return any(True for _ in element.iterdescendants(*THINGS, etree.Comment)) or bool(
        element.xpath(".//*[@id]")
    )
