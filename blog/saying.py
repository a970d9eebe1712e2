"""What templates and lists say of an article in words."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import ngettext

from blog.models import Post


def day(moment: datetime | date | None) -> str:
    """“14 March 2026”, on the publication's calendar."""
    if moment is None:
        return ""
    local = moment.astimezone(timezone.get_current_timezone()) if isinstance(moment, datetime) else moment
    return f"{local.day} {MONTHS[local.month]} {local.year}"


def minutes(post: Post) -> str:
    """“6 minutes”: how long its text takes to read."""
    text = ngettext("%(number)d minute", "%(number)d minutes", post.minutes)
    return text % {"number": post.minutes}
