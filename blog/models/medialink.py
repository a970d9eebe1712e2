"""Links to media elsewhere: the records behind the cards."""

from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from blog import embeds
from blog.models.media import Image


class MediaLink(models.Model):
    """An embedded media link: “Listen to the interview on …”. Pages show a card; a press
    makes the player.

    Lead links stand above the text. Inline ones stand in it, as a link alone in its paragraph; their rows are
    made from the text when the post is saved and carry what the address itself cannot say."""

    class Placement(models.TextChoices):
        LEAD = "lead", _("above the text")
        INLINE = "inline", _("in the text")

    post = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="media_links")
    placement = models.CharField(_("place"), max_length=10, choices=Placement.choices, default=Placement.LEAD)
    url = models.CharField(_("address"), max_length=2000)
    provider = models.CharField(max_length=40, blank=True, editable=False)
    kind = models.CharField(max_length=10, blank=True, editable=False)
    title = models.CharField(
        _("title"),
        max_length=500,
        blank=True,
        help_text=_("For example: Listen to the interview on Harbour Radio"),
    )
    outlet = models.CharField(_("outlet"), max_length=255, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    seconds = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    poster = models.ForeignKey(
        Image, verbose_name=_("poster"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    transcript = models.TextField(_("transcript"), blank=True)
    further_urls = models.JSONField(
        _("further addresses"), default=list, blank=True, help_text=_("The same recording elsewhere.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Checks in a row that found it gone."
    )
    dead_since = models.DateTimeField(null=True, blank=True, editable=False)
    living_url = models.CharField(
        max_length=2000,
        blank=True,
        editable=False,
        help_text="The further address that is shown while it is dead.",
    )

    class Meta:
        verbose_name = _("media link")
        verbose_name_plural = _("media links")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title or self.url

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what the address says of provider and kind beside it."""
        embed = embeds.recognise(self.url)
        self.provider, self.kind = (embed.provider, embed.kind) if embed else ("", "link")
        super().save(*args, **kwargs)

    @property
    def is_bare(self) -> bool:
        """Holds nothing but the address."""
        words = (self.title, self.outlet, self.transcript, self.further_urls)
        return not any((*words, self.seconds, self.published_on, self.poster_id))

    def card(self) -> "embeds.MediaCard":
        """What a page shows of it."""
        return embeds.card_for(
            self.url,
            title=self.title,
            outlet=self.outlet,
            seconds=self.seconds,
            date=date_format(self.published_on, "j F Y") if self.published_on else "",
            poster=self.poster.file.url if self.poster and self.poster.file else "",
        )
