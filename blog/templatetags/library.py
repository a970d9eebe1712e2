"""Entries of the media library in the admin's pages."""

from pathlib import PurePath
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.admin.thumbnails import thumbnail
from blog.models import Attachment, Image

register = template.Library()


@register.inclusion_tag("admin/blog/image/_entry.html")
def entry(row: Image | Attachment, layout: str) -> dict[str, Any]:
    """One entry of the grid or the list."""
    return {
        "row": row,
        "layout": layout,
        "key": entry_key(row),
        "is_picture": isinstance(row, Image),
        "url": reverse(f"admin:blog_{row._meta.model_name}_change", args=[row.pk]),
        "thumbnail": thumbnail(row, is_named=False) if isinstance(row, Image) else "",
        "extension": extension(row),
        "facts": facts(row),
    }


@register.simple_tag
def entry_key(row: Image | Attachment) -> str:
    """The name under which forms and addresses choose it."""
    return "image" if isinstance(row, Image) else "file"


@register.simple_tag
def entry_thumbnail(row: Image | Attachment) -> SafeString:
    """A small picture, or what kind of file it is."""
    if isinstance(row, Image):
        return thumbnail(row, is_named=False)
    return format_html('<span class="kind">{}</span>', extension(row))


def extension(row: Image | Attachment) -> str:
    """`MP3`."""
    return PurePath(str(row.file.name or "")).suffix.removeprefix(".").upper()


def facts(row: Image | Attachment) -> str:
    """Size in pixels, or length and bytes."""
    if isinstance(row, Image):
        return f"{row.width} × {row.height}" if row.width and row.height else ""
    length = f"{row.seconds // 60}:{row.seconds % 60:02} · " if row.seconds else ""
    return f"{length}{filesizeformat(row.bytes)}"
