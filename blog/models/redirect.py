"""Old addresses and what they became."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from blog.models.post import Post


class RedirectQuerySet(models.QuerySet["Redirect"]):
    """Leaving addresses behind."""

    def leave(self, old_path: str, **target: Any) -> None:
        """From now on `old_path` leads to `target` (one of the model's fields), whatever it led to before."""
        nothing = {"new_path": "", "post": None, "category": None, "image": None}
        self.update_or_create(old_path=old_path, defaults=nothing | target)

    def leave_address_of(self, post: "Post") -> None:
        """Called before a post is saved: what readers knew as its address goes on leading to it."""
        old = type(post).everything.filter(pk=post.pk).values("slug", "path").first() if post.pk else None
        known, new = (old["path"] or old["slug"], post.path or post.slug) if old else ("", "")
        if known != new and post.was_public():
            self.leave(f"/{known}", post=post)


TARGETS = ("post", "category", "image")


class Redirect(models.Model):
    """A path that once answered, and what answers for it now: a row (which may move) or a fixed address.

    Django's own redirects app keeps 200 characters; an Arabic permalink of WordPress needs more."""

    old_path = models.CharField(
        _("old path"), max_length=800, unique=True, help_text=_("With its leading slash, percent-decoded.")
    )
    new_path = models.CharField(_("new address"), max_length=2000, blank=True)
    post = models.ForeignKey("blog.Post", models.CASCADE, null=True, blank=True, db_index=False)
    category = models.ForeignKey("blog.Category", models.CASCADE, null=True, blank=True, db_index=False)
    image = models.ForeignKey("blog.Image", models.CASCADE, null=True, blank=True, db_index=False)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        # Most redirects of a site may lead to pictures. An index of those to articles holds nothing else, or
        # the planner would take the many without an article for those of one.
        indexes = [
            models.Index(fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"redirect_{name}")
            for name in TARGETS
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(new_path="")
                | Q(post__isnull=False)
                | Q(category__isnull=False)
                | Q(image__isnull=False),
                name="redirect_leads_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.old_path
