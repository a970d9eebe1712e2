"""Files that were sent for an import, in parts."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from blog.files.storedfiles import PRIVATE
from blog.models import User

from .runs import ImportRun


def new_token() -> str:
    """What nobody can guess."""
    return get_random_string(32)


class SentFileQuerySet(models.QuerySet["SentFile"]):
    """Questions about many files."""

    def of(self, person: User) -> Self:
        """What this person has sent."""
        return self.filter(by=person)

    def whole(self) -> Self:
        return self.filter(received=models.F("size"))

    def idle(self) -> Self:
        """No import reads them or is about to."""
        busy = ImportRun.objects.unfinished()
        return self.exclude(runs__in=busy)


class SentFile(models.Model):
    """A file that was sent in parts for an import; kept where no reader's address leads."""

    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("bytes"))
    received = models.PositiveBigIntegerField(default=0)
    parts = models.JSONField(default=list)  # their names in the storage, in order
    token = models.CharField(max_length=32, default=new_token, editable=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    runs = models.ManyToManyField(ImportRun, related_name="sent_files")

    objects = SentFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        return self.received == self.size

    @property
    def folder(self) -> str:
        """Where its parts are kept in the storage, and nothing else."""
        return f"{PRIVATE}imports/{self.token}"
