"""Parts of pages that say the same wherever they stand, rendered once for the same values.

Such a part is given its values and sees nothing else, so it can never be out of date: other values, other
words. (Language and clock are values too.) Each process keeps those that were asked for last."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

MOST = 512  # parts; menus and feet are a few kilobytes


def kept(template: str, **values: Any) -> SafeString:
    """`template` with these values alone; lists become tuples."""
    hashable = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return rendered(template, get_language() or "", get_current_timezone_name(), tuple(hashable.items()))


@lru_cache(maxsize=MOST)
def rendered(
    template: str, language: str, clock: str, values: tuple[tuple[str, Hashable], ...]
) -> SafeString:
    return mark_safe(render_to_string(template, dict(values)).strip("\n"))
