"""Pages: posts outside the stream, nested by `parent`."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from tree_queries.query import TreeQuerySet

from blog.models.post import Post
from blog.models.visibility import PostQuerySet


class PageQuerySet(TreeQuerySet, PostQuerySet):
    """Pages can be walked as a tree as well."""


class PageManager(models.Manager.from_queryset(PageQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> PageQuerySet:
        return PageQuerySet(self.model, using=self._db).filter(kind=Post.Kind.PAGE)


class Page(Post):
    """A page outside the stream of articles, nested by `parent`."""

    objects = PageManager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "title", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = Post.Kind.PAGE
        super().save(*args, **kwargs)
        for child in Page.objects.filter(parent_id=self.pk).exclude(path__startswith=f"{self.path}/"):
            child.save()
