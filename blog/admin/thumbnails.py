"""Small pictures in lists and beside fields."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.models import Image

WIDE_ENOUGH = 320


def thumbnail(image: Image | None, *, is_named: bool = True) -> SafeString:
    """The smallest rendition there is, the file itself before renditions are made, words without a file.
    Where a name stands beside it, it needs no other (`is_named=False`)."""
    if image is None:
        return format_html('<span class="quiet">{}</span>', _("none"))
    if not image.file:
        return format_html('<span class="quiet">{}</span>', _("The file is not here."))
    alt = image.alt if is_named else ""
    shown = '<img class="thumbnail {}" src="{}" alt="{}" loading="lazy">'
    return format_html(shown, image.focus_classes, smallest(image), alt)


def smallest(image: Image) -> str:
    """The address of its smallest rendition that is wide enough, or of its file."""
    made = [row for row in image.renditions.all() if row.width >= WIDE_ENOUGH]
    return str(min(made, key=lambda row: (row.width, row.bytes), default=image).file.url)
