"""Pages that no rule of the table fits: of known sites, and of software that many run.

Each is a card that only links, under the name of its site. Nothing of it is played.
"""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, unquote

from blog.embeds.pages import GOOGLE

# Sites of which only some pages are what the table says.
IN_PART = {f"{before}google.{country}" for country in GOOGLE for before in ("", "www.")}
# An address inside an address: where it leads is not what its host says.
DETOUR = re.compile(
    r"[:/]/|https?:|(?:^|[?&])(?:url|u|to|q|dest|target|redirect\w*|next)=[^&]*\.\w", re.IGNORECASE
)
DETOURS = re.compile(
    r"/(?:redirect|redir|l\.php|away(?:\.php)?|out|link|url|go|goto|log-?in|sign-?in|account\w*)(?:/|$)"
)
# Software of the fediverse: (provider, name, kind, what its pages are called).
SOFTWARE = (
    ("mastodon", "Mastodon", "post", re.compile(
        r"/(?:@[\w.-]+(?:@[\w.-]+)?|users/[\w.-]+/statuses)/\d{15,20}/?")),
    ("pixelfed", "Pixelfed", "post", re.compile(r"/p/[\w.-]+/\d{15,20}/?")),
    ("pleroma", "Pleroma", "post", re.compile(r"/notice/[A-Za-z0-9]{18}/?")),
    ("misskey", "Misskey", "post", re.compile(r"/notes/[a-z0-9]{10,24}/?")),
    ("peertube", "PeerTube", "video", re.compile(
        r"/(?:w|videos/watch)/(?:[1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?")),
)  # fmt: skip


def is_detour(parts: SplitResult) -> bool:
    """Whether a page only leads elsewhere, or asks who one is."""
    said = unquote(f"{parts.path}?{parts.query}")
    return bool(DETOUR.search(said) or DETOURS.match(parts.path.lower()))


def software_of(parts: SplitResult, known: Iterable[str]) -> tuple[str, str, str] | None:
    """(provider, name, kind) of a page whose address is written as well-known software writes it.

    None at hosts that dress up as one of the `known` (`mastodon.social.evil.example`) or have letters beyond
    ASCII, which can look like others.
    """
    host = parts.netloc
    if parts.query or "xn--" in host or any(f".{name}." in f".{host}" for name in known):
        return None
    found = (row for row in SOFTWARE if row[3].fullmatch(parts.path))
    return next((row[:3] for row in found), None)
