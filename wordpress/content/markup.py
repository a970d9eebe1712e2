"""Small pieces of our own HTML."""

import re
from html import escape, unescape

from .library import Attachment

ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]|]+", re.IGNORECASE)


def media_link(url: str, label: str = "") -> str:
    """A link alone in its paragraph: pages show it as an embedded media link if the address is known."""
    address = clean_address(url)
    return f'<p><a href="{escape(address)}">{label or escape(address)}</a></p>'


def clean_address(url: str) -> str:
    """The address with entities resolved and a scheme."""
    address = unescape(url).strip()
    return f"https:{address}" if address.startswith("//") else address


def first_address(text: str) -> str:
    """The first http address in the text, empty where there is none."""
    match = ADDRESS.search(unescape(text))
    return match.group().rstrip(",;") if match else ""


def figure(attachment: Attachment) -> str:
    """A picture of the library with its own caption."""
    source, alt = escape(attachment.url), escape(attachment.alt)
    picture = f'<img src="{source}" alt="{alt}" class="wp-image-{attachment.id}">'
    caption = f"<figcaption>{attachment.caption}</figcaption>" if attachment.caption.strip() else ""
    return f"<figure>{picture}{caption}</figure>"
