"""What there is to be heard of: replies that became readable, and replies that wait."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comments.models.reply import Reply


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Every question about many announcements."""

    def speakable(self) -> Self:
        """Those of replies that everybody can read now; asked of each, since few are asked about."""
        return self.filter(models.Exists(Reply.objects.public().filter(pk=models.OuterRef("pk"))))

    def untold(self) -> Self:
        """Of which those who want to hear at once have heard nothing yet."""
        return self.speakable().filter(told_at=None).select_related("reply__post")

    def undigested(self, before: datetime) -> Self:
        """What came before that moment and stood in no digest yet, the oldest first."""
        rows = self.speakable().filter(digested_at=None, made_at__lt=before)
        return rows.select_related("reply__post").order_by("made_at", "pk")


class Announcement(models.Model):
    """A reply became readable, and followers are to hear of it: one row a reply, made in that transaction.

    What is imported is announced to nobody.
    """

    reply = models.OneToOneField(
        "comments.Reply", on_delete=models.CASCADE, primary_key=True, related_name="announcement"
    )
    made_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)  # letters to those who want to hear at once are written
    digested_at = models.DateTimeField(null=True)  # it had its turn in the digests

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["made_at"], condition=Q(told_at=None), name="announcement_untold"),
            models.Index(fields=["made_at"], condition=Q(digested_at=None), name="announcement_undigested"),
            models.Index(fields=["digested_at"], name="announcement_digested"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Vigil(models.Model):
    """Since when moderators have replies waiting, as far as they are told: one row, gone when none waits."""

    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"
