"""Who is told of which answer: one row each, so that nobody is told twice and no mail is forgotten."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

CLAIM = timedelta(minutes=10)  # longer than any sending takes
TASKS_END = timedelta(hours=4)  # by then a task has had all its attempts
GIVE_UP = timedelta(days=7)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Every question about many notices."""

    def unsent(self) -> Self:
        return self.filter(sent_at=None)

    def late(self, now: datetime) -> Self:
        """Not sent although their tasks have ended, as after a night without a mail server."""
        return self.unsent().filter(made_at__lt=now - TASKS_END, made_at__gt=now - GIVE_UP)


class Notice(models.Model):
    """The writer of `parent` is to be told of `answer`. Without `sent_at` that is still to be done."""

    parent = models.ForeignKey("comments.Reply", on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey("comments.Reply", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "answer"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.parent_id} of {self.answer_id}"

    def claim(self) -> bool:
        """Make it this worker's to send; False if it was sent, or another may be sending it at this moment.

        A claim lapses, because a worker may die with it. No lock is held while a mail server is waited for.
        """
        now = timezone.now()
        free = self._same().unsent().filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM))
        return bool(free.update(claimed_at=now))

    def release(self) -> None:
        """Sending failed: it may be tried again at once."""
        self._same().unsent().update(claimed_at=None)

    def mark_sent(self) -> None:
        self._same().update(sent_at=timezone.now())

    def _same(self) -> NoticeQuerySet:
        return Notice.objects.filter(pk=self.pk)
