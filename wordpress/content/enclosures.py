"""Recordings of podcasts, which WordPress keeps beside the text: PowerPress, Seriously Simple Podcasting."""

import re
from collections.abc import Iterable
from html import unescape

from .library import kind_of
from .markup import media_link

KEY = re.compile(r"(?:^|:)enclosure$|^audio_file$")


def enclosures_of(meta: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The addresses of recordings in an item's meta, each once.

    An `enclosure` holds address, bytes and type on a line each, then what the plug-in adds.
    """
    found: dict[str, None] = {}
    for key, value in meta:
        lines = value.strip().split("\n")
        if KEY.search(key) and re.match(r"https?://\S+$", address := lines[0].strip()):
            kind = lines[2].partition("/")[0].strip() if len(lines) > 2 else ""
            if {kind, kind_of(address)} & {"audio", "video"}:
                found[address] = None
    return tuple(found)


def above(made: str, addresses: Iterable[str]) -> str:
    """Links to the recordings that the text does not name itself. (WordPress makes an enclosure of each it
    names, too.)"""
    named = unescape(made)
    missing = [address for address in addresses if address.partition("://")[2] not in named]
    return "".join(map(media_link, missing))
