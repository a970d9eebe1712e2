"""Files of the media library that are no pictures: recordings and documents."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from blog.files.attachments import CheckedFile, checked
from blog.files.filetypes import UnusableFile
from blog.models.heldfile import HoldsFile, free_name
from blog.models.imported import Imported


class AttachmentFile(FieldFile):
    """A stored recording or document; storing reads its kind, type and length into the row."""

    instance: "Attachment"

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the file under a name that follows from its content. Raises UnusableFile with a sentence."""
        given = content if isinstance(content, CheckedFile) else checked(content, name)
        row = self.instance
        row.kind, row.mime_type = given.type.kind, given.type.mime_type
        row.bytes, row.seconds = given.size, given.seconds
        row.has_new_file = True
        kept_name = free_name(given.safe_name, self.field.generate_filename(row, given.safe_name))
        super().save(kept_name, given, save)


class AttachmentField(models.FileField):
    """A file field that takes recordings and documents, by their content; forms say why one is refused."""

    attr_class = AttachmentFile

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """The checked file in place of a newly chosen one; ValidationError with the sentence."""
        value = super().clean(value, model_instance)
        if not value or value._committed:
            return value
        try:
            return checked(value.file, value.name)
        except UnusableFile as refusal:
            raise ValidationError(str(refusal), code="unusable_file") from None

    def deconstruct(self) -> Any:
        """To the database it is a file field like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


class Attachment(HoldsFile, Imported):
    """A recording or a document that the publication keeps itself."""

    class Kind(models.TextChoices):
        AUDIO = "audio", _("audio")
        VIDEO = "video", _("video")
        DOCUMENT = "document", _("document")

    file = AttachmentField(_("file"), upload_to="files/%Y/%m/", max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, editable=False)
    title = models.CharField(_("title"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True)
    credit = models.CharField(_("credit"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=255, blank=True)
    bytes = models.PositiveBigIntegerField(default=0, editable=False)
    seconds = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    mime_type = models.CharField(max_length=100, blank=True, editable=False)
    source_url = models.CharField(_("original address"), max_length=2000, blank=True)
    page_slug = models.CharField(max_length=200, blank=True, db_index=True, editable=False)  # WordPress's
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recording or document")
        verbose_name_plural = _("recordings and documents")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["file"], name="attachment_file"),
            models.Index(fields=["-created_at", "-id"], name="attachment_newest"),
        ]

    def __str__(self) -> str:
        return self.title or self.file.name or self.source_url or f"#{self.pk}"
