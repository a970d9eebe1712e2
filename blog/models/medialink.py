"""Links to media elsewhere: the records behind the cards."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from blog import embeds
from blog.models.media import Image
from blog.models.signals import address_came
from blog.words import folded

if TYPE_CHECKING:
    from blog.models.post import Post

RECORDINGS = ["audio", "video"]


class MediaLinkQuerySet(models.QuerySet["MediaLink"]):
    """Questions about many media links."""

    def with_posters(self) -> Self:
        return self.select_related("poster", "found_poster")

    def appearances_in(self, posts: "models.QuerySet[Post]") -> Self:
        """Of these articles: recordings, and whatever stands above a text. `said_on` is the day of the
        recording, or of the article where nobody has said it."""
        shown = Q(placement=MediaLink.Placement.LEAD) | Q(kind__in=RECORDINGS)
        rows = self.filter(shown, Exists(posts.filter(pk=OuterRef("post_id"))))
        return rows.annotate(said_on=Coalesce("published_on", "post__permalink_date"))

    def newest_first(self) -> Self:
        """Of appearances."""
        return self.order_by("-said_on", "-pk")

    def direct_files(self) -> Self:
        """Audio and video files that a podcast client can load: no players, no streams. With those that
        are gone and have a living copy, of whatever kind: `has_file` says of each."""
        copied = Q(dead_since__isnull=False) & ~Q(living_url="")
        return self.filter(Q(provider__in=RECORDINGS, dead_since=None) | copied)

    def unfetched(self, now: datetime) -> Self:
        """Those about which other sites are to be asked now."""
        return self.filter(fetch_due_at__lte=now).order_by("fetch_due_at")

    def to_check(self, now: datetime, posts: "models.QuerySet[Post]") -> Self:
        """Of these articles, those whose turn it is: once a week, daily while something is wrong."""
        late = Q(checked_at=None) | Q(checked_at__lt=now - MediaLink.CHECKED_EVERY)
        doubtful = Q(failures__gt=0) & Q(checked_at__lt=now - MediaLink.DOUBTED_EVERY)
        seen = Exists(posts.filter(pk=OuterRef("post_id")))
        rows = self.filter(late | doubtful, seen)
        return rows.order_by(F("checked_at").asc(nulls_first=True))

    def only_silent(self, link: "MediaLink", since: datetime) -> bool:
        """Whether others have been looked at since then, and none has answered: it is we who are cut off."""
        others = self.filter(checked_at__gte=since).exclude(place=link.place)
        return others.exists() and not others.filter(last_answer__regex=r"^[1-5][0-9]{2}$").exists()

    def dead(self) -> Self:
        return self.filter(dead_since__isnull=False).order_by("-dead_since", "-pk")


class MediaLink(models.Model):
    """An embedded media link: “Listen to the interview on …”. Pages show a card; a press
    makes the player.

    Lead links stand above the text. Inline ones stand in it, as a link alone in its paragraph; their rows are
    made from the text when the post is saved and carry what the address itself cannot say.

    What an editor typed stands in `title`, `outlet`, `seconds` and `poster`; what other sites say stands in
    `found_…` beside it and is shown where nothing was typed."""

    class Placement(models.TextChoices):
        LEAD = "lead", _("above the text")
        INLINE = "inline", _("in the text")

    CHECKED_EVERY = timedelta(days=7)
    DOUBTED_EVERY = timedelta(hours=20)

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

    found_for = models.CharField(max_length=2000, blank=True, editable=False)
    found_title = models.CharField(max_length=500, blank=True, editable=False)
    found_outlet = models.CharField(max_length=255, blank=True, editable=False)
    found_seconds = models.PositiveIntegerField(null=True, blank=True, editable=False)
    found_poster = models.ForeignKey(
        Image, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    file_bytes = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    file_type = models.CharField(max_length=100, blank=True, editable=False)
    fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    fetch_due_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    fetch_tries = models.PositiveSmallIntegerField(default=0, editable=False)

    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Checks in a row that found it gone."
    )
    last_answer = models.CharField(max_length=300, blank=True, editable=False)
    dead_since = models.DateTimeField(null=True, blank=True, editable=False)
    living_url = models.CharField(
        max_length=2000,
        blank=True,
        editable=False,
        help_text="The further address that is shown while it is dead.",
    )

    place = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    words = models.TextField(blank=True, editable=False)

    objects = MediaLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("media link")
        verbose_name_plural = _("media links")
        ordering = ["position", "pk"]
        indexes = [
            # All that the list of appearances asks of the rows it does not show: transcripts are long.
            models.Index(
                fields=["post", "placement", "kind", "published_on", "place"], name="media_appearance"
            ),
            models.Index(fields=["-dead_since"], condition=Q(dead_since__isnull=False), name="media_dead"),
        ]

    def __str__(self) -> str:
        return self.title or self.found_title or self.url

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep beside the address what it says; of a new one, say that it came."""
        is_new_address = self.found_for != self.url
        if is_new_address:
            self.forget_found()
        self.derive()
        super().save(*args, **kwargs)
        if is_new_address:
            address_came.send(type(self), link=self)

    def forget_found(self) -> None:
        """What was found belongs to another address; ask anew."""
        self.found_for, self.found_title, self.found_outlet = self.url, "", ""
        self.found_seconds, self.found_poster, self.file_bytes, self.file_type = None, None, None, ""
        self.fetched_at, self.fetch_due_at, self.fetch_tries = None, timezone.now(), 0
        self.checked_at, self.failures, self.last_answer = None, 0, ""
        self.dead_since, self.living_url = None, ""

    def derive(self) -> None:
        """The columns that follow from others: provider, kind, place (the outlet as lists name it), words."""
        embed = embeds.recognise(self.url)
        self.provider, self.kind = (embed.provider, embed.kind) if embed else ("", "link")
        host = embeds.display_host(self.url)
        named = self.outlet or self.found_outlet or (embed and embed.provider_name) or host
        self.place = (named or "")[:255]
        text = " ".join([self.title or self.found_title, self.place, self.transcript])
        self.words = f" {' '.join(folded(text))} "

    @property
    def is_bare(self) -> bool:
        """Holds nothing but the address, and what was found at it."""
        typed = (self.title, self.outlet, self.transcript, self.further_urls)
        return not any((*typed, self.seconds, self.published_on, self.poster_id))

    @property
    def living(self) -> str:
        """Where it is to be had now: the living copy of one that is gone, where there is one."""
        return self.living_url or self.url

    @property
    def has_file(self) -> bool:
        """Whether a plain audio or video file lies there."""
        found = embeds.recognise(self.living)
        return bool(found and found.provider in RECORDINGS)

    @property
    def shown_title(self) -> str:
        return self.title or self.found_title or self.card().title

    @property
    def length(self) -> int | None:
        """In seconds, as typed or as found."""
        return self.seconds or self.found_seconds

    @property
    def shown_poster(self) -> Image | None:
        poster = self.poster or self.found_poster
        return poster if poster and poster.file else None

    def card(self) -> "embeds.MediaCard":
        """What a page shows of it: the living copy of one that is gone, where there is one."""
        poster = self.shown_poster
        return embeds.card_for(
            self.living,
            title=self.title,
            found_title=self.found_title,
            outlet=self.outlet,
            seconds=self.length,
            date=date_format(self.published_on, "j F Y") if self.published_on else "",
            poster=poster.file.url if poster else "",
            former=self.url if self.dead_since else "",
            further=[url for url in self.further_urls or [] if url not in {self.living_url, self.url}],
            transcript=self.transcript,
            anchor=f"transcript-{self.pk}" if self.pk else "",
        )
