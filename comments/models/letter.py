"""The outbox: one row a mail, so that none is lost and none is sent twice."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from blog.models import Post, User
from comments.models.writer import Writer

CLAIM = timedelta(minutes=10)  # longer than any sending takes
TASKS_END = timedelta(hours=4)  # by then a task has had all its attempts
GIVE_UP = timedelta(days=7)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Every question about many letters."""

    def unsent(self) -> Self:
        return self.filter(sent_at=None, dropped_at=None)

    def late(self, now: datetime) -> Self:
        """Not sent although their tasks have ended, as after a night without a mail server."""
        return self.unsent().filter(made_at__lt=now - TASKS_END, made_at__gt=now - GIVE_UP)


class Letter(models.Model):
    """A mail to one address. What it says is written when it is sent, from what is true by then."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm"  # the link that confirms an address
        YOURS = "yours"  # the link to “Your replies”
        ANSWER = "answer"  # of one reply, to a follower or to the article's author
        DIGEST = "digest"  # of a day's replies
        DECISION = "decision"  # why a reply was removed
        QUEUE = "queue"  # what waits, to a moderator

    key = models.CharField(max_length=200, unique=True)  # what it tells whom: the same is never told twice
    kind = models.CharField(max_length=10, choices=Kind.choices)
    writer = models.ForeignKey(Writer, null=True, on_delete=models.CASCADE, related_name="letters")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    reply = models.ForeignKey("comments.Reply", null=True, on_delete=models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # wanted no more when its turn came

    objects = LetterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key

    def claim(self) -> bool:
        """Make it this worker's to send; False if it was sent, or another may be sending it at this moment.

        A claim lapses, because a worker may die with it. No lock is held while a mail server is waited for.
        """
        now = timezone.now()
        free = self._same().unsent().filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM))
        return bool(free.update(claimed_at=now, attempts=F("attempts") + 1))

    def release(self) -> None:
        """Sending failed: it may be tried again at once."""
        self._same().unsent().update(claimed_at=None)

    def mark_sent(self) -> None:
        self._same().update(sent_at=timezone.now())

    def drop(self) -> None:
        """Nobody wants it any more."""
        self._same().unsent().update(dropped_at=timezone.now())

    def _same(self) -> LetterQuerySet:
        return Letter.objects.filter(pk=self.pk)
