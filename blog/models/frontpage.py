"""What editors have chosen for the front page; without a choice, time decides."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FrontPickQuerySet(models.QuerySet["FrontPick"]):
    """Questions about many picks."""

    def standing(self, now: datetime | None = None) -> Self:
        """Those whose time is not over, the leading one first."""
        lasting = Q(until=None) | Q(until__gt=now or timezone.now())
        return self.filter(lasting).order_by("position", "pk")


class FrontPick(models.Model):
    """An article that editors have put on the front page by hand. The first one leads."""

    post = models.OneToOneField("blog.Post", on_delete=models.CASCADE, related_name="front_pick")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = FrontPickQuerySet.as_manager()

    class Meta:
        verbose_name = _("pick for the front page")
        verbose_name_plural = _("picks for the front page")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.post)
