"""Pictures in a body: ours are shown, others become caption and link, so that no other host is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.embeds.addresses import display_host, is_own
from blog.rendering.tree import Element, Node, serialise

SIZE_SUFFIX = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{3,5}$)")
SOURCE_TYPES = {"image/avif", "image/webp", "image/jpeg"}
FIRST_BLOCKS = 3
KEPT = ("title", "class", "lang", "dir", "id")


@dataclass(frozen=True, slots=True)
class Picture:
    """What we hold of a picture that a body names: `src` is its address here, empty while its file is absent.

    Width and height in pixels. `srcset` and `sizes` as in HTML, every candidate on this site. `sources` are
    (type, srcset) in formats that not every browser knows, the lightest first.
    """

    src: str = ""
    alt: str = ""
    width: int | None = None
    height: int | None = None
    srcset: str = ""
    sizes: str = ""
    sources: tuple[tuple[str, str], ...] = ()


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


def picture_html(held: Picture, *, classes: str = "", eager: bool = False) -> str:
    """A picture of ours outside a text, for a template."""
    image = _shown({"class": classes} if classes else {}, held)
    if eager:
        del image.attrs["loading"], image.attrs["decoding"]
        image.attrs["fetchpriority"] = "high"
    return serialise([framed(image, held.sources)])


def sources(held: Mapping[str, Picture]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By address here, the further formats that are held of pictures."""
    return {picture.src: picture.sources for picture in held.values() if picture.sources}


def images(nodes: list[Node]) -> list[Element]:
    """Each `img` among the nodes."""
    return [node for node in nodes if isinstance(node, Element) and node.tag == "img"]


def given_sources(picture: Element) -> tuple[tuple[str, str], ...]:
    """The (type, srcset) of a `picture` in the source, as far as they are ours."""
    found = ((each.attrs.get("type", ""), each) for each in picture.elements() if each.tag == "source")
    ours = ((kind, own_srcset(each.attrs.get("srcset", ""))) for kind, each in found if kind in SOURCE_TYPES)
    return tuple((kind, srcset) for kind, srcset in ours if srcset)


def framed(image: Element, sources: tuple[tuple[str, str], ...]) -> Element:
    """The `img` in a `picture` with its sources; without any, itself."""
    sizes = {"sizes": image.attrs["sizes"]} if image.attrs.get("sizes") else {}
    before: list[Node] = [
        Element("source", {"type": kind, "srcset": srcset, **sizes}) for kind, srcset in sources
    ]
    return Element("picture", {}, [*before, image]) if before else image


def in_frames(nodes: list[Node], found: Mapping[str, tuple[tuple[str, str], ...]]) -> None:
    """Put each `img` below these nodes into a `picture`, where there are sources for its address."""
    for place, node in enumerate(nodes):
        if isinstance(node, Element):
            if node.tag == "img":
                nodes[place] = framed(node, found.get(node.attrs.get("src", ""), ()))
            else:
                in_frames(node.children, found)


def hurry(nodes: list[Node]) -> None:
    """Let the first picture load at once if it is among the first blocks: on most screens it is in sight."""
    blocks: list[Node] = [node for node in nodes if isinstance(node, Element)]
    for element in Element("", {}, blocks[:FIRST_BLOCKS]).elements():
        if element.tag == "img":
            element.attrs.pop("loading", None)
            element.attrs["fetchpriority"] = "high"
            return


def _shown(attrs: dict[str, str], held: Picture) -> Element:
    size = {"width": str(held.width), "height": str(held.height)} if held.width and held.height else {}
    size = size or {name: attrs[name] for name in ("width", "height") if name in attrs}
    shown = {"src": held.src, "alt": attrs.get("alt") or held.alt} | size
    srcset = own_srcset(held.srcset)
    chosen = {"srcset": srcset} if srcset else {}
    if held.sizes and (srcset or held.sources):
        chosen["sizes"] = held.sizes
    kept = {name: attrs[name] for name in KEPT if name in attrs}
    return Element("img", shown | chosen | {"loading": "lazy", "decoding": "async"} | kept)


def _absent(src: str, words: str) -> Element:
    text = " ".join(words.split()) or _("Picture at %(host)s") % {"host": display_host(src) or src}
    return Element("a", {"href": src, "class": "picture-absent"}, [text])


def _is_pixel(attrs: dict[str, str]) -> bool:
    """Counting pixels of one or two by two are nobody's picture."""
    return {attrs.get("width"), attrs.get("height")} <= {"0", "1", "2"}
