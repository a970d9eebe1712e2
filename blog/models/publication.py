"""The publication's own settings: one row, edited as one form."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signals import request_started
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.athand import AtHand
from blog.prepared import Prepared

_current: ContextVar["tuple[float, Publication] | None"] = ContextVar("publication", default=None)
KEPT_FOR = 5.0  # seconds; longer only matters to processes without requests


def validate_time_zone(value: str) -> None:
    """Refuse what the IANA time zone database does not know."""
    if value not in available_timezones():
        raise ValidationError(_("There is no time zone of this name; try one such as Europe/London."))


def default_language() -> str:
    return settings.LANGUAGE_CODE


def default_time_zone() -> str:
    return settings.TIME_ZONE


class Permalink(models.TextChoices):
    """WordPress's names for the forms of an article's address."""

    DAY_AND_NAME = "day", _("/2016/08/29/slug/")
    MONTH_AND_NAME = "month", _("/2016/08/slug/")
    NAME = "name", _("/slug/")


@dataclass(frozen=True)
class Face:
    """What every page shows of the publication."""

    name: str
    tagline: str
    about: str
    footer: str
    name_beside_logo: bool


class Publication(models.Model):
    """Name, language, clock and forms of the site."""

    name = models.CharField(_("name"), max_length=255, default="Broadside")
    tagline = models.CharField(_("tagline"), max_length=500, blank=True)
    about = models.TextField(_("a line for the foot of every page"), blank=True)
    footer = models.TextField(_("small print at the foot"), blank=True)
    logo = models.ForeignKey(
        "blog.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_dark = models.ForeignKey(
        "blog.Image",
        verbose_name=_("logo on dark paper"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only if the first one cannot be seen well on dark paper."),
    )
    name_beside_logo = models.BooleanField(_("the name stands beside the logo"), default=False)
    accent_light = models.CharField(_("spot colour on light paper"), max_length=7, blank=True)
    accent_dark = models.CharField(_("spot colour on dark paper"), max_length=7, blank=True)
    permalink = models.CharField(
        _("addresses of articles"), max_length=10, choices=Permalink.choices, default=Permalink.DAY_AND_NAME
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, validators=[validate_time_zone]
    )
    language = models.CharField(_("language"), max_length=35, default=default_language)
    posts_per_page = models.PositiveSmallIntegerField(_("articles on a page"), default=10)
    replies_open = models.BooleanField(_("replies are open"), default=True)

    read_along: ClassVar[list[str]] = []  # settings of other apps, one row each, that come in the same query

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publication")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
        _current.set(None)

    @classmethod
    def current(cls) -> "Publication":
        """The one row, asked for at most once a request; made with the defaults if it is not there."""
        if kept := cls.at_hand():
            return kept
        publication = next(iter(THE_ROW.made_of(ROW_AT_HAND())), None) or cls.objects.get_or_create(pk=1)[0]
        _current.set((time.monotonic(), publication))
        return publication

    @classmethod
    def at_hand(cls) -> "Publication | None":
        """The row, if it has been asked for in this request; no query."""
        kept = _current.get()
        return kept[1] if kept and time.monotonic() - kept[0] < KEPT_FOR else None

    @contextmanager
    def tried(self) -> Iterator[Self]:
        """Inside, whatever asks for the current publication is given this row, saved or not."""
        token = _current.set((time.monotonic() + 60, self))
        try:
            yield self
        finally:
            _current.reset(token)

    @property
    def face(self) -> Face:
        return Face(self.name, self.tagline, self.about, self.footer, self.name_beside_logo)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def article_path(self, slug: str, day: date | None) -> str:
        """The path of an article with this date in its address, in the form that was chosen."""
        if self.permalink == Permalink.NAME or day is None:
            return slug
        month = f"{day.year:04}/{day.month:02}"
        return (
            f"{month}/{day.day:02}/{slug}" if self.permalink == Permalink.DAY_AND_NAME else f"{month}/{slug}"
        )

    def local_date(self, moment: datetime) -> date:
        """The day on the publication's own calendar."""
        return moment.astimezone(self.zone).date()


THE_ROW = Prepared(
    lambda: Publication.objects.select_related("logo", "logo_dark", *Publication.read_along).filter(pk=1)
)
ROW_AT_HAND = AtHand(THE_ROW.rows)


def forget(**_kwargs: Any) -> None:
    """Ask the database again in the next request."""
    _current.set(None)


request_started.connect(forget)
