"""Links by which people without a login read what is not published yet."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Questions about many preview links."""

    def living(self) -> Self:
        """Those that still open, the first to expire first."""
        return self.filter(ended_at=None, expires_at__gt=timezone.now()).order_by("expires_at", "pk")

    def end(self) -> int:
        """Let none of them open any more; how many did until now."""
        return self.living().update(ended_at=timezone.now())


class PreviewLink(models.Model):
    """A link that shows one post to whoever has it, until it expires or is ended.

    The address is no column: it is signed anew whenever it is shown (blog/revisions/previewing.py)."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="preview_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    shows_unsaved = models.BooleanField(
        default=False, help_text="Also what its maker has typed into the form and not saved."
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.post_id}, {self.expires_at:%Y-%m-%d %H:%M}"

    @property
    def is_over(self) -> bool:
        """Ended by hand, or expired."""
        return self.ended_at is not None or self.expires_at <= timezone.now()
