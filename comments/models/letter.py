"""The outbox: one row a mail, so that none is lost and none is sent twice."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Max, Q, Value, When
from django.utils import timezone

from blog.models import Post, User
from comments.models.writer import Writer

if TYPE_CHECKING:
    from comments.models.reply import Reply

CLAIM = timedelta(minutes=10)  # longer than any sending takes
GIVE_UP = timedelta(days=7)
FORGET = timedelta(days=180)
MOST_REFUSALS = 3  # a server that says "never" three times means it
LONGEST_DELAY = timedelta(hours=1)
AFTER_REFUSAL = timedelta(minutes=20)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Every question about many letters."""

    def unsent(self) -> Self:
        return self.filter(sent_at=None, dropped_at=None)

    def due(self, now: datetime) -> Self:
        """To be sent now, unless a worker is at it: what somebody waits for first, then what never failed."""
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
        urgent = When(kind__in=[Letter.Kind.CONFIRM, Letter.Kind.YOURS], then=Value(0))
        rows = self.unsent().filter(free, due_at__lte=now)
        return rows.order_by(Case(urgent, default=Value(1)), "attempts", "pk")

    def server_away_until(self, now: datetime) -> datetime | None:
        """When the mail server is next to be asked, if it gave no answer when it was asked last."""
        waiting = self.unsent().filter(waits_for_server=True, due_at__gt=now)
        return waiting.aggregate(last=Max("due_at"))["last"]  # type: ignore[no-any-return]

    def wait_for_server(self, now: datetime, until: datetime) -> int:
        """Put off whatever is due; how many."""
        return self.due(now).order_by().update(due_at=until, waits_for_server=True)

    def with_names(self) -> Self:
        """With whom and what they are about, in one query."""
        return self.select_related("writer", "user", "post", "reply__post")

    def give_up(self, now: datetime) -> int:
        """Drop what could not be sent for so long that nobody expects it any more; how many."""
        return self.unsent().filter(made_at__lt=now - GIVE_UP).update(dropped_at=now)

    def latest_about(self, reply: "Reply") -> "Letter | None":
        """The last mail that asks to confirm `reply` at the address under which it stands now."""
        asked = self.filter(kind=Letter.Kind.CONFIRM, reply=reply, writer__key=reply.writer_key)
        return asked.order_by("-pk").first()

    def forgettable(self, now: datetime) -> Self:
        """So long done that nothing could tell the same again."""
        old = Q(sent_at__lt=now - FORGET) | Q(dropped_at__lt=now - FORGET)
        return self.filter(old)

    def take_up_again(self) -> int:
        """Have dropped ones sent after all, because what they tell is true again; how many."""
        now = timezone.now()
        dropped = self.filter(sent_at=None, dropped_at__isnull=False)
        return dropped.update(
            dropped_at=None, claimed_at=None, made_at=now, due_at=now, refusals=0, attempts=0, last_error=""
        )


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
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    refusals = models.PositiveSmallIntegerField(default=0)  # how often it was refused for good (5xx)
    waits_for_server = models.BooleanField(default=False)  # put off because no mail server answered
    last_error = models.CharField(max_length=200, blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # wanted no more when its turn came, or given up

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, dropped_at=None), name="letter_due")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def was_refused(self) -> bool:
        """Whether the mail server said that there is nobody of this address."""
        return self.sent_at is None and self.refusals > 0

    @property
    def address(self) -> str:
        """Where it goes: to somebody of the publication, else to a writer. Empty if there is neither."""
        whom = self.user or self.writer
        return whom.email if whom else ""

    def claim(self) -> bool:
        """Make it this worker's to send; False if it was sent, or another may be sending it at this moment.

        A claim lapses, because a worker may die with it. No lock is held while a mail server is waited for.
        """
        now = timezone.now()
        free = self._same().unsent().filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM))
        changed = free.update(claimed_at=now, attempts=F("attempts") + 1, waits_for_server=False)
        self.attempts += changed
        return bool(changed)

    def put_off(self, error: str, *, refused: bool = False) -> datetime:
        """It could not be sent; when it is to be tried again: after one minute, two, four … an hour.

        A server that refuses it for good is asked again only twice, since some mean less than they say.
        """
        now = timezone.now()
        delay = AFTER_REFUSAL if refused else timedelta(minutes=1) * 2 ** min(self.attempts - 1, 10)
        self.due_at = now + min(delay, LONGEST_DELAY)
        self.refusals += refused
        self._same().unsent().update(
            claimed_at=None,
            due_at=self.due_at,
            refusals=self.refusals,
            last_error=error[:200],
            dropped_at=now if self.refusals >= MOST_REFUSALS else None,
        )
        return self.due_at

    def release(self, error: str = "") -> None:
        """It was not tried after all, or by no fault of its own: it may be tried again at once."""
        self._same().unsent().update(claimed_at=None, last_error=error[:200])

    def mark_sent(self) -> None:
        self._same().update(sent_at=timezone.now(), last_error="")

    def drop(self) -> None:
        """Nobody wants it any more."""
        self._same().unsent().update(dropped_at=timezone.now())

    def _same(self) -> LetterQuerySet:
        return Letter.objects.filter(pk=self.pk)
