"""What the page of a post shows beside its text, read in as few queries as there are kinds of it."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.functional import cached_property

from blog.models.user import Author
from blog.pagecache import recording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blog.models.editorial import Correction
    from blog.models.media import Image, PostImage
    from blog.models.medialink import MediaLink
    from blog.subjects import Subject


class Shown(models.Model):
    """The parts of a post that hang on it: authors, media links, pictures."""

    if TYPE_CHECKING:
        body_html: Any
        corrections: Any
        featured_image: Image | None
        featured_image_id: int | None
        media_links: Any
        post_authors: Any
        post_images: Any

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        post = super().from_db(*args, **kwargs)
        post.was_read()
        return post

    def was_read(self) -> None:
        """A page that is being rendered shows what it reads."""
        recording.row_read("post", self.pk)

    has_media = has_pictures = has_corrections = True  # for_reading() finds out; True where nobody has

    def read_parts(self) -> None:
        """Read the media links, pictures and corrections that its page shows, in queries of a fixed number,
        and in none for what it has not."""
        if not (self.has_media or self.has_pictures or self.has_corrections or self.featured_image_id):
            return
        attached = models.Prefetch("post_images", self.post_images.model.objects.select_related("image"))
        parts: list[Any] = [
            *(["media_links__poster", "media_links__found_poster"] * self.has_media),
            *([attached] * self.has_pictures),
        ]
        parts += ["corrections"] * self.has_corrections
        models.prefetch_related_objects([self], *parts)
        pictures = [self.featured_image, *(each.image for each in self.pictures_below)]
        models.prefetch_related_objects([image for image in pictures if image], "renditions")

    @cached_property
    def byline(self) -> "Sequence[Author | Subject]":
        """Its authors in their order; a list of articles has read them already."""
        return [entry.author for entry in self.post_authors.all()]

    @property
    def pictures_below(self) -> "list[PostImage]":
        """Attached pictures that neither the text nor the head of the article shows."""
        return [
            each
            for each in (self.post_images.all() if self.has_pictures else ())
            if each.image_id != self.featured_image_id and not each.image.is_shown_in(self.body_html)
        ]

    @property
    def corrected(self) -> "list[Correction]":
        """What editors have put right since it appeared, oldest first."""
        return list(self.corrections.all()) if self.has_corrections else []

    @property
    def lead_media(self) -> "list[MediaLink]":
        links = self.media_links.all() if self.has_media else ()
        return [link for link in links if link.placement == "lead"]
