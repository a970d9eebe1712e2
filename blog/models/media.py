"""Pictures with their renditions."""

import hashlib
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from blog import images
from blog.models.imported import Imported
from blog.models.picturefile import PictureField
from blog.rendering import Picture
from blog.rendering.pictures import SIZE_SUFFIX

SIZES = "(min-width: 42rem) 38rem, 92vw"  # the article's measure (static/css/tokens.css)


def source_key(url: str) -> str:
    """A short key of an address, the same for http and https: addresses are too long for an index."""
    place = url.split("://", 1)[-1]
    return hashlib.sha256(place.encode()).hexdigest()[:32] if place else ""


class ImageQuerySet(models.QuerySet["Image"]):
    """Questions about many pictures."""

    def shown_at(self, url: str) -> "Image | None":
        """The picture that an address in a text means: a file of ours, or where an import found it.

        WordPress writes the addresses of its smaller sizes (`harbour-300x200.jpg`) into texts."""
        base = unquote(urlsplit(url).path)
        if base.startswith(settings.MEDIA_URL):
            return self.filter(file=base.removeprefix(settings.MEDIA_URL)).first()
        return self.filter(source_key__in={source_key(url), source_key(SIZE_SUFFIX.sub("", url))}).first()


class Image(Imported):
    """A picture of the media library. Without a file (an import whose picture is not at hand yet) pages show
    its caption and a link to `source_url`, and readers' browsers ask no other host."""

    file = PictureField(_("file"), upload_to="images/%Y/%m/", max_length=500, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    alt = models.TextField(
        _("alternative text"),
        blank=True,
        help_text=_("What the picture shows, for whoever cannot see it. Empty only for decoration."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=255, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    mime_type = models.CharField(max_length=100, blank=True, editable=False)
    source_url = models.CharField(
        _("original address"), max_length=2000, blank=True, help_text=_("Where the picture came from.")
    )
    source_key = models.CharField(max_length=32, blank=True, editable=False, db_index=True)
    focus_x = models.FloatField(
        default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)], editable=False
    )
    focus_y = models.FloatField(
        default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)], editable=False
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImageQuerySet.as_manager()
    has_new_file = False  # since the row was read: its sizes are to be made anew

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title or self.file.name or self.source_url or f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key of its origin; a new file has its smaller sizes made by a task."""
        from blog.tasks import make_renditions  # tasks import the models

        self.source_key = source_key(self.source_url)
        super().save(*args, **kwargs)
        if self.has_new_file:
            self.has_new_file = False
            self.drop_renditions()
            make_renditions.enqueue(self.pk)

    def make_renditions(self) -> int:
        """Make the sizes that are missing; how many. Safe to repeat, and harmless without a file."""
        if not self.file:
            return 0
        here = set(self.renditions.values_list("format", "width"))
        with self.file.open() as stored:
            made = list(images.make_renditions(stored.read(), here=here))
        for size in made:
            self.keep_rendition(size)
        return len(made)

    def keep_rendition(self, size: "images.RenditionBytes") -> None:
        """Store one size; of two tasks at once one wins."""
        file = ContentFile(size.content, name=size.name(str(self.file.name)))
        self.renditions.get_or_create(
            format=size.format, width=size.width, defaults={"height": size.height, "file": file}
        )

    def drop_renditions(self) -> None:
        """Forget the sizes of a file that was replaced, and delete their files."""
        for rendition in self.renditions.all():
            rendition.file.delete(save=False)
        self.renditions.all().delete()

    def is_shown_in(self, html: str) -> bool:
        """Whether a rendered text holds this picture, or the link that stands for it."""
        address = self.file.url if self.file else self.source_url
        return bool(address) and escape(address) in html

    def picture(self) -> Picture:
        """What a text that names it may show; without an address while its file is absent."""
        if not self.file:
            return Picture(alt=self.alt)
        renditions = [made for made in self.renditions.all() if made.format == "webp"]
        srcset = ", ".join(f"{made.file.url} {made.width}w" for made in renditions)
        return Picture(self.file.url, self.alt, self.width, self.height, srcset, SIZES if srcset else "")


class Rendition(models.Model):
    """One size of one picture in one format, made by a task."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=10, choices=[(name, name) for name in ("avif", "webp", "jpeg")])
    file = models.FileField(upload_to="renditions/%Y/%m/", max_length=500)

    class Meta:
        ordering = ["format", "width"]
        constraints = [
            models.UniqueConstraint(fields=["image", "width", "format"], name="one_rendition_a_size")
        ]

    def __str__(self) -> str:
        return f"{self.width} × {self.height} {self.format}"


class PostImage(models.Model):
    """A picture attached to a post. One that the text does not show itself stands below the text."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="post_images")
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="post_images")
    caption = models.TextField(
        _("caption here"), blank=True, help_text=_("Instead of the picture's own caption.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.image)
