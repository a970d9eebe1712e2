"""Lists of the old site that have none here, since what they listed is among pages and articles: those of
a type (`/books/`) and of a format (`/type/quote/`). They lead to the front page, their feeds to its feed."""

from blog.models import Redirect

from .source import decoded, path_of
from .spool import Spool

ARTICLES, FORMATS = "post", "post_format"


def leave_lists(spool: Spool) -> None:
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
