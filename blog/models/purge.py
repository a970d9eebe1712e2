"""What shared caches are still to be told: written with the change itself, so that no crash forgets it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_PAUSE = timedelta(seconds=30)
MARGIN = timedelta(minutes=1)  # of clocks, and of answers that were on their way


class PurgeQuerySet(models.QuerySet["Purge"]):
    """Purges by what is to be done with them."""

    def due(self, now: datetime) -> "PurgeQuerySet":
        return self.filter(due_at__lte=now).order_by("due_at")

    def over(self, now: datetime) -> "PurgeQuerySet":
        """Of changes so old that no shared cache may still give what was before them."""
        return self.filter(changed_at__lt=now - timedelta(seconds=settings.SHARED_MAXAGE) - MARGIN)

    def failed(self) -> "PurgeQuerySet":
        """Tried by the worker in vain."""
        return self.filter(tries__gt=0)

    def put_off(self, now: datetime) -> None:
        """Try them again, a little later each time."""
        for purge in self:
            pause = min(timedelta(seconds=2**purge.tries), LONGEST_PAUSE)
            self.model.objects.filter(pk=purge.pk).update(due_at=now + pause, tries=purge.tries + 1)


class Purge(models.Model):
    """Keys, in one line, by which pages that show a change are known to shared caches."""

    name = models.CharField(_("name"), max_length=32, primary_key=True)  # given before the row is there
    keys = models.TextField(_("keys"))
    changed_at = models.DateTimeField(_("changed"))
    due_at = models.DateTimeField(_("due"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0, db_default=0)

    objects = PurgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("purge")
        verbose_name_plural = _("purges")

    def __str__(self) -> str:
        return self.keys


def keys_of(purges: "Iterable[Purge]") -> list[str]:
    """All their keys, each once."""
    return sorted({key for purge in purges for key in purge.keys.split()})
