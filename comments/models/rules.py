"""The site's rules for its debate."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models import Publication, publication
from comments.models.states import Mode


class DebateRules(models.Model):
    """One row, edited as one form. Whether replies are open at all is the publication's own setting."""

    publication = models.OneToOneField(
        Publication, on_delete=models.CASCADE, related_name="debate_rules", default=1, editable=False
    )
    mode = models.CharField(
        _("who waits for a moderator"), max_length=5, choices=Mode.choices, default=Mode.FIRST
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close after days"), default=0, help_text=_("Days after an article appeared; 0 is never.")
    )
    edit_minutes = models.PositiveSmallIntegerField(
        _("minutes in which writers may edit"), default=15, help_text=_("0: not at all.")
    )
    watch_words = models.TextField(
        _("watch words"),
        blank=True,
        help_text=_(
            "One a line. A reply that holds one waits for a moderator. An asterisk stands for any ending."
        ),
    )
    most_links = models.PositiveSmallIntegerField(
        _("links before a reply waits"), default=2, help_text=_("A reply with more waits for a moderator.")
    )
    suspect_at = models.FloatField(
        _("suspected of spam from"),
        default=0.9,
        validators=[MinValueValidator(0.5), MaxValueValidator(1)],
        help_text=_("Between 0.5 (many) and 1 (none)."),
    )
    reports_to_hold = models.PositiveSmallIntegerField(
        _("reports that hold a reply"), default=3, help_text=_("0: reports alone hold nothing.")
    )

    class Meta:
        verbose_name = _("rules of the debate")
        verbose_name_plural = _("rules of the debate")

    def __str__(self) -> str:
        return str(_("Rules of the debate"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = self.publication_id = Publication.current().pk
        super().save(*args, **kwargs)
        publication.forget()

    @classmethod
    def current(cls) -> "DebateRules":
        """The one row; the defaults where nobody has saved any. One query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @classmethod
    def for_pages(cls) -> "DebateRules":
        """As they stood when the request began: they come along with the publication, without a query."""
        return getattr(Publication.current(), "debate_rules", None) or cls(pk=1)
