"""Slugs in any script, and how two rows that want the same one are told apart."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# First words of addresses that belong to the site itself (blog/urls.py), so nothing may be called that.
RESERVED = frozenset(
    {
        "admin",
        "archives",
        "author",
        "category",
        "comments",
        "feed",
        "healthz",
        "media",
        "page",
        "preview",
        "readyz",
        "reply",
        "robots.txt",
        "search",
        "sitemap.xml",
        "static",
        "tag",
        "wp-content",
        "wp-admin",
        "wp-json",
        "wp-login.php",
        "favicon.ico",
        "appearances",
        "moderation",
    }
)

SLUG_LENGTH = 200


def validate_slug(value: str) -> None:
    """Refuse what would break an address: slashes, spaces, quotes, dots at the ends, reserved words."""
    if value in RESERVED or re.fullmatch(r"\d{1,4}", value):
        raise ValidationError(_("“%(slug)s” is used by the site itself."), params={"slug": value})
    if not re.fullmatch(r"[\w~-]+(?:[.+][\w~-]+)*", without_marks(value)):
        raise ValidationError(_("Only letters, numbers, hyphens and underscores, please."))


@lru_cache(maxsize=20_000)
def is_mark(character: str) -> bool:
    """Vowel signs of Hindi, Arabic or Thai, joiners of Persian: parts of words, but no letters to `re`."""
    return character in "\u200c\u200d" or unicodedata.category(character).startswith("M")


def without_marks(text: str) -> str:
    if text.isascii():
        return text
    return "".join(character for character in text if not is_mark(character))


class SlugField(models.CharField[str, str]):
    """Part of an address, stored as readable Unicode and never percent-encoded."""

    default_validators = [validate_slug]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": SLUG_LENGTH, **kwargs})


def slug_from(text: str, *, fallback: str = "untitled") -> str:
    """A slug in the text's own script, at most SLUG_LENGTH characters."""
    text = unicodedata.normalize("NFKC", re.sub(r"[/–—:|&+.]+", " ", text)).lower()
    letters = re.sub(r"[^\w\s-]", lambda found: found.group() if is_mark(found.group()) else "", text)
    slug = re.sub(r"[-\s]+", "-", letters)[:SLUG_LENGTH].strip("-_")
    if not slug:
        return fallback
    return f"{slug}-1" if slug in RESERVED else f"n-{slug}" if re.fullmatch(r"\d{1,4}", slug) else slug


def free_slug(wanted: str, taken: "models.QuerySet[Any]") -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … : the first that no row of `taken` holds in its slug column."""
    stem = wanted[: SLUG_LENGTH - 6]
    used = set(taken.filter(slug__startswith=stem).values_list("slug", flat=True))
    if wanted not in used:
        return wanted
    number = 2
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"
