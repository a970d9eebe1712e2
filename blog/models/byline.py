"""Whose names stand over a post, in which order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.user import Author


class PostAuthor(models.Model):
    """A byline on a post, in order."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="post_authors")
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="post_authors")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "author"], name="one_byline_once")]

    def __str__(self) -> str:
        return str(self.author)
