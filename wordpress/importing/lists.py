"""Lists of the old site that have none here, since what they listed is among pages and articles: those of
a type (`/books/`) and of a format (`/type/quote/`). They lead to the front page, their feeds to its feed."""

import re
from typing import TYPE_CHECKING

from blog.models import Redirect
from wordpress.reader import Item

from .kinds import Stage
from .source import decoded, path_of

if TYPE_CHECKING:
    from .spool import Spool

FIXED = re.compile(r"(?:archives|blog|index\.php)/(?=[^/\d][^/]*/.)")  # what sites put before all addresses
ARTICLES, FORMATS = "post", "post_format"


def shelves_of(item: Item, stage: Stage, home: str) -> list[tuple[str, str]]:
    """Its type and the word below which it stood there, where such a list may be, empty at the top; and its
    formats."""
    path = FIXED.sub("", path_of(item.link).removeprefix(home.rstrip("/")).strip("/"))
    first, _, rest = path.partition("/")
    is_typed = stage is Stage.ARTICLE or (stage is Stage.PAGE and item.type != "page")
    found = [(item.type or ARTICLES, first if rest else "")] if is_typed and first else []
    return found + [(FORMATS, each.slug) for each in item.term_pairs(FORMATS) if each.slug]


def leave_lists(spool: "Spool") -> None:
    """Such an address leads home, unless something lives there, and so does what stands below it (see
    blog.addresses.by_former_home)."""
    home, shelves = path_of(spool.source.base).rstrip("/"), spool.shelves()
    articles, formats = shelves.pop(ARTICLES, set()), shelves.pop(FORMATS, set())
    types = {first for firsts in shelves.values() if len(firsts) == 1 for first in firsts - articles if first}
    lists = [*types, *(f"type/{decoded(slug).removeprefix('post-format-')}" for slug in formats)]
    for path in sorted(f"{home}/{each}" for each in lists):
        Redirect.objects.get_or_create(old_path=path[:800], defaults={"new_path": "/"})
    for slug in sorted(formats):
        asked = f"/?{FORMATS}={decoded(slug).removeprefix('post-format-')}"
        Redirect.objects.get_or_create(old_path=asked[:800], defaults={"new_path": "/"})
