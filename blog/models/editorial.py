"""What author and editor say to each other about a post, and what they tell readers was wrong in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    """A word between author and editor. Readers never see it."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="notes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="written_notes"
    )
    text = models.TextField(_("note"))
    passage = models.TextField(
        _("about this passage"), blank=True, help_text=_("The words of the text that the note is about.")
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Correction(models.Model):
    """A dated correction that readers see. Replies written before `made_at` were written to the old text."""

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(_("correction"), help_text=_("What was wrong, and what is right."))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
