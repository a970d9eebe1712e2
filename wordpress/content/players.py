"""Frames, plug-ins, native players and bare addresses: each a link alone in its paragraph."""

import re

from blog import embeds

from .library import Library, Notes
from .markup import clean_address
from .normal import FRAME, LATER
from .tree import Element, holds_blocks, make, remove, replace_with, unwrap, words_of

PLAYERS = (FRAME, "object", "embed", "video", "audio")
LONE_ADDRESS = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)
SKIPPED = re.compile(r"(?:about|data|javascript|blob):", re.IGNORECASE)
FILM = {"movie", "src", "url", "filename", "flashvars"}
EXCUSE = re.compile(r"browser|flash|javascript|html5|plug-?in|download|i?frames?\b", re.IGNORECASE)
FLASH_FILE = re.compile(r"(?:^|[&?])(?:file|url|mp3|soundfile|flv|src|movie)=([^&]+)", re.IGNORECASE)


def link(root: Element, library: Library, notes: Notes) -> None:
    """Every player of the text, and every address that stands alone in its paragraph."""
    for late in list(root.iterdescendants(LATER)):
        remove(late) if repeats(late) else unwrap(late)
    for element in list(root.iterdescendants(*PLAYERS)):
        if element.getparent() is not None and is_below(element, root):
            replace(element, notes)
    for paragraph in list(root.iterdescendants("p", "figure")):
        link_lone_address(paragraph)


def is_below(element: Element, root: Element) -> bool:
    return any(ancestor is root for ancestor in element.iterancestors())


def repeats(late: Element) -> bool:
    """A picture that is loaded late stands a second time in a noscript element beside it."""
    before = late.getprevious()
    if before is None or (before.tail or "").strip() or words_of(late).strip():
        return False
    return bool(before.tag == "img" or next(before.iterdescendants("img"), None) is not None)


def replace(element: Element, notes: Notes) -> None:
    """One player: its address after the words around it, what it holds besides below it."""
    address = address_of(element)
    if not address:
        empty(element, notes)
        return
    if element.tag not in {"video", "audio"}:
        notes.add("changed", f"a frame of {address[:200]} became a link")
    title = element.get("title") or ""
    plain = not title or re.search(r"player|iframe|embed", title, re.IGNORECASE)
    paragraph = link_paragraph(clean_address(address), "" if plain else title)
    if holds_blocks(element):  # it was never closed, and holds what should follow it
        element.addprevious(paragraph)
        unwrap(element)
        return
    inside = fallback(element, address)
    replace_with(element, paragraph)
    if inside:
        below = make("p")
        below.text, below.tail, paragraph.tail = inside, paragraph.tail, None
        paragraph.addnext(below)


def fallback(element: Element, address: str) -> str:
    """The words inside of a player that are not its address again, or an excuse for the browser."""
    words = " ".join(words_of(element).split())
    excuse = len(words) < 200 and EXCUSE.search(words)
    return "" if excuse or words == address else words


def empty(element: Element, notes: Notes) -> None:
    """Nothing to play: the words inside stay."""
    if element.tag != "embed":
        name = "iframe" if element.tag == FRAME else element.tag
        notes.add("left out", f"an empty {name}")
    unwrap(element)


def address_of(element: Element) -> str:
    """What a player plays: its own address, that of its first source, or the parameter old plug-ins took."""
    found = [element.get(name) for name in ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data")]
    for inner in element.iterdescendants("source", "embed", FRAME):
        found += [inner.get("src"), inner.get("data-src")]
    for param in element.iterdescendants("param"):
        if (param.get("name") or "").lower() in FILM:
            found.append(in_parameter(param))
    found += [inner.get("href") for inner in element.iterdescendants("a")]
    good = [address.strip() for address in found if address and not SKIPPED.match(address.strip())]
    known = [address for address in good if embeds.recognise(clean_address(address))]
    return next(iter(known or good), "")


def in_parameter(param: Element) -> str:
    """The film that a parameter names, alone or among a player's variables."""
    value = (param.get("value") or "").strip()
    match = FLASH_FILE.search(value)
    if (param.get("name") or "").lower() == "flashvars":
        return match.group(1) if match else ""
    return match.group(1) if match and value.partition("?")[0].endswith(".swf") else value


def link_paragraph(address: str, words: str = "") -> Element:
    paragraph, made = make("p"), make("a", href=address)
    made.text = words or address
    paragraph.append(made)
    return paragraph


def link_lone_address(paragraph: Element) -> None:
    """An address alone in its paragraph is what WordPress embeds."""
    begun = (paragraph.text or "").lstrip()
    if begun and begun[0] not in "hH":
        return  # as most do
    said = words_of(paragraph).strip()
    if (
        said[:4].lower() == "http"
        and LONE_ADDRESS.match(said)
        and next(paragraph.iter("a", "img"), None) is None
    ):
        made = link_paragraph(said)
        made.tail = paragraph.tail
        paragraph.getparent().replace(paragraph, made)
