"""Where in the admin a row is edited that an import has made."""

from contextlib import suppress
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

from blog.linking import prefix

ROW = "0number0"


def admin_address(model: str, key: int | None) -> str:
    """Where the row is edited, a menu's line with all the others; empty for what has no such place (`model`
    is `app.model`)."""
    if not model or key is None:
        return ""
    return place_of(model, prefix()).replace(ROW, str(key))


@lru_cache(64)
def place_of(model: str, _prefix: str) -> str:
    """The same for any row: a report may have a line for each of half a million."""
    name = f"admin:{model.replace('.', '_')}"
    for page, args in (("change", [ROW]), ("changelist", [])):
        with suppress(NoReverseMatch):
            return reverse(f"{name}_{page}", args=args)
    return ""
