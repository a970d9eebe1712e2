"""When each recurring job is next due, so that of several workers one starts it."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecurringJobQuerySet(models.QuerySet["RecurringJob"]):
    def claim(self, name: str, every: timedelta, now: datetime) -> bool:
        """Whether the caller may start the job now; it is then due again `every` later.

        The guarded update is the lock: of two workers at the same moment one changes the row.
        """
        self.get_or_create(name=name, defaults={"due_at": now})
        return bool(self.filter(name=name, due_at__lte=now).update(due_at=now + every))


class RecurringJob(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    due_at = models.DateTimeField(_("next due"))

    objects = RecurringJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("recurring job")
        verbose_name_plural = _("recurring jobs")

    def __str__(self) -> str:
        return self.name
