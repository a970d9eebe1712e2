"""Rows of the media library that hold one file, which can be replaced: its old address leads to it."""

from pathlib import PurePath
from typing import Any

from django.core.files.storage import Storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from blog.models.signals import files_left


class FormerFile(models.Model):
    """The name that a file had before it was replaced: texts, revisions and readers still ask for it."""

    name = models.CharField(max_length=500, unique=True)
    image = models.ForeignKey(
        "blog.Image", null=True, blank=True, on_delete=models.CASCADE, related_name="former_files"
    )
    attachment = models.ForeignKey(
        "blog.Attachment", null=True, blank=True, on_delete=models.CASCADE, related_name="former_files"
    )

    class Meta:
        verbose_name = _("former file")
        verbose_name_plural = _("former files")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def file_now(self) -> Any:
        """What stands in its place."""
        holder = self.image or self.attachment
        return holder.file if holder else None


def free_name(name: str, stored_as: str) -> str:
    """`name`, unless a replaced file was stored as that: then with something added, so that no text which
    means that one shows this one."""
    if not FormerFile.objects.filter(name=stored_as).exists():
        return name
    path = PurePath(name)
    return f"{path.stem}-{get_random_string(7)}{path.suffix}"


def delete_after_commit(storage: Storage, *names: str) -> None:
    """Remove files once nothing in the database names them. A storage that is away fails nobody's request:
    they are looked after later, since what somebody has deleted must not stay readable."""
    if not names:
        return
    files_left.send(None, names=list(names), moment=timezone.now())
    for name in names:
        transaction.on_commit(lambda name=name: storage.delete(name), robust=True)  # type: ignore[misc]


class HoldsFile(models.Model):
    """Keeps the former names of a file that is replaced, and removes files that no row holds any more."""

    file: Any
    former_files: Any
    has_new_file = False  # since the row was read

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Of a new file, say so to the rest of the row once everything is stored."""
        with transaction.atomic():
            before = self.name_before()
            super().save(*args, **kwargs)
            if not self.has_new_file:
                return
            self.has_new_file = False
            if before and before != self.file.name:
                self.former_files.create(name=before)
                delete_after_commit(self.file.storage, before)
            self.take_new_file(is_first=not before)

    @property
    def is_getting_file(self) -> bool:
        """Whether saving it gives it another file."""
        return self.has_new_file or bool(self.file and not self.file._committed)

    def name_before(self) -> str:
        """What the database says of a file that is being replaced; empty where none is."""
        if not self.pk or not self.is_getting_file:
            return ""
        rows: Any = type(self)._default_manager.filter(pk=self.pk)
        return rows.values_list("file", flat=True).first() or ""

    def take_new_file(self, *, is_first: bool) -> None:
        """What follows from a new file."""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """With its files."""
        names, storage = self.all_files(), self.file.storage
        with transaction.atomic():
            delete_after_commit(storage, *names)
            return super().delete(*args, **kwargs)

    def all_files(self) -> list[str]:
        """The names of every file that belongs to this row alone."""
        return [self.file.name] if self.file else []
