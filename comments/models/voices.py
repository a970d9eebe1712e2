"""What readers do to a reply besides answering it: recommend it, report it; and its own earlier words."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.writer import Writer


class Recommendation(models.Model):
    """One confirmed address found a reply worth reading."""

    reply = models.ForeignKey("comments.Reply", on_delete=models.CASCADE, related_name="recommendations")
    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="recommendations")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "writer"], name="recommended_once")]

    def __str__(self) -> str:
        return f"{self.reply_id} by {self.writer_id}"


class ReportQuerySet(models.QuerySet["Report"]):
    """Every question about many reports."""

    def open(self) -> Self:
        """Not answered by a moderator's decision yet."""
        return self.filter(settled_at=None)

    def made_between(self, start: datetime, end: datetime) -> Self:
        return self.filter(made_at__gte=start, made_at__lt=end)

    def settled(self) -> Self:
        return self.exclude(settled_at=None)


class Report(models.Model):
    """A reader asks moderators to look at a reply. `reporter` is a keyed hash of address or network."""

    class Why(models.TextChoices):
        ABUSE = "abuse", _("It attacks a person")
        HATE = "hate", _("It spreads hatred")
        FALSEHOOD = "falsehood", _("It says something false about somebody")
        PRIVACY = "privacy", _("It gives away personal data")
        SPAM = "spam", _("It is spam")
        OFF_TOPIC = "off-topic", _("It has nothing to do with the article")
        OTHER = "other", _("Something else")

    reply = models.ForeignKey("comments.Reply", on_delete=models.CASCADE, related_name="reports")
    reporter = models.CharField(max_length=64)
    why = models.CharField(_("reason"), max_length=12, choices=Why.choices)
    note = models.CharField(_("what is wrong"), max_length=1000, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["reply", "reporter"], name="reported_once")]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.why}"


class Version(models.Model):
    """What a reply said before its writer changed it; for moderators alone."""

    reply = models.ForeignKey("comments.Reply", on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.replaced_at:%Y-%m-%d %H:%M}"
