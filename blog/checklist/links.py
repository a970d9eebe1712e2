"""Links in the text, and media links beside it."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from django.utils.translation import gettext as _

from blog.checklist.draft import Draft, Finding, Spot, Spots, short
from blog.rendering.tree import Element, parse
from blog.urlparts import NOTHING, split

# Words that say nothing of where a link leads, in the languages of the larger journals.
SAYING_NOTHING = frozenset(
    "here|click here|this|this link|link|more|read more|hier|mehr|weiterlesen|ici|lire la suite|aquí|más|"
    "leer más|qui|leggi|aqui|mais|hier klicken|här|tutaj|здесь|тут|هنا|اینجا|यहाँ|这里|ここ".split("|")
)


def link_addresses(body: str) -> list[str]:
    """Where the links of a text lead, each once."""
    links = (element for element in parse(body).elements() if element.tag == "a")
    found = (link.attrs.get("href", "").strip() for link in links)
    return [address for address in dict.fromkeys(found) if address]


def of_links(text: Element, dead: Mapping[str, str]) -> Iterator[Finding]:
    """Links that lead nowhere, and those whose words do not say where."""
    spots, ids = Spots(), {element.attrs.get("id", "") for element in text.elements()}
    for link in (element for element in text.elements() if element.tag == "a" and element.attrs.get("href")):
        address, words = link.attrs["href"].strip(), " ".join(link.text().split())
        spot = spots.of("a", address)
        shows_picture = any(element.tag == "img" for element in link.elements())
        if wrong := dead.get(address) or malformed(address, ids):
            yield Finding("dead-link", f"{short(words or address)}: {wrong}", spot)
        if not words and not shows_picture:
            yield Finding("empty-link", _("A link to %s has no words.") % short(address), spot)
        elif words.lower().strip(" .…»>→") in SAYING_NOTHING:
            said = _("The link “%s” does not say where it leads.")
            yield Finding("vague-link", said % words, spot)
        elif re.match(r"(https?://|www\.)\S+$", words) and words not in lines(text):
            yield Finding("bare-link", _("The link “%s” shows its bare address.") % short(words), spot)


def lines(text: Element) -> set[str]:
    """Paragraphs' whole words: an address alone in one becomes a card."""
    return {element.text().strip() for element in text.elements() if element.tag == "p"}


def malformed(address: str, ids: set[str]) -> str:
    """Why an address can lead nowhere, from itself alone; empty if it may."""
    if address.startswith("#"):
        there = unquote(address[1:]) in ids or address == "#replies"
        return "" if there else _("the text has no such place.")
    parts = split(address) if not re.search(r"[\s<>]", address) else NOTHING
    if parts == NOTHING or parts.scheme not in {"http", "https", "mailto", "tel", ""}:
        return _("this is no address of the web.")
    if parts.scheme.startswith("http") and "." not in parts.netloc and parts.hostname != "localhost":
        return _("this is no address of the web.")
    return ""


def of_media_links(draft: Draft) -> Iterator[Finding]:
    for link in draft.media_links:
        name = f"media_links-{link.number}-url"
        if not link.url.strip():
            yield Finding("empty-media-link", _("A media link has no address."), Spot(name))
        elif wrong := draft.dead.get(link.url):
            yield Finding("dead-link", f"{short(link.title or link.url)}: {wrong}", Spot(name))
