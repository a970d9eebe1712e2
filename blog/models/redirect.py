"""Old addresses and what they became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Redirect(models.Model):
    """A path that once answered, and what answers for it now: a row (which may move) or a fixed address.

    Django's own redirects app keeps 200 characters; an Arabic permalink of WordPress needs more."""

    old_path = models.CharField(
        _("old path"), max_length=800, unique=True, help_text=_("With its leading slash, percent-decoded.")
    )
    new_path = models.CharField(_("new address"), max_length=2000, blank=True)
    post = models.ForeignKey("blog.Post", null=True, blank=True, on_delete=models.CASCADE)
    category = models.ForeignKey("blog.Category", null=True, blank=True, on_delete=models.CASCADE)
    image = models.ForeignKey("blog.Image", null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
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
