"""Pictures with their renditions."""

import hashlib
from collections.abc import Iterable
from typing import Any, Self
from urllib.parse import unquote

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from blog.embeds.addresses import is_own
from blog.files import renditions
from blog.files.renditions import RenditionBytes
from blog.models.heldfile import HoldsFile, delete_after_commit
from blog.models.imported import Imported
from blog.models.picturefile import PictureField
from blog.models.signals import picture_came
from blog.rendering import Picture
from blog.rendering.pictures import SIZE_SUFFIX
from blog.urlparts import split

SIZES = "(min-width: 42rem) 38rem, 92vw"  # the article's measure (static/css/tokens.css)


def source_key(url: str) -> str:
    """A short key of an address, the same for http and https: addresses are too long for an index."""
    place = url.split("://", 1)[-1]
    return hashlib.sha256(place.encode()).hexdigest()[:32] if place else ""


def own_name(url: str) -> str:
    """The name of a file in our storage that an address means; empty for what is elsewhere."""
    path = unquote(split(url).path) if is_own(url) else ""
    root = str(settings.MEDIA_URL)
    return path.removeprefix(root) if path.startswith(root) else ""


class ImageQuerySet(models.QuerySet["Image"]):
    """Questions about many pictures."""

    def shown_at(self, url: str) -> "Image | None":
        """The picture that an address in a text means: a file of ours, or where an import found it.

        WordPress writes the addresses of its smaller sizes (`harbour-300x200.jpg`) into texts."""
        if name := own_name(url):
            return self.filter(file=name).first() or self.filter(former_files__name=name).first()
        return self.filter(source_key__in={source_key(url), source_key(SIZE_SUFFIX.sub("", url))}).first()

    def shown_at_each(self, urls: Iterable[str]) -> "dict[str, Image]":
        """`shown_at()` for many addresses in a few queries, with the renditions of what is found."""
        urls = dict.fromkeys(urls)
        if not urls:
            return {}
        names = {url: name for url in urls if (name := own_name(url))}
        keys = {
            url: {source_key(url), source_key(SIZE_SUFFIX.sub("", url))} for url in urls if url not in names
        }
        wanted = {key for each in keys.values() for key in each}
        named = set(names.values())
        rows = self.filter(
            models.Q(source_key__in=wanted)
            | models.Q(file__in=named)
            | models.Q(former_files__name__in=named)
        )
        images = list(rows.distinct().prefetch_related("renditions", "former_files"))
        by_key = {image.source_key: image for image in reversed(images)}
        by_name = {former.name: image for image in images for former in image.former_files.all()}
        by_name |= {str(image.file.name): image for image in reversed(images) if image.file}
        found = {url: by_name.get(name) for url, name in names.items()}
        for url, own in keys.items():
            known = [image for key in own if (image := by_key.get(key))]
            found[url] = min(known, key=images.index, default=None)
        return {url: image for url, image in found.items() if image}

    def with_file(self) -> Self:
        """Those whose file is here."""
        return self.exclude(file="")

    def without_renditions(self) -> Self:
        """Those whose smaller sizes have not been made since they have this file."""
        return self.with_file().filter(renditions_at=None)


class Image(HoldsFile, Imported):
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
    # The point that stays in sight where a page crops the picture, from its upper left corner.
    focus_x = models.FloatField(default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)])
    focus_y = models.FloatField(default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)])
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    renditions_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["file"], name="image_file"),
            models.Index(fields=["-created_at", "-id"], name="image_newest"),
        ]

    def __str__(self) -> str:
        return self.title or self.file.name or self.source_url or f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key of its origin."""
        self.source_key = source_key(self.source_url)
        if self.is_getting_file:
            self.renditions_at = None
        super().save(*args, **kwargs)

    def take_new_file(self, *, is_first: bool) -> None:
        """Forget the smaller sizes of the one before, and say so."""
        self.drop_renditions(self.renditions.all())
        picture_came.send(type(self), image=self, is_first=is_first)

    def all_files(self) -> list[str]:
        return [*super().all_files(), *self.renditions.values_list("file", flat=True)]

    def make_renditions(self) -> int:
        """Make its smaller sizes, if that has not been done since it has this file; how many there are now
        that were not before."""
        if not self.file or self.renditions_at:
            return 0
        with self.file.open() as stored:
            made = renditions.make_renditions(stored.read())
        sizes = {(each.format, each.width) for each in made}
        old = [row for row in self.renditions.all() if (row.format, row.width) not in sizes]
        self.drop_renditions(self.renditions.filter(pk__in=[row.pk for row in old]))
        number = sum(self.keep_rendition(each) for each in made)
        self.renditions_at = timezone.now()
        self.save(update_fields=["renditions_at"])
        return number or len(old)

    def keep_rendition(self, size: RenditionBytes) -> bool:
        """Store one size, unless it is here: of two tasks at once one wins."""
        if self.renditions.filter(format=size.format, width=size.width).exists():
            return False
        file = ContentFile(size.content, name=size.name(str(self.file.name)))
        defaults = {"height": size.height, "file": file, "bytes": len(size.content)}
        return self.renditions.get_or_create(format=size.format, width=size.width, defaults=defaults)[1]

    def drop_renditions(self, rows: "models.QuerySet[Rendition]") -> None:
        """Forget these sizes, with their files."""
        delete_after_commit(self.file.storage, *rows.values_list("file", flat=True))
        rows.delete()

    def is_shown_in(self, html: str) -> bool:
        """Whether a rendered text holds this picture, or the link that stands for it."""
        address = self.file.url if self.file else self.source_url
        return bool(address) and escape(address) in html

    def picture(self) -> Picture:
        """What a text that names it may show; without an address while its file is absent."""
        if not self.file:
            return Picture(alt=self.alt)
        models.prefetch_related_objects([self], "renditions")  # once, where nobody has for many
        plain = renditions.plain_format(self.mime_type.removeprefix("image/"))
        found = {name: self.srcset(name, name == plain) for name in renditions.RENDITIONS}
        sets = {name: srcset for name, srcset in found.items() if srcset}
        others = [name for name in ("avif", "webp", "jpeg") if name in sets and name != plain]
        sources = tuple((f"image/{name}", sets[name]) for name in others)
        sizes = SIZES if sets else ""
        return Picture(self.file.url, self.alt, self.width, self.height, sets.get(plain, ""), sizes, sources)

    @property
    def focus_classes(self) -> str:
        """Where its focal point is, in tenths of its width and height; nothing for the middle."""
        x, y = round(self.focus_x * 10), round(self.focus_y * 10)
        return "" if (x, y) == (5, 5) else f"focus-x-{x} focus-y-{y}"

    def srcset(self, format: str, is_plain: bool) -> str:
        """Its sizes in a format as HTML's `srcset`. In the plain one, which has the file itself beside it,
        that stands for sizes that would have been no lighter."""
        rows = [row for row in self.renditions.all() if row.format == format]
        candidates = [(row.width, row.file.url) for row in rows]
        largest = max((row.width for row in rows), default=0)
        if is_plain and self.width and largest < min(self.width, renditions.WIDTHS[-1]):
            candidates.append((self.width, self.file.url))
        return ", ".join(f"{url} {width}w" for width, url in sorted(candidates)) if rows else ""


class Rendition(models.Model):
    """One size of one picture in one format, made by a task."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=10, choices=[(name, name) for name in ("avif", "webp", "jpeg")])
    file = models.FileField(upload_to="renditions/%Y/%m/", max_length=500)
    bytes = models.PositiveIntegerField(default=0)

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
