"""Source HTML to safe HTML, and words out of HTML. Pure: no ORM, no network.

`body` cleans (`allowlist`), converts (`conversion`) and cleans again; `text` reads the result.
"""

from blog.rendering.body import media_sources, picture_sources, render_body
from blog.rendering.pictures import Picture, picture_html
from blog.rendering.text import (
    Heading,
    contents,
    excerpt,
    plain_text,
    reading_minutes,
    text_direction,
)
from blog.rendering.whole import Whole, may_show_picture, whole

__all__ = [
    "Heading",
    "Picture",
    "Whole",
    "contents",
    "excerpt",
    "may_show_picture",
    "media_sources",
    "picture_html",
    "picture_sources",
    "plain_text",
    "reading_minutes",
    "render_body",
    "text_direction",
    "whole",
]
