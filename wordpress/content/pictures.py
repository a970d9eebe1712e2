"""Pictures in a text: the original instead of a size of it, a figure of its own, a link where it leads on."""

import re
from urllib.parse import urljoin

from .library import Attachment, Library, Notes, kind_of, original_key
from .markup import clean_address
from .tree import Element, make, remove

NUMBER = re.compile(r"\bwp-(?:image|att)-(\d{1,18})\b")
SMALL = 32  # pixels: smileys and the like stay in their line


def make_figures(root: Element, library: Library, notes: Notes) -> None:
    for picture in list(root.iterdescendants("img")):
        if _is_smiley(picture):
            _spell_out(picture)
            continue
        attachment = find(picture, library)
        settle(picture, attachment)
        if not picture.get("src"):
            notes.add("left out", "a picture without an address")
            remove(picture)
        elif not _is_small(picture):
            stand_alone(drop_own_link(picture, attachment))
    flatten(root)


def _is_smiley(picture: Element) -> bool:
    return bool({"wp-smiley", "emoji"} & set((picture.get("class") or "").split())) and bool(
        picture.get("alt")
    )


def _spell_out(picture: Element) -> None:
    picture.tail = picture.get("alt") + (picture.tail or "")
    remove(picture)


def _is_small(picture: Element) -> bool:
    sizes = [picture.get("width") or "", picture.get("height") or ""]
    return all(size.isdigit() and int(size) <= SMALL for size in sizes)


def find(picture: Element, library: Library) -> Attachment | None:
    """The library's own record of the picture: by its number if the address agrees, else by the address.

    Numbers can lie: a text copied from another site carries that site's."""
    number = NUMBER.search(picture.get("class") or "")
    attachment = library.attachment(int(number.group(1))) if number else None
    at_address = library.attachment_at(address_of(picture)) if address_of(picture) else None
    return at_address or (attachment if attachment and attachment.kind == "image" else None)


def address_of(picture: Element) -> str:
    """Where the picture is; pages that load late keep the address in another attribute."""
    candidates = [
        picture.get(name) for name in ("data-orig-file", "data-lazy-src", "data-src", "src", "data-full-url")
    ]
    found = next((source for source in candidates if source and not source.startswith("data:")), "")
    return clean_address(found)


def settle(picture: Element, attachment: Attachment | None) -> None:
    """The address of the original, an alternative text, no list of sizes made elsewhere."""
    address = attachment.url if attachment else address_of(picture)
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
    if link is None or link.tag != "a" or "".join(link.itertext()).strip():
        return picture
    for line_break in list(link.iterchildren("br")):
        remove(line_break)
    if len(link) > 1:
        return picture
    target = urljoin(picture.get("src"), link.get("href") or "")
    own = original_key(target) == original_key(picture.get("src")) and kind_of(target) == "image"
    if not own and "attachment" not in (link.get("rel") or "") and "attachment_id=" not in target:
        return link
    link.drop_tag()
    return picture


def stand_alone(picture: Element) -> None:
    """A figure around the picture (and its link), unless it stands in one."""
    if any(ancestor.tag in {"figure", "figcaption"} for ancestor in picture.iterancestors()):
        return
    parent, tail = picture.getparent(), picture.tail
    figure = make("figure")
    picture.tail = None
    parent.replace(picture, figure)
    figure.append(picture)
    figure.tail = tail


def flatten(root: Element) -> None:
    """Galleries are figures in figures, or figures in list items: each picture gets a figure of its own."""
    for item in list(root.iterdescendants("li")):
        figures = list(item.iterchildren("figure"))
        if len(figures) == len(item) and figures and not _words_beside(item):
            item.drop_tag()
    for outer in list(root.iterdescendants("ul", "ol")):
        if len(outer) and all(child.tag == "figure" for child in outer):
            outer.drop_tag()
    for outer in list(root.iterdescendants("figure")):
        if any(True for _ in outer.iterdescendants("figure")):
            for caption in outer.iterchildren("figcaption"):
                caption.tag = "p"
            outer.drop_tag()
    for figure in list(root.iterdescendants("figure")):
        separate(figure)


def _words_beside(item: Element) -> bool:
    return bool((item.text or "").strip() or any((child.tail or "").strip() for child in item))


def separate(figure: Element) -> None:
    """Several pictures in one figure: the caption belongs to the last."""
    pictures = [child for child in figure if child.tag in {"img", "a"} and (child.tag == "img" or len(child))]
    for picture in pictures[:-1]:
        single = make("figure")
        picture.tail = None
        figure.addprevious(single)
        single.append(picture)
