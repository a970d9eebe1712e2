"""What each Gutenberg block becomes in our own HTML."""

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any, Protocol

from .blocks import Block
from .library import original_key
from .markup import PLACES, figure, gallery, media_link
from .paragraphs import paragraphs
from .setting import Setting

SOURCE = re.compile(r"""<(?:video|audio|source)\b[^>]*?\ssrc=["']([^"']+)""", re.IGNORECASE)
CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
ANCHOR = re.compile(r"""<a\b[^>]*?\shref=["']([^"']+)["'][^>]*>(.*?)</a>""", re.DOTALL | re.IGNORECASE)
VERSE = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL | re.IGNORECASE)
STANZAS = re.compile(r"(?:\n|<br\s*/?>){2,}")
HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#", re.IGNORECASE)
MAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[^@\s/]+")
# Names that do not come of the service's own by a capital letter.
SERVICES = {
    "chain": "Link",
    "codepen": "CodePen",
    "deviantart": "DeviantArt",
    "feed": "RSS Feed",
    "fivehundredpx": "500px",
    "github": "GitHub",
    "lastfm": "Last.fm",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "vk": "VK",
    "whatsapp": "WhatsApp",
    "wordpress": "WordPress",
    "x": "X",
    "youtube": "YouTube",
}
ADDRESS_TEXT = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


class Writer(Protocol):
    """What a rule may ask of whoever writes the blocks, see block_writer."""

    setting: Setting
    footnotes: str
    classic: Callable[[str], str]

    def unknown(self, block: Block, inner: str) -> str: ...

    def refer(self, number: int) -> str | None: ...


def embed(writer: Writer, block: Block, inner: str) -> str:
    address = str(block.attributes.get("url") or "") or _first(ADDRESS_TEXT, inner, 0)
    if not address:
        writer.setting.notes.add("left out", "an embed block without an address")
    return media_link(address, caption=_caption(inner)) + _rest(inner) if address else inner


def media(writer: Writer, block: Block, inner: str) -> str:
    """Audio and video: the file as a link alone in its paragraph, the caption below it."""
    address = _first(SOURCE, inner, 1) or str(block.attributes.get("src") or "")
    file = writer.setting.library.attachment(_number(block.attributes.get("id")))
    if not address and file:
        address = file.url  # its new address, if it has one, comes with all links
    if not address:
        writer.setting.notes.add("left out", f"a {block.name} block without a file")
        return inner
    named = file is not None and bool(file.title) and original_key(file.url) == original_key(address)
    words = escape(file.title) if file and named else ""
    return media_link(address, words, _caption(inner)) + _rest(inner)


def file(writer: Writer, block: Block, inner: str) -> str:
    """The name links to the file; the button that says “Download” links there once more."""
    anchors = ANCHOR.findall(inner)
    if anchors:
        address, words = anchors[0]
        return f'<p><a href="{address}">{words}</a></p>{_rest(ANCHOR.sub("", inner))}'
    address = str(block.attributes.get("href") or "")
    return media_link(address) + _rest(inner) if address else inner


def videopress(writer: Writer, block: Block, inner: str) -> str:
    guid = str(block.attributes.get("guid") or "")
    address = f"https://videopress.com/v/{guid}" if guid.isalnum() else _first(ADDRESS_TEXT, inner, 0)
    if not address:
        return writer.unknown(block, inner)
    return media_link(address, caption=_caption(inner)) + _rest(inner)


def reference(writer: Writer, block: Block, inner: str) -> str:
    number = _number(block.attributes.get("ref"))
    made = writer.refer(number)
    if made is None:
        writer.setting.notes.add("kept", f"reusable block {number}, which is not in the export")
        return block.mark + inner
    writer.setting.notes.add("changed", f"reusable block {number} was written out")
    return made + inner


def image(writer: Writer, block: Block, inner: str) -> str:
    """A picture block whose HTML was saved without the picture's number or place gets it from the block."""
    number, place = _number(block.attributes.get("id")), f"align{block.attributes.get('align')}"
    marks = f"wp-image-{number}" if number and "wp-image-" not in inner else ""
    if place in PLACES and place not in inner:
        marks = f"{marks} {place}".strip()
    if not marks or "<img" not in inner:
        return inner if "<img" in inner or not number else _picture(writer, number, inner)
    if re.search(r"<img\b[^>]*\bclass=", inner):
        return re.sub(r"(<img\b[^>]*\bclass=[\"'])", rf"\1{marks} ", inner, count=1)
    return re.sub(r"<img\b", f'<img class="{marks}"', inner, count=1)


def _picture(writer: Writer, number: int, inner: str) -> str:
    found = writer.setting.library.attachment(number)
    return figure(found) + inner if found else inner


def gallery_of(writer: Writer, block: Block, inner: str) -> str:
    """Figures in one; a gallery saved as numbers alone is filled from the library."""
    if "<img" in inner:
        return inner
    numbers = block.attributes.get("ids") or []
    found = [writer.setting.library.attachment(_number(n)) for n in numbers if isinstance(numbers, list)]
    pictures = [picture for picture in found if picture]
    return gallery(pictures, _caption(inner)) + _rest(inner) if pictures else writer.unknown(block, inner)


def cover(writer: Writer, block: Block, inner: str) -> str:
    """Old covers keep their picture in a style attribute only."""
    address = str(block.attributes.get("url") or "")
    if not address or "<img" in inner or "<video" in inner:
        return inner
    number = _number(block.attributes.get("id"))
    marked = f' class="wp-image-{number}"' if number else ""
    return f'<figure><img src="{escape(address)}" alt=""{marked}></figure>{inner}'


def social_link(writer: Writer, block: Block, inner: str) -> str:
    """A profile elsewhere, by the name of its icon; an address of mail may stand there without `mailto:`."""
    address = str(block.attributes.get("url") or "").strip()
    if not address:
        return inner
    service = str(block.attributes.get("service") or "")
    label = (
        str(block.attributes.get("label") or "") or SERVICES.get(service) or service.capitalize() or address
    )
    if not HAS_SCHEME.match(address):
        address = f"{'mailto:' if MAIL.fullmatch(address) else 'https://'}{address}"
    return f'<li><a href="{escape(address)}">{escape(label)}</a></li>{inner}'


def verse(writer: Writer, block: Block, inner: str) -> str:
    """A poem: lines as they stand, without the letters of a typewriter."""
    return VERSE.sub(lambda match: "".join(map(_lines, STANZAS.split(match.group(1).strip("\n")))), inner)


def _lines(stanza: str) -> str:
    """A stanza with its lines broken and set in as they were."""
    lines = [re.sub(r"^ +", lambda m: "\xa0" * len(m.group()), line) for line in stanza.split("\n")]
    return f"<p>{'<br>'.join(lines)}</p>"


def classic(writer: Writer, block: Block, inner: str) -> str:
    return writer.classic(inner)


def shortcode(writer: Writer, block: Block, inner: str) -> str:
    return paragraphs(inner.strip())


def footnotes(writer: Writer, block: Block, inner: str) -> str:
    """The notes stand in the post's meta; references in the text name them."""
    notes = notes_of(writer.footnotes)
    if not notes:
        writer.setting.notes.add("kept", "the list of footnotes, which the export does not hold")
        return inner or block.mark
    back = '<a class="footnote-backref" href="#{}-link">↩</a>'
    items = [f'<li id="{escape(name)}">{said} {back.format(escape(name))}</li>' for name, said in notes]
    return f'{inner}<ol class="footnotes">{"".join(items)}</ol>'


def notes_of(value: str) -> list[tuple[str, str]]:
    """Name and text of each note, in order, from the meta value `footnotes`."""
    try:
        found = json.loads(value) if value.strip() else []
    except (ValueError, RecursionError):
        return []
    notes = [note for note in found if isinstance(note, dict)] if isinstance(found, list) else []
    return [(str(note.get("id") or ""), str(note.get("content") or "")) for note in notes if note.get("id")]


def _caption(inner: str) -> str:
    match = CAPTION.search(inner)
    return match.group(1).strip() if match else ""


def _rest(inner: str) -> str:
    """Words that a player's block holds besides address and caption: nothing in whole ones."""
    without = ADDRESS_TEXT.sub("", CAPTION.sub("", inner))
    return without if re.sub(r"<[^>]*>", "", without).strip() else ""


def _first(pattern: re.Pattern[str], text: str, group: int) -> str:
    match = pattern.search(text)
    return match.group(group) if match else ""


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0


RULES: dict[str, Callable[[Writer, Block, str], str]] = {
    "embed": embed,
    "video": media,
    "audio": media,
    "file": file,
    "block": reference,
    "image": image,
    "gallery": gallery_of,
    "jetpack/tiled-gallery": gallery_of,
    "jetpack/slideshow": gallery_of,
    "videopress/video": videopress,
    "jetpack/videopress": videopress,
    "verse": verse,
    "cover": cover,
    "cover-image": cover,
    "social-link": social_link,
    "freeform": classic,
    "classic": classic,
    "shortcode": shortcode,
    "footnotes": footnotes,
}
