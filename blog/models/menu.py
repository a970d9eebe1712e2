"""The lines of the publication's menus."""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post
from blog.models.publication import Publication


class MenuItemQuerySet(models.QuerySet["MenuItem"]):
    """Questions about many lines."""

    def leading_somewhere(self, at: datetime | None = None) -> Self:
        """Without those whose article or page readers cannot see (yet, or any more)."""
        seen = Post.everything.published(at)
        page, post = (Exists(seen.filter(pk=OuterRef(f"{name}_id"))) for name in ("page", "post"))
        return self.filter(Q(page=None) | page, Q(post=None) | post)


class MenuItem(models.Model):
    """A line of a menu: a category, a page, an article, any address, or only words above other lines.

    Readers are shown two levels: lines, and lines under a line."""

    class Place(models.TextChoices):
        HEADER = "header", _("under the nameplate")
        FOOTER = "footer", _("at the foot")
        SPARE = "spare", _("kept aside")  # readers see nothing of it

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="menu", default=1)
    place = models.CharField(_("place"), max_length=6, choices=Place.choices, default=Place.HEADER)
    label = models.CharField(
        _("label"), max_length=255, blank=True, help_text=_("Empty: the name of what it leads to.")
    )
    category = models.ForeignKey("blog.Category", null=True, blank=True, on_delete=models.CASCADE)
    page = models.ForeignKey("blog.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("blog.Post", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    url = models.CharField(_("address"), max_length=2000, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("under"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = MenuItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("menu line")
        verbose_name_plural = _("menus")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label or str(self.category or self.page or self.post or self.url)

    def clean(self) -> None:
        targets = sum(map(bool, (self.category_id, self.page_id, self.post_id, self.url)))
        if targets > 1 or not (targets or self.label):
            raise ValidationError(_("Choose one: a category, a page, an article, or an address."))
        if self.url and not self.url.startswith(("/", "https://", "http://", "mailto:")):
            raise ValidationError({"url": _("An address starts with / or https://")})

    def get_absolute_url(self) -> str:
        """Where it leads; empty for mere words."""
        target = self.category or self.page or self.post
        return target.get_absolute_url() if target else self.url
