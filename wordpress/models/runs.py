"""What is kept of imports: each run, and what it has to say about single things."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wordpress.adminlinks import admin_address


class Outcome(models.TextChoices):
    """What became of one thing of the source. Every thing has exactly one; of several the first here."""

    FAILED = "failed", _("failed")
    LEFT_OUT = "left out", _("left out")
    EDITED_HERE = "edited here", _("edited here, so not overwritten")
    KEPT_RAW = "kept raw", _("kept as it was written")
    CHANGED = "changed", _("came in with a change")
    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")


SILENT = timedelta(minutes=5)  # without a word: what ran it was killed


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Questions about many runs."""

    def unfinished(self) -> Self:
        return self.filter(state__in=[ImportRun.State.WAITING, ImportRun.State.RUNNING])

    def writing(self, since: datetime) -> Self:
        """At work, and heard of since then."""
        return self.filter(state=ImportRun.State.RUNNING, dry=False, touched_at__gte=since)

    def with_files(self) -> Self:
        """Begun in the browser, and what was sent for them is still here."""
        return self.filter(pk__in=ImportRun.sent_files.through.objects.values("importrun"))

    def stalled(self, since: datetime, ended: Collection[int] = ()) -> Self:
        """Begun in the browser, and what ran them was killed: unheard of since then or, of these keys, seen
        to have ended."""
        is_quiet = models.Q(touched_at__lt=since) | models.Q(pk__in=ended)
        return self.unfinished().with_files().filter(is_quiet)


class ImportRun(models.Model):
    """One run of an import, from its first row to its last."""

    class State(models.TextChoices):
        WAITING = "waiting", _("about to begin")
        RUNNING = "running", _("running")
        COMPLETE = "complete", _("complete")
        INCOMPLETE = "incomplete", _("not everything came in")
        STOPPED = "stopped", _("stopped")

    source = models.CharField(_("source"), max_length=300)
    files = models.JSONField(_("files"), default=list)
    dry = models.BooleanField(_("only a look"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    counts = models.JSONField(default=dict)  # kind: {found, then a number for each outcome}
    mended = models.JSONField(_("mended"), default=list)
    reasons = models.JSONField(null=True, editable=False)  # once it is over: see ImportEntryQuerySet.reasons
    error = models.TextField(_("why it stopped"), blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    begun = models.PositiveSmallIntegerField(default=0, editable=False)  # by so many processes
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    fetches = models.BooleanField(_("fetches files from the old site"), default=False)
    recovers = models.BooleanField(_("takes what is whole of files that are cut off"), default=False)
    as_tags = models.JSONField(_("taxonomies brought in as tags"), default=list)  # by name
    advice = models.JSONField(default=list, editable=False)  # sentences
    taxonomies = models.JSONField(default=list, editable=False)  # {name, terms, articles, as_tags} each
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source}, {timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"

    def stop(self, error: str) -> None:
        """It ended before its time; `error` says in words why."""
        self.state, self.error, self.finished_at = self.State.STOPPED, error, timezone.now()
        self.save(update_fields=["state", "error", "finished_at"])

    def most_frequent(self, number: int) -> list[tuple[str, str, str, int]]:
        """So many of the reasons. Of a run that is over they are kept: it may have a line for each thing."""
        return [tuple(each) for each in (self.reasons or self.entries.reasons())[:number]]

    @property
    def is_over(self) -> bool:
        return self.state not in {self.State.WAITING, self.State.RUNNING}

    @property
    def told_numbers(self) -> str:
        """How far it is: a share of the files while they are read, then things."""
        if not self.total:
            return ""
        is_reading = self.state == self.State.WAITING
        return f"{100 * self.done // self.total} %" if is_reading else f"{self.done:,} / {self.total:,}"

    @property
    def told_state(self) -> str:
        """The state in words; a run that was killed could not say itself that it stopped."""
        since = timezone.now() - SILENT
        if self.state == self.State.RUNNING and self.touched_at < since:
            return str(self.State.STOPPED.label)
        if self.state == self.State.WAITING and not self.dry and ImportRun.objects.writing(since).exists():
            return str(_("waits until another import has ended"))
        if self.state == self.State.WAITING and self.total:
            return str(_("reading the files"))
        return str(self.State(self.state).label)


class ImportEntryQuerySet(models.QuerySet["ImportEntry"]):
    """Questions about many entries."""

    def in_order(self) -> Self:
        return self.order_by("pk")

    def reasons(self) -> "models.QuerySet[ImportEntry, tuple[str, str, str, int]]":
        """(kind, outcome, reason, how often), the most frequent first."""
        told = self.order_by().values_list("kind", "outcome", "reason")
        return told.annotate(number=models.Count("pk")).order_by("-number", "kind", "outcome", "reason")


class ImportEntry(models.Model):
    """One thing that did not simply come in as it was, or a part of it, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(_("kind"), max_length=60)
    ref = models.CharField(_("there"), max_length=300, help_text=_("What the source calls it."))
    title = models.CharField(_("title"), max_length=200)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    reason = models.TextField(_("reason"))
    model = models.CharField(max_length=60, blank=True)  # app.model
    object_id = models.PositiveBigIntegerField(null=True, blank=True)

    objects = ImportEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of an import")
        verbose_name_plural = _("entries of imports")
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "outcome", "kind"], name="import_entry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}: {self.reason}"

    @property
    def address(self) -> str:
        return admin_address(self.model, self.object_id)
