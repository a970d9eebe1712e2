"""Files of the media library that are no pictures: recordings and documents."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.imported import Imported


class Attachment(Imported):
    """A recording or a document that the publication keeps itself."""

    class Kind(models.TextChoices):
        AUDIO = "audio", _("audio")
        VIDEO = "video", _("video")
        DOCUMENT = "document", _("document")

    file = models.FileField(_("file"), upload_to="files/%Y/%m/", max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, editable=False)
    title = models.CharField(_("title"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True)
    credit = models.CharField(_("credit"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=255, blank=True)
    bytes = models.PositiveBigIntegerField(default=0, editable=False)
    seconds = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    mime_type = models.CharField(max_length=100, blank=True, editable=False)
    source_url = models.CharField(_("original address"), max_length=2000, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recording or document")
        verbose_name_plural = _("recordings and documents")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title or self.file.name or self.source_url or f"#{self.pk}"
