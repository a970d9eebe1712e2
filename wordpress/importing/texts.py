"""What becomes of an item's text and its comments': converted, as pages show it, as it is found. Asks the
scratch file, no database."""

from dataclasses import dataclass

from blog import rendering
from blog.search.documents import folded
from comments import markdown
from wordpress import content
from wordpress.reader import Item

from . import own
from .library import Asking
from .reply_fields import wording
from .source import Ground

TEASER_WORDS = 150
MOST_COMMENTS = 2000  # of one text, so that nobody waits long for one


@dataclass(frozen=True, slots=True)
class Text:
    """`missed` are refs of what it asked for in vain; `whole` is None in a look, which shows nothing, and
    `teaser`, the words before a “read more” mark, empty.

    `words` are those of `whole.text`, folded for the index; `replies` is the HTML of the item's first
    comments, in its order.
    """

    converted: content.Converted
    missed: frozenset[str]
    whole: rendering.Whole | None
    teaser: str = ""
    words: str = ""
    replies: tuple[str, ...] = ()


def made(item: Item, ground: Ground, *, shown: bool = True) -> Text:
    """The text as our own HTML; one that was ours before it left is that again. `shown`: as pages, too."""
    library = Asking(ground, item.link)
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
    if whole is None:
        return Text(converted, frozenset(library.missed), None)
    before = content.before_more(item.content)
    teaser = words_of(content.convert(before, library, post=item.id or 0)) if before else ""
    replies = tuple(markdown.from_import(wording(comment)) for comment in item.comments[:MOST_COMMENTS])
    words = folded([whole.text])
    return Text(converted, frozenset(library.missed), whole, teaser, words, replies)


def length_of(item: Item) -> int:
    """Characters that there are to be made into HTML."""
    return len(item.content) + sum(len(comment.content) for comment in item.comments)


def words_of(converted: content.Converted) -> str:
    """As lists show them."""
    return rendering.excerpt(rendering.render_body(converted.html), TEASER_WORDS)
