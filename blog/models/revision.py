"""What a post held, or is to hold, at one moment: its history, working copies and unsaved words."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about many revisions."""

    def history(self) -> Self:
        """What was saved on purpose, and what was set aside in its favour, newest first."""
        return self.exclude(kind__in=[Revision.Kind.AUTOSAVE, Revision.Kind.WORKING]).order_by("-pk")

    def unfinished(self) -> Self:
        """Working copies and unsaved words, without what they hold: that there are some is said in lists."""
        kinds = [Revision.Kind.WORKING, Revision.Kind.AUTOSAVE]
        return self.filter(kind__in=kinds).only("post", "kind").order_by("-kind")

    def readable_by(self, user: Any) -> Self:
        """What `user` may look at: what others have typed and not saved is theirs alone."""
        return self.exclude(Q(kind=Revision.Kind.AUTOSAVE) & ~Q(user_id=user.pk)).exclude(content={})

    def working_copy_of(self, post_id: int) -> "Revision | None":
        """What an article that readers see is to become at the next “Update”."""
        return self.filter(post_id=post_id, kind=Revision.Kind.WORKING).first()

    def typed(self, post_id: int) -> Self:
        """What anybody typed into forms of the post and did not save, newest first."""
        return self.filter(post_id=post_id, kind=Revision.Kind.AUTOSAVE).order_by("-saved_at", "-pk")

    def typed_by(self, user_id: int, post_id: int) -> "Revision | None":
        """What `user` typed last into a form of the post and did not save."""
        return self.typed(post_id).filter(user_id=user_id).first()

    def of_form(self, form: str, user_id: int) -> "Revision | None":
        """What came of a form that `user` has or had open."""
        return self.filter(form=form, user_id=user_id).select_related("post").first() if form else None


class Revision(models.Model):
    """The whole content of a post at one moment (text, titles, taxonomy, media, pictures, all together)."""

    class Kind(models.TextChoices):
        AUTOSAVE = "autosave", _("typed, not saved")  # one row for each open form, written over
        WORKING = "working", _("working copy")  # one a post
        SAVED = "saved", _("saved")
        PUBLISHED = "published", _("published")  # what readers saw from then on
        ASIDE = "aside", _("set aside")  # typed or worked out, and not taken

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField(default=dict, help_text="As blog.revisions.contents.content_of() gives it.")
    typed = models.JSONField(
        default=dict, blank=True, help_text="Of an autosave: the form as typed, field name to list of values."
    )
    form = models.CharField(
        max_length=36,
        blank=True,
        help_text="The token of the form that it came from, while that may send more.",
    )
    base = models.PositiveIntegerField(default=0, help_text="The post's version that it was begun from.")
    saved_at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        indexes = [models.Index(fields=["post", "kind", "-id"], name="revision_of_post")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form"], condition=~Q(form=""), name="one_revision_a_form"
            ),
            models.UniqueConstraint(fields=["post"], condition=Q(kind="working"), name="one_working_copy"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.saved_at:%Y-%m-%d %H:%M}"
