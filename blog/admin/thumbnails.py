"""Small pictures in lists and beside fields."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.models import Image

WIDE_ENOUGH = 320


def thumbnail(image: Image | None) -> SafeString:
    """The smallest rendition there is, the file itself before renditions are made, words without a file."""
    if image is None:
        return format_html('<span class="quiet">{}</span>', _("none"))
    if not image.file:
        return format_html('<span class="quiet">{}</span>', _("The file is not here."))
    return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', smallest(image), image.alt)


def smallest(image: Image) -> str:
    """The address of its smallest rendition that is wide enough, or of its file."""
    made = [row for row in image.renditions.all() if row.format == "webp" and row.width >= WIDE_ENOUGH]
    return str(min(made, key=lambda row: row.width).file.url if made else image.file.url)
