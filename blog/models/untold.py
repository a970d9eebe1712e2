"""That something was changed by a machine which could not tell the others through Redis."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Untold(models.Model):
    """Read by every other machine before it uses its kept pages any longer: blog/pagecache/untold.py."""

    name = models.CharField(_("name"), max_length=32, primary_key=True)
    machine = models.CharField(_("machine"), max_length=64)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("change that was not told")
        verbose_name_plural = _("changes that were not told")

    def __str__(self) -> str:
        return self.machine
