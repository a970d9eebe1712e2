"""Small pieces of our own HTML."""

import json
import re
from collections.abc import Sequence
from html import escape, unescape

from .library import Attachment

ADDRESS = re.compile(
    r"(?:https?:)?//[^\s\"'<>\[\]|]+\.[^\s\"'<>\[\]|]+|https?://[^\s\"'<>\[\]|]+", re.IGNORECASE
)

PLACES = ("alignleft", "alignright", "aligncenter", "alignwide", "alignfull")


def media_link(url: str, label: str = "", caption: str = "") -> str:
    """A link alone in its paragraph: pages show it as an embedded media link if the address is known."""
    address = clean_address(url)
    below = f'<p class="media-caption">{caption}</p>' if caption.strip() else ""
    return f'<p><a href="{escape(address)}">{label or escape(address)}</a></p>{below}'


def clean_address(url: str) -> str:
    """The address with entities resolved and a scheme."""
    address = unescape(url).strip()
    return f"https:{address}" if address.startswith("//") else address


def first_address(text: str) -> str:
    """The first web address in the text, with a scheme; empty where there is none."""
    match = ADDRESS.search(unescape(text))
    return clean_address(match.group().rstrip(",;")) if match else ""


def mark_of(shortcode: str) -> str:
    """A shortcode whose files are not in the export: WordPress shows nothing then, and so do pages, while the
    editor and the way out keep it."""
    said = json.dumps({"text": shortcode}, ensure_ascii=False)
    for character in "<>&-":
        said = said.replace(character, f"\\u{ord(character):04x}")
    return f"<!-- wp:shortcode {said} /-->"


def figure(attachment: Attachment) -> str:
    """A picture of the library with its own caption."""
    source, alt = escape(attachment.url), escape(attachment.alt)
    picture = f'<img src="{source}" alt="{alt}" class="wp-image-{attachment.id}">'
    caption = f"<figcaption>{attachment.caption}</figcaption>" if attachment.caption.strip() else ""
    return f"<figure>{picture}{caption}</figure>"


def gallery(pictures: Sequence[Attachment], caption: str = "") -> str:
    """Pictures side by side; one alone is a figure."""
    figures = "".join(map(figure, pictures))
    if len(pictures) < 2:
        return figures + (f"<p>{caption}</p>" if caption.strip() else "")
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f'<figure class="gallery">{figures}{below}</figure>'
