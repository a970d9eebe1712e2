"""Pictures in a body: ours are shown, others become caption and link, so that no other host is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.embeds.addresses import display_host, is_own
from blog.rendering.tree import Element, Node

SIZE_SUFFIX = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{3,5}$)")
KEPT = ("title", "class", "lang", "dir", "id")


@dataclass(frozen=True, slots=True)
class Picture:
    """What we hold of a picture that a body names: `src` is its address here, empty while its file is absent.

    Width and height in pixels. `srcset` and `sizes` as in HTML, every candidate on this site.
    """

    src: str = ""
    alt: str = ""
    width: int | None = None
    height: int | None = None
    srcset: str = ""
    sizes: str = ""


def own_srcset(value: str) -> str:
    """The `srcset`, if every candidate in it is ours; else nothing."""
    candidates = [part.split() for part in value.split(",") if part.strip()]
    good = all(len(part) <= 2 and is_own(part[0]) for part in candidates)
    return ", ".join(" ".join(part) for part in candidates) if good else ""


def lookup(url: str, pictures: Mapping[str, Picture]) -> Picture | None:
    """What we hold of an address; also of one of WordPress's sizes of it (`harbour-300x200.jpg`)."""
    for candidate in (url, SIZE_SUFFIX.sub("", url)):
        if candidate in pictures:
            return pictures[candidate]
    return None


def converted(image: Element, pictures: Mapping[str, Picture]) -> list[Node]:
    """An `img` of the source as it may be shown: an `img` of ours, a link, a smiley's text, or nothing."""
    attrs, src = image.attrs, image.attrs.get("src", "").strip()
    if {"wp-smiley", "emoji"} & set(image.classes()):
        return [attrs["alt"]] if attrs.get("alt") else []
    held = lookup(src, pictures)
    if held and held.src:
        return [_shown(attrs, held)]
    if not src or _is_pixel(attrs):
        return []
    if is_own(src) and held is None:
        given = Picture(src, srcset=attrs.get("srcset", ""), sizes=attrs.get("sizes", ""))
        return [_shown(attrs, given)]
    return [_absent(src, attrs.get("alt", "") or (held.alt if held else "") or attrs.get("title", ""))]


def _shown(attrs: dict[str, str], held: Picture) -> Element:
    size = {"width": str(held.width), "height": str(held.height)} if held.width and held.height else {}
    size = size or {name: attrs[name] for name in ("width", "height") if name in attrs}
    shown = {"src": held.src, "alt": attrs.get("alt") or held.alt} | size
    if srcset := own_srcset(held.srcset):
        shown |= {"srcset": srcset} | ({"sizes": held.sizes} if held.sizes else {})
    kept = {name: attrs[name] for name in KEPT if name in attrs}
    return Element("img", shown | {"loading": "lazy", "decoding": "async"} | kept)


def _absent(src: str, words: str) -> Element:
    text = " ".join(words.split()) or _("Picture at %(host)s") % {"host": display_host(src) or src}
    return Element("a", {"href": src, "class": "picture-absent"}, [text])


def _is_pixel(attrs: dict[str, str]) -> bool:
    """Counting pixels of one or two by two are nobody's picture."""
    return {attrs.get("width"), attrs.get("height")} <= {"0", "1", "2"}
