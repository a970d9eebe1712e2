"""What templates and lists say of an article in words, and when it appeared."""

from datetime import date, datetime
from functools import lru_cache
from html import escape

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, ngettext

from blog.models import Post


def day(moment: datetime | date | None) -> str:
    """“14 March 2026”, on the publication's calendar."""
    if moment is None:
        return ""
    local = moment.astimezone(timezone.get_current_timezone()) if isinstance(moment, datetime) else moment
    return f"{local.day} {month_names()[local.month]} {local.year}"


def moment(value: datetime) -> str:
    """The `datetime` attribute: ISO 8601 with the publication's offset from UTC."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def published(value: datetime) -> str:
    """The day of publication as HTML, for programs as well (microformats2)."""
    return f'<time class="dt-published" datetime="{moment(value)}">{day(value)}</time>'


def replies(number: int) -> str:
    """“1 reply”, “12 replies”, as HTML."""
    return escape(ngettext("%(replies)s reply", "%(replies)s replies", number) % {"replies": number})


def month_names() -> dict[int, str]:
    """By number, in the language of the page."""
    return names_in(get_language() or "")


@lru_cache(maxsize=64)
def names_in(_language: str) -> dict[int, str]:
    return {number: str(name) for number, name in MONTHS.items()}


def minutes(post: Post) -> str:
    """“6 minutes”: how long its text takes to read."""
    text = ngettext("%(number)d minute", "%(number)d minutes", post.minutes)
    return text % {"number": post.minutes}
