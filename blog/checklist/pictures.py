"""Pictures in the text, at its head and beside it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from blog.checklist.draft import Draft, Finding, Pictured, Spot, Spots
from blog.rendering.tree import Element
from blog.urlparts import file_name


def of_pictures(text: Element, draft: Draft) -> Iterator[Finding]:
    """Pictures in the text without words for who cannot see them; figures without caption or credit."""
    spots, captioned = Spots(), dict(captions(text))
    for image in (element for element in text.elements() if element.tag == "img"):
        src = image.attrs.get("src", "")
        held = draft.library.get(src) or Pictured()
        spot, name = spots.of("img", src), held.name or file_name(src) or src
        if not (image.attrs.get("alt", "").strip() or held.alt):
            said = _("The picture “%s” has no alternative text, for readers who cannot see it.")
            yield Finding("no-alt", said % name, spot)
        if lacking := words_lacking(held, captioned.get(id(image), "")):
            yield Finding("no-caption", lacking % name, spot)


def captions(text: Element) -> Iterator[tuple[int, str]]:
    """The caption around each picture of a figure."""
    for figure in (element for element in text.elements() if element.tag == "figure"):
        inside = list(figure.elements())
        words = " ".join(element.text() for element in inside if element.tag == "figcaption")
        yield from ((id(element), words.strip()) for element in inside if element.tag == "img")


def words_lacking(held: Pictured, caption: str = "") -> str:
    """A sentence with room for the picture's name, empty if nothing is lacking."""
    has_caption, has_credit = bool(caption or held.caption), bool(caption or held.credit)
    if has_caption and has_credit:
        return ""
    if has_caption:
        return _("Nobody is credited for the picture “%s”.")
    if has_credit:
        return _("The picture “%s” has no caption.")
    return _("The picture “%s” has no caption and no credit.")


def of_sides(draft: Draft) -> Iterator[Finding]:
    """The featured picture, and those beside the text."""
    if draft.featured is None:
        if not draft.is_page:
            yield Finding("no-picture", _("There is no featured image."), Spot("featured_image"))
    else:
        yield from of_picture(draft.featured, Spot("featured_image"))
    for number, picture in draft.attached.items():
        yield from of_picture(picture, Spot(f"post_images-{number}-image"))


def of_picture(held: Pictured, spot: Spot) -> Iterator[Finding]:
    if not held.alt:
        said = _("The picture “%s” has no alternative text, for readers who cannot see it.")
        yield Finding("no-alt", said % held.name, spot)
    if lacking := words_lacking(held):
        yield Finding("no-caption", lacking % held.name, spot)
