"""All that is kept of a text at once: its HTML, its words, and what it shows besides words."""

from collections.abc import Mapping
from dataclasses import dataclass

from blog.embeds import MediaCard
from blog.rendering import quiet
from blog.rendering.body import picture_sources, render_new
from blog.rendering.pictures import Picture
from blog.rendering.text import plain_text_and_excerpt, reading_minutes


@dataclass(frozen=True, slots=True)
class Whole:
    """`media` and `pictures` are addresses as the source has them, `minutes` what it takes to read."""

    source: str
    html: str
    media: list[str]
    pictures: list[str]
    text: str
    beginning: str
    minutes: int


def whole(
    source: str,
    *,
    cards: Mapping[str, MediaCard] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    hurries: bool = False,
) -> Whole:
    """A text read through, see `render_body`. Never raises."""
    html, media, root = render_new(source, cards=cards, pictures=pictures, hurries=hurries)
    text, beginning = plain_text_and_excerpt(root or quiet.parse(html))
    shown = picture_sources(source) if may_show_picture(source) else []
    return Whole(source, html, media, shown, text, beginning, reading_minutes(text))


def may_show_picture(source: str) -> bool:
    """Whether a look for pictures is worth its time (HTML takes `<image>` for `<img>`)."""
    return "<im" in source.lower()
