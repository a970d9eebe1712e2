"""What author and editor say to each other about a post, and what they tell readers was wrong in it."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from blog.models.post import Post
    from blog.models.user import User


class NoteQuerySet(models.QuerySet["Note"]):
    """Questions about many notes."""

    def of(self, post: "Post") -> Self:
        """The talk about one post, in its order, with who wrote and who settled it."""
        return self.filter(post=post).select_related("user", "settled_by")

    def open(self) -> Self:
        """Not settled."""
        return self.filter(settled_at=None)

    def waiting_for(self, user: "User", posts: models.QuerySet[Any]) -> Self:
        """What others have said since `user` last spoke, about `posts` that are theirs, about which they have
        spoken, or whose author nobody has answered; newest first."""
        notes = Note.objects.filter(post=OuterRef("post"))
        mine = notes.filter(user=user)
        answered = notes.exclude(user=OuterRef("user"))
        concerned = Q(post__owner=user) | Q(post__authors__user=user) | Q(Exists(mine))
        asked = Q(user=F("post__owner")) & ~Exists(answered)
        about = Exists(posts.order_by().filter(pk=OuterRef("post")))
        found = self.open().exclude(user=user).filter(concerned | asked, about)
        unanswered = found.exclude(Exists(mine.filter(written_at__gt=OuterRef("written_at"))))
        return self.filter(pk__in=unanswered.values("pk")).select_related("post", "user").order_by("-pk")


class Note(models.Model):
    """A word between author and editor. Readers never see it."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="notes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="written_notes"
    )
    text = models.TextField(_("note"))
    passage = models.TextField(
        _("about this passage"), blank=True, help_text=_("The words of the text that the note is about.")
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    def settle(self, user: "User") -> None:
        """It needs nobody's attention any more."""
        self.settled_at, self.settled_by = timezone.now(), user
        self.save(update_fields=["settled_at", "settled_by"])

    def reopen(self) -> None:
        self.settled_at = self.settled_by = None
        self.save(update_fields=["settled_at", "settled_by"])


class Correction(models.Model):
    """A dated correction that readers see. Replies written before `made_at` were written to the old text."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(_("correction"), help_text=_("What was wrong, and what is right."))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
