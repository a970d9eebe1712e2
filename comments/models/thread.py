"""What is kept, not counted, about each article's replies, and its own rules for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from django.db import connection, models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from comments.models.states import Mode

HOLD = {"sqlite": "SELECT 1 FROM comments_thread WHERE post_id = %s"}  # its transactions are alone anyway
HOLD["postgresql"] = f"{HOLD['sqlite']} FOR UPDATE"
COUNT = """
INSERT INTO comments_thread (post_id, approved_count, waiting_count, last_reply_at, removed, mode)
VALUES (%s, 1, 0, %s, %s, %s)
ON CONFLICT (post_id) DO UPDATE SET
  approved_count = comments_thread.approved_count + 1,
  last_reply_at = CASE WHEN comments_thread.last_reply_at > excluded.last_reply_at
    THEN comments_thread.last_reply_at ELSE excluded.last_reply_at END
"""


class ThreadQuerySet(models.QuerySet["Thread"]):
    def hold(self, post_id: int) -> "Thread":
        """The article's thread, made if there is none, and held until the transaction ends.

        Whatever adds to a thread or changes the state of its replies holds it first.
        """
        held = self.select_for_update().filter(pk=post_id).first()
        if held is None:
            self.bulk_create([Thread(post_id=post_id)], ignore_conflicts=True)
            held = self.select_for_update().get(pk=post_id)
        return held

    def hold_alone(self, post_id: int) -> None:
        """`hold`, for whoever asks nothing of the thread."""
        with connection.cursor() as cursor:
            cursor.execute(HOLD[connection.vendor], [post_id])
            is_there = cursor.fetchone()
        if not is_there:
            self.hold(post_id)

    def hold_and_count_read(self, post_id: int, moment: datetime) -> None:
        """Hold the thread, made if there is none, for a new reply of that moment that is read at once."""
        stored = str(connection.ops.adapt_datetimefield_value(moment))
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [post_id, stored, "{}", ""])

    def hold_and_count_waiting(self, post_id: int) -> None:
        """Hold the thread, made if there is none, for a new reply that waits for a moderator."""
        more = {"waiting_count": F("waiting_count") + 1}
        if not self.filter(pk=post_id).update(**more):
            self.hold(post_id)
            self.filter(pk=post_id).update(**more)

    def hold_many(self, post_ids: Sequence[int]) -> "dict[int, Thread]":
        """`hold()` for many articles (keys in their order, so that nobody waits for each other)."""
        held = self.select_for_update().order_by("pk").in_bulk(post_ids)
        missing = [key for key in post_ids if key not in held]
        if missing:
            made = self.bulk_create([Thread(post_id=key) for key in missing], ignore_conflicts=True)
            if connection.vendor == "sqlite":  # where nobody else can have made any meanwhile
                return held | {thread.pk: thread for thread in made}
            held |= self.select_for_update().order_by("pk").in_bulk(missing)
        return held

    def most_discussed(self, number: int, now: datetime | None = None) -> Self:
        """Those with the most replies under articles that everybody can read, the newest first among equals:
        the first ones of an index."""
        read = Post.objects.readable(now).filter(pk=OuterRef("post_id"))
        found = self.filter(Exists(read), approved_count__gt=0).order_by("-approved_count", "-post_id")
        return found[:number]

    def hold_all(self) -> None:
        """Every thread: until the transaction ends nobody replies or decides."""
        list(self.select_for_update().order_by("pk").values_list("pk"))


class Thread(models.Model):
    """What is kept, not counted, about an article's replies."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="thread", primary_key=True)
    approved_count = models.IntegerField(default=0)
    waiting_count = models.IntegerField(default=0)
    last_reply_at = models.DateTimeField(null=True, blank=True)
    removed = models.JSONField(default=dict, editable=False)  # reason: how many were removed for it
    mode = models.CharField(
        _("who waits for a moderator"),
        max_length=5,
        choices=Mode.choices,
        blank=True,
        help_text=_("Empty: as everywhere."),
    )
    closes_at = models.DateTimeField(_("replies close"), null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = [models.Index(fields=["-approved_count", "-post"], name="thread_most_discussed")]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.approved_count}"
