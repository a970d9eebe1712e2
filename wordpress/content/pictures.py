"""Pictures in a text: the original instead of a size of it, a figure of its own, a link where it leads on."""

import re

from blog.urlparts import joined, split

from .boxes import classes
from .library import EDITED, SIZE, Attachment, Library, Notes, kind_of, original_key
from .markup import PLACES, clean_address
from .tree import Element, link_within, make, remove, unwrap, words_of

SIDES = {"left": "alignleft", "right": "alignright", "center": "aligncenter", "middle": "aligncenter"}
NUMBER = re.compile(r"\bwp-(?:image|att)-(\d{1,18})\b")
LATE = ("data-orig-file", "data-lazy-src", "data-src", "data-original", "data-image", "src", "data-full-url")
STYLED_SIZE = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*(\d+)px", re.IGNORECASE)
SMALL = 32  # pixels: smileys and the like stay in their line


def make_figures(root: Element, library: Library, notes: Notes) -> None:
    """Each picture with the address of its original, in a figure of its own, smileys as their words."""
    found = list(root.iterdescendants("img", "picture"))
    for picture in found:
        if picture.tag == "picture":
            picture.tag = "span"
        elif _is_smiley(picture):
            _spell_out(picture)
        else:
            show(picture, library, notes)
    if found:
        flatten(root)


def show(picture: Element, library: Library, notes: Notes) -> None:
    attachment, is_small = find(picture, library), _is_small(picture)
    settle(picture, attachment, library)
    address = picture.get("src")
    if not address:
        notes.add("left out", "a picture without an address" + _said(picture))
        remove(picture)
        return
    shown = drop_own_link(picture, attachment)
    if attachment is None:
        notes.stray(picture.get("src"))
    if not is_small:
        stand_alone(shown, picture)


def _said(picture: Element) -> str:
    words = picture.get("alt") or picture.get("title") or ""
    return f": {words[:200]}" if words else ""


def _is_smiley(picture: Element) -> bool:
    return bool({"wp-smiley", "emoji"} & set((picture.get("class") or "").split())) and bool(
        picture.get("alt")
    )


def _spell_out(picture: Element) -> None:
    picture.tail = picture.get("alt") + (picture.tail or "")
    remove(picture)


def _is_small(picture: Element) -> bool:
    """Whether it is shown at the height of a line; the block editor says so in a style."""
    sizes = [picture.get("width") or "", picture.get("height") or ""]
    styled = STYLED_SIZE.findall(picture.get("style") or "")
    return all(size.isdigit() and int(size) <= SMALL for size in (styled if any(styled) else sizes))


def find(picture: Element, library: Library) -> Attachment | None:
    """The library's own record of the picture: by its address, else by its number if the names agree.

    Numbers can lie: a text copied from another site carries that site's."""
    address = address_of(picture, library)
    if address and (found := library.attachment_at(address)):
        return found
    number = NUMBER.search(picture.get("class") or "") or NUMBER.search(f"wp-image-{picture.get('data-id')}")
    attachment = library.attachment(int(number.group(1))) if number else None
    if attachment is None or attachment.kind != "image":
        return None
    return attachment if not address or stem(address) == stem(attachment.url) else None


def stem(address: str) -> str:
    """The name of a picture's file without its ending, size and marks of editing."""
    name = split(address).path.rpartition("/")[2]
    return EDITED.sub("", SIZE.sub("", name)).rpartition(".")[0].casefold()


def address_of(picture: Element, library: Library) -> str:
    """Where the picture is; pages that load late keep the address in another attribute."""
    candidates = [picture.get(name) for name in LATE]
    found = next((source for source in candidates if source and not source.startswith("data:")), "")
    if not found and (largest := (picture.get("srcset") or picture.get("data-srcset") or "").split()):
        found = largest[0]
    address = clean_address(found)
    return library.meant(address)


def settle(picture: Element, attachment: Attachment | None, library: Library) -> None:
    """The address of the original, an alternative text, no list of sizes made elsewhere."""
    address = attachment.address if attachment else address_of(picture, library)
    if address:
        picture.set("src", address)
    elif "src" in picture.attrib:
        del picture.attrib["src"]
    if attachment:
        picture.set("alt", picture.get("alt") or attachment.alt)
        for name in ("width", "height"):
            picture.attrib.pop(name, None)
    picture.set("alt", picture.get("alt") or "")


def drop_own_link(picture: Element, attachment: Attachment | None) -> Element:
    """A link from a picture to itself says nothing; one that leads elsewhere stays around it."""
    link = picture.getparent()
    if link is None or link.tag != "a" or words_of(link).strip():
        return picture
    for line_break in list(link.iterchildren("br")):
        remove(line_break)
    if len(link) > 1:
        return picture
    shown = {picture.get("src"), attachment.url} if attachment else {picture.get("src")}
    target = joined(picture.get("src"), link.get("href") or "")
    own = original_key(target) in map(original_key, shown) and kind_of(target) == "image"
    if not own and "attachment" not in (link.get("rel") or "") and "attachment_id=" not in target:
        return link
    if own and attachment is None:
        picture.set("src", target)  # the text shows a small size of it
    unwrap(link)
    return picture


def stand_alone(picture: Element, image: Element) -> None:
    """A figure around the picture (and its link) with its place, unless it stands in one.

    One that floats at a side stands before the paragraph, whose sentences go on beside it."""
    frame = next((e for e in picture.iterancestors() if e.tag in {"figure", "figcaption"}), None)
    place = place_of(image)
    if frame is not None:
        if place and frame.tag == "figure" and not classes(frame) & {*PLACES, "gallery"}:
            frame.set("class", " ".join([frame.get("class") or "", place]).strip())
        return
    parent, tail = picture.getparent(), picture.tail
    figure = make("figure", **({"class": place} if place else {}))
    picture.tail = None
    parent.replace(picture, figure)
    figure.append(picture)
    figure.tail = tail
    if place in {"alignleft", "alignright"} and (paragraph := _paragraph(figure)) is not None:
        link = next((e for e in figure.iterancestors() if e.tag == "a" and e.get("href")), None)
        remove(figure)
        figure.tail = None
        paragraph.addprevious(figure)
        if link is not None:
            link_within(figure, link.get("href"))


def place_of(image: Element) -> str:
    """Where the picture stands beside the text, by its class or by the old attribute."""
    named = next((name for name in PLACES if name in classes(image)), "")
    return named or SIDES.get((image.get("align") or "").lower(), "")


def _paragraph(figure: Element) -> Element | None:
    """The paragraph around it, if it has words besides."""
    paragraph = next((e for e in figure.iterancestors() if e.tag == "p"), None)
    return paragraph if paragraph is not None and words_of(paragraph).strip() else None


def flatten(root: Element) -> None:
    """Figures in figures that are no gallery, or figures in list items: each picture gets its own figure."""
    for item in list(root.iterdescendants("li")):
        figures = list(item.iterchildren("figure"))
        if figures and len(figures) == len(item) and not _words_beside(item):
            unwrap(item)
    for outer in list(root.iterdescendants("ul", "ol")):
        if len(outer) and all(child.tag == "figure" for child in outer):
            unwrap(outer)
    for outer in list(root.iterdescendants("figure")):
        if "gallery" in classes(outer):
            fill(outer)
        elif next(outer.iterdescendants("figure"), None) is not None:
            for caption in outer.iterchildren("figcaption"):
                caption.tag = "p"
            unwrap(outer)
    for figure in list(root.iterdescendants("figure")):
        if "gallery" not in classes(figure):
            separate(figure)


def fill(gallery: Element) -> None:
    """Every picture of a gallery in a figure of its own; words between them below."""
    for child in list(gallery):
        if child.tag in {"img", "a", "p"} and (
            child.tag == "img" or next(child.iter("img"), None) is not None
        ):
            single = make("figure")
            single.tail, child.tail = child.tail, None
            gallery.replace(child, single)
            single.append(child)
            if child.tag == "p":
                unwrap(child)


def _words_beside(item: Element) -> bool:
    return bool((item.text or "").strip() or any((child.tail or "").strip() for child in item))


def separate(figure: Element) -> None:
    """Several pictures in one figure: the caption belongs to the last."""
    pictures = [child for child in figure if child.tag in {"img", "a"} and (child.tag == "img" or len(child))]
    for picture in pictures[:-1]:
        single, words = make("figure"), picture.tail or ""
        picture.tail = None
        figure.addprevious(single)
        single.append(picture)
        if words.strip():
            beside = make("p")
            beside.text = words
            figure.addprevious(beside)
