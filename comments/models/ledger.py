"""What was decided about replies: appended, never changed; and what writers say against it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post, User
from comments.models.states import Reason, ReplyStatus

if TYPE_CHECKING:
    from comments.models.reply import Reply


class LedgerError(RuntimeError):
    """Somebody tried to change what was written down."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Every question about many decisions. They are appended and read, nothing else."""

    def update(self, **kwargs: Any) -> int:
        raise LedgerError(_("What was decided is not changed; decide anew."))

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise LedgerError(_("What was decided is not changed; decide anew."))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused; what never was part of the debate leaves by comments.moderating.ledger.take_out()."""
        raise LedgerError(_("What was decided is not taken out of the ledger."))

    def made_between(self, start: datetime, end: datetime) -> Self:
        return self.filter(made_at__gte=start, made_at__lt=end)

    def let_out(self, replies: Iterable[int]) -> dict[int, datetime]:
        """When each of these replies (numbers) was last approved by a decision."""
        rows = self.filter(reply_id__in=list(replies), became=ReplyStatus.APPROVED).order_by("pk")
        return dict(rows.values_list("reply_id", "made_at"))

    def standing(self) -> Self:
        """Neither undone nor the undoing of another."""
        return self.filter(undoes=None, undone_by=None)

    def appeals(self) -> Self:
        """By which writers brought what was removed back before the moderators."""
        return self.filter(
            actor=Decision.Actor.WRITER,
            was__in=[ReplyStatus.SPAM, ReplyStatus.TRASH],
            became=ReplyStatus.PENDING,
        )

    def with_appeals(self) -> Self:
        """Each with whether it `is_appealed`: its reply's writer had appealed before it was made."""
        earlier = Decision.objects.appeals().filter(reply_id=OuterRef("reply_id"), pk__lt=OuterRef("pk"))
        return self.annotate(is_appealed=Exists(earlier))

    def ending_a_wait(self) -> Self:
        """A moderator's first decision about a reply that had waited for one from the beginning."""
        earlier = Decision.objects.filter(reply_id=OuterRef("reply_id"), pk__lt=OuterRef("pk"))
        first = self.standing().filter(actor=Decision.Actor.MODERATOR, was=ReplyStatus.PENDING)
        return first.exclude(Exists(earlier))

    def removals_of(self, replies: "Iterable[Reply]") -> Self:
        """The decisions by which these are out of readers' sight now: for each the last that moved it."""
        numbers = [reply.pk for reply in replies]
        later = Decision.objects.filter(reply_id=OuterRef("reply_id"), pk__gt=OuterRef("pk"))
        out = self.filter(reply_id__in=numbers, became__in=[ReplyStatus.SPAM, ReplyStatus.TRASH])
        return out.exclude(Exists(later))

    def about(self, posts: models.QuerySet[Post]) -> Self:
        """Of replies to these articles."""
        return self.filter(post_id__in=posts.values("pk"))

    def reason_before(self, decision: "Decision") -> str:
        """For which reason a reply was removed, when `decision` moved it on from there."""
        earlier = self.filter(reply_id=decision.reply_id, became=decision.was, pk__lt=decision.pk)
        return earlier.order_by("-pk").values_list("reason", flat=True).first() or ""

    def by_moderators(self) -> Self:
        return self.filter(actor=Decision.Actor.MODERATOR)

    def said_before(self, decision: "Decision") -> bool:
        """Whether a moderator had put the reply into the state from which `decision` moved it."""
        earlier = self.by_moderators().filter(reply_id=decision.reply_id, pk__lt=decision.pk)
        return earlier.order_by("-pk").values_list("became", flat=True).first() == decision.was


class Decision(models.Model):
    """One move of one reply. It outlives the reply, the article and the moderator: nothing here cascades."""

    class Actor(models.TextChoices):
        MODERATOR = "moderator", _("moderator")
        WRITER = "writer", _("the writer")
        READERS = "readers", _("readers' reports")
        SITE = "site", _("the site's rules")

    reply = models.ForeignKey(
        "comments.Reply", on_delete=models.DO_NOTHING, db_constraint=False, related_name="decisions"
    )
    post = models.ForeignKey(Post, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    actor = models.CharField(_("decided by"), max_length=10, choices=Actor.choices)
    by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("who"),
    )
    by_name = models.CharField(_("name"), max_length=150, blank=True)
    made_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    was = models.CharField(_("from"), max_length=12, choices=ReplyStatus.choices)
    became = models.CharField(_("to"), max_length=12, choices=ReplyStatus.choices)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices, blank=True)
    note = models.TextField(_("note to the writer"), blank=True)
    undoes = models.ForeignKey(
        "self", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="undone_by"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["reply", "-id"], name="decision_of_reply")]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.was} → {self.became}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Appends. Raises LedgerError for a row that is written already."""
        if self.pk:
            raise LedgerError(_("What was decided is not changed; decide anew."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise LedgerError(_("What was decided is not taken out of the ledger."))


class Appeal(models.Model):
    """What a writer says against a removal: once a reply."""

    reply = models.OneToOneField("comments.Reply", on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(_("appeal"), blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return f"{self.reply_id}"
