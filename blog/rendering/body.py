"""A body's source into the HTML that readers get."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from blog.embeds import MediaCard, media_card_html
from blog.rendering import quiet
from blog.rendering.allowlist import clean_result, clean_source
from blog.rendering.conversion import Conversion
from blog.rendering.pictures import Picture
from blog.rendering.tree import Element, parse, serialise

PLACEHOLDER = re.compile(r'<figure data-card="(\d+)"></figure>')
# What one pass uncovers (a paragraph that is now empty) the next settles; two do for sane sources.
PASSES = 5


class Rendered(NamedTuple):
    """A body's HTML, the media in its source, and the tree of that HTML where it was read once more."""

    html: str
    media: list[str]
    root: Element | None


def render_body(
    source: str,
    *,
    cards: Mapping[str, MediaCard] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    hurries: bool = False,
) -> str:
    """Safe HTML of a body: allowed tags only, media as cards, pictures that are not ours as links.

    `cards` are what is known of media (by address, any spelling of it), `pictures` what is held of pictures
    (by the address the source uses). `hurries`: nothing stands above the text, so that a picture at its
    beginning is to load first. Rendering what was rendered changes nothing. Never raises.
    """
    return _rendered(source, cards or {}, pictures or {}, hurries).html


def render_new(
    source: str,
    *,
    cards: Mapping[str, MediaCard] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    hurries: bool = False,
) -> Rendered:
    """`render_body` and `media_sources` at the price of one, for a text of whose media nothing is known."""
    return _rendered(source, cards or {}, pictures or {}, hurries)


def _rendered(
    source: str, cards: Mapping[str, MediaCard], pictures: Mapping[str, Picture], hurries: bool
) -> Rendered:
    """The media are those that the first pass found in the source."""
    before = source.encode("utf-8", "ignore").decode()
    html, found = _pass(before, cards, pictures, hurries)
    used, root = found, None
    for _ in range(PASSES - 1):
        if html == before or (not used and (root := _settled(html, pictures, hurries))):
            break
        before = html
        html, used = _pass(html, cards, pictures, hurries)
    return Rendered(html, found, root)


def _settled(html: str, pictures: Mapping[str, Picture], hurries: bool) -> Element | None:
    """The tree of a cleaned text without cards if one more pass would leave it so; cleaning is spared."""
    conversion = Conversion({}, pictures, hurries)
    root = Element("", {}, conversion.body(read(html)))
    again = serialise(root.children).strip()
    is_same = again == html or again == serialise(parse(html).children)
    return root if is_same and not conversion.cards else None


def read(html: str) -> Element:
    """The tree of cleaned HTML. Which blocks come first matters to pictures, so there each is a block."""
    return parse(html) if "<img" in html else quiet.parse(html)


def media_sources(source: str) -> list[str]:
    """Addresses of the media embedded in a source, as the author wrote them, in the order of the text."""
    return _pass(source.encode("utf-8", "ignore").decode(), {}, {})[1]


def picture_sources(source: str) -> list[str]:
    """Addresses of the pictures in a source, as written, each once."""
    tree = parse(clean_source(source.encode("utf-8", "ignore").decode()))
    found = (element.attrs.get("src", "").strip() for element in tree.elements() if element.tag == "img")
    return list(dict.fromkeys(filter(None, found)))


def _pass(
    html: str, cards: Mapping[str, MediaCard], pictures: Mapping[str, Picture], hurries: bool = False
) -> tuple[str, list[str]]:
    conversion = Conversion(cards, pictures, hurries)
    result = clean_result(serialise(conversion.body(read(clean_source(html))))).strip()
    used = [conversion.cards[int(number)] for number in PLACEHOLDER.findall(result)]
    shown = PLACEHOLDER.sub(lambda match: media_card_html(conversion.cards[int(match.group(1))]), result)
    return shown, [card.url for card in used]
