"""Categories (a tree) and tags (flat)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from blog.converters import address_below
from blog.models.imported import Imported
from blog.models.redirect import Redirect
from blog.models.slugs import SlugField, free_slug, slug_from


class Category(TreeNode, Imported):
    """A subject of the publication. Its name may hold any character; its address is `path`."""

    name = models.CharField(_("name"), max_length=255)
    slug = SlugField(_("slug"), blank=True)
    path = models.CharField(
        max_length=800, unique=True, editable=False, help_text="Slugs from the root, joined by slashes."
    )
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = TreeQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slug_from(self.name)
        if self.siblings().filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("A category beside this one has this slug already.")})

    def siblings(self) -> "models.QuerySet[Category]":
        return Category.objects.filter(parent_id=self.parent_id).exclude(pk=self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep `path` true, here and in every branch below."""
        self.slug = self.slug or free_slug(slug_from(self.name), self.siblings())
        old = self.path
        self.path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        with transaction.atomic():
            super().save(*args, **kwargs)
            if old and old != self.path:
                self.move_branches(old)

    def move_branches(self, old: str) -> None:
        below = Category.objects.filter(path__startswith=f"{old}/")
        for moved, path in [(self, old), *((branch, branch.path) for branch in below)]:
            Redirect.objects.leave(f"/category/{path}", category=moved)
        below.update(path=Concat(models.Value(self.path), Substr("path", len(old) + 1)))

    def get_absolute_url(self) -> str:
        return address_below("category", self.path)


class Tag(TagBase, Imported):
    """A tag. Case does not tell two tags apart; slugs keep their script."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = SlugField(_("slug"), unique=True, blank=True)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What led to its address goes on leading to it when its slug changes."""
        old = Tag.objects.filter(pk=self.pk).first() if self.pk else None
        with transaction.atomic():
            super().save(*args, **kwargs)
            if old and old.slug != self.slug:
                self.move_from(old)

    def move_from(self, old: "Tag") -> None:
        new = self.get_absolute_url()
        Redirect.objects.filter(new_path=old.get_absolute_url()).update(new_path=new)
        Redirect.objects.filter(old_path=f"/tag/{self.slug}/").delete()
        Redirect.objects.leave(f"/tag/{old.slug}/", new_path=new)

    def get_absolute_url(self) -> str:
        return address_below("tag", self.slug)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Called by taggit with i = 1, 2 … while the slug is taken."""
        return slug_from(tag, fallback="tag") + (f"-{i + 1}" if i else "")


class TaggedPost(ItemBase):
    """Which post carries which tag, with real foreign keys."""

    content_object = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="one_tag_once")]
