"""What becomes of an item's text: converted, and as pages show it. Asks the scratch file, no database."""

from dataclasses import dataclass

from blog import rendering
from wordpress import content
from wordpress.reader import Item

from . import own
from .library import Asking
from .source import Ground

TEASER_WORDS = 150


@dataclass(frozen=True, slots=True)
class Text:
    """`missed` are refs of what it asked for in vain; `whole` is None in a look, which shows nothing, and
    `teaser`, the words before a “read more” mark, empty."""

    converted: content.Converted
    missed: frozenset[str]
    whole: rendering.Whole | None
    teaser: str = ""


def made(item: Item, ground: Ground, *, shown: bool = True) -> Text:
    """The text as our own HTML; one that was ours before it left is that again. `shown`: as pages, too."""
    library = Asking(ground)
    if (ours := own.body_of(item, ground)) is not None:
        converted = content.Converted(ours, ())
    else:
        converted = content.convert(
            item.content,
            library,
            post=item.id or 0,
            footnotes=item.meta_value("footnotes"),
            enclosures=content.enclosures_of(item.meta),
        )
    whole = rendering.whole(converted.html, hurries=True) if shown else None
    before = content.before_more(item.content) if shown else ""
    teaser = words_of(content.convert(before, library, post=item.id or 0)) if before else ""
    return Text(converted, frozenset(library.missed), whole, teaser)


def words_of(converted: content.Converted) -> str:
    """As lists show them."""
    return rendering.excerpt(rendering.render_body(converted.html), TEASER_WORDS)
