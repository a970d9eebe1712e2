"""Those who write without an account: one row an address, and the proof that it is theirs."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post, User
from comments.models.reply import Reply
from comments.models.states import Cadence
from comments.models.writerkey import writer_key

ASKED_WITHIN = timedelta(hours=1)

# The row of an address, made if there is none, with one mail more; an hour begins anew when the old is over.
ASK = """
INSERT INTO comments_writer (key, email, made_at, trusted, mail, asked, asked_until)
VALUES (%(key)s, %(email)s, %(now)s, %(no)s, %(mail)s, 1, %(end)s)
ON CONFLICT (key) DO UPDATE SET
  asked = CASE WHEN comments_writer.asked_until > %(now)s THEN comments_writer.asked + 1 ELSE 1 END,
  asked_until = CASE
    WHEN comments_writer.asked_until > %(now)s THEN comments_writer.asked_until ELSE excluded.asked_until
  END
RETURNING id, asked
"""


class WriterQuerySet(models.QuerySet["Writer"]):
    """Every question about many writers."""

    def of(self, email: str) -> "Writer":
        """The row of this address, made if there is none."""
        known = {"email": email.strip()}
        return self.get_or_create(key=writer_key(email), defaults=known)[0]

    def to_ask(self, email: str) -> "Writer":
        """The row of this address, made if there is none, with one more in `asked`: the mails of this hour
        that ask its owner to confirm something. One statement, whoever asks at the same moment."""
        now = timezone.now()
        writer = Writer(key=writer_key(email), email=email.strip(), made_at=now)
        stored = connection.ops.adapt_datetimefield_value
        given: dict[str, Any] = {"key": writer.key, "email": writer.email, "mail": writer.mail, "no": False}
        with connection.cursor() as cursor:
            cursor.execute(ASK, {**given, "now": str(stored(now)), "end": str(stored(now + ASKED_WITHIN))})
            writer.pk, writer.asked = cursor.fetchone()
        return writer

    def confirmed(self) -> Self:
        """Their owners have once answered a mail."""
        return self.filter(confirmed_at__isnull=False)

    def trusted(self) -> Self:
        return self.filter(trusted=True)

    def unused(self, before: datetime) -> Self:
        """Typed by somebody before that moment, never confirmed, and holding nothing any more."""
        idle = self.filter(confirmed_at=None, trusted=False, user=None, made_at__lt=before)
        idle = idle.filter(follows=None, confirmations=None)
        return idle.exclude(key__in=Reply.objects.order_by().values("writer_key"))


class Writer(models.Model):
    """One address. `confirmed_at` says that its owner has once answered a mail; which browser belongs to
    them, a signed cookie says (comments/writers/confirming.py)."""

    key = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254)
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="writer", editable=False
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    trusted = models.BooleanField(
        _("trusted"), default=False, help_text=_("Replies from this address wait for nobody.")
    )
    mail = models.CharField(
        _("mail about replies"), max_length=8, choices=Cadence.choices, default=Cadence.AT_ONCE
    )
    asked = models.PositiveIntegerField(
        default=0, db_default=0, editable=False
    )  # mails of the hour that ends then
    asked_until = models.DateTimeField(null=True, editable=False)

    objects = WriterQuerySet.as_manager()

    class Meta:
        verbose_name = _("writer of replies")
        verbose_name_plural = _("writers of replies")
        ordering = ["email"]

    def __str__(self) -> str:
        return self.email

    def confirm(self) -> None:
        """Its owner has answered a mail, now if not before."""
        Writer.objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=timezone.now())


class Confirmation(models.Model):
    """One mailed link. Only the hash of its token is kept; each attempt to send makes its own."""

    class Purpose(models.TextChoices):
        REPLY = "reply", _("publish a reply")
        FOLLOW = "follow", _("follow")
        RECOMMEND = "recommend", _("recommend a reply")

    GOOD_FOR = timedelta(days=7)

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="confirmations")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    reply = models.ForeignKey("comments.Reply", null=True, on_delete=models.CASCADE, related_name="+")
    cadence = models.CharField(max_length=8, choices=Cadence.choices, blank=True)  # of what is to be followed
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose}: {self.writer_id}"

    @property
    def is_over(self) -> bool:
        """Whether its time has passed unused, or the reply stands under another address by now."""
        if self.purpose == self.Purpose.REPLY and self.reply and self.reply.writer_key != self.writer.key:
            return True
        return self.used_at is None and self.expires_at < timezone.now()

    def was_used_within(self, time: timedelta) -> bool:
        """By the row as it is now, since several may press at the same moment."""
        since = timezone.now() - time
        return Confirmation.objects.filter(pk=self.pk, used_at__gt=since).exists()
