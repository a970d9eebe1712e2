"""What became of everything that a source holds: counts in equal counts out, a reason for every change.

Whoever imports counts what the source holds while reading it (`found`), and says of each thing once what
became of it (`came`). The two are counted apart, so that what was forgotten shows.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from blog.linking import admin_link
from blog.models import User
from wordpress.ledger.ends import why_stopped
from wordpress.ledger.entries import Entries, Entry, RowEntries, ScratchEntries, Told
from wordpress.ledger.taxonomies import Taxonomy
from wordpress.models import ImportRun, Outcome

__all__ = ["Count", "Entry", "Ledger", "Outcome", "Reason", "Target", "Taxonomy"]

RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}
TOUCHES = timedelta(seconds=20)
REASONS_KEPT = 200  # of those that the page of a run lists
KEPT_BACK = 500  # entries in memory
WHOLE = {Outcome.FAILED, Outcome.LEFT_OUT}  # said of a whole thing they mean it, of its parts not
PLAIN = {Outcome.CREATED, Outcome.UNCHANGED}  # counted, not listed


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not as it was there: an outcome, and words that follow the thing's name."""

    outcome: Outcome
    words: str


@dataclass(frozen=True, slots=True)
class Target:
    """Which row a thing is here: `app.model`, and its number."""

    model: str
    key: int


@dataclass
class Count:
    """How many of one kind the source holds, and what became of them."""

    found: int = 0
    became: dict[Outcome, int] = field(default_factory=dict)

    def __getitem__(self, outcome: Outcome) -> int:
        return self.became.get(outcome, 0)

    def copy(self) -> "Count":
        return Count(self.found, dict(self.became))

    def add(self, outcome: Outcome, number: int = 1) -> None:
        self.became[outcome] = self[outcome] + number

    @property
    def is_even(self) -> bool:
        """Whether every single one is accounted for."""
        return self.found == sum(self.became.values()) and not self[Outcome.FAILED]

    def as_json(self) -> dict[str, int]:
        """`found`, then each outcome by its name with underscores."""
        return {"found": self.found} | {outcome.value.replace(" ", "_"): self[outcome] for outcome in Outcome}


class Ledger:
    """The account of one import."""

    def __init__(self, source: str, files: Sequence[str] = ()) -> None:
        """Of an import that leaves no row behind; see `open` for one that the admin shows."""
        self.source, self.files = source, list(files)
        self.run: ImportRun | None = None
        self.counts: dict[str, Count] = {}
        self.mended: list[str] = []
        self.taxonomies: list[Taxonomy] = []
        self.advice: list[str] = []  # what is best done now, in sentences
        self.done = self.total = 0
        self._kept: Entries = ScratchEntries()
        self._fresh: list[Entry] = []
        self._touched = timezone.now()

    @classmethod
    def open(
        cls, source: str, files: Sequence[str] = (), *, dry: bool = False, by: User | None = None
    ) -> "Ledger":
        """Begin a run that the admin shows, `dry` if nothing but the run itself will be written."""
        ledger = cls(source, files)
        ledger.keep(dry=dry, by=by)
        return ledger

    def keep(self, *, dry: bool = False, by: User | None = None, run: ImportRun | None = None) -> None:
        """From here on in the database, before anything is listed: in a row of its own, or in `run`, which
        was planned; what an attempt of it that was killed has said is void."""
        if run is None:
            run = ImportRun.objects.create(source=self.source[:300], files=self.files, dry=dry, by=by)
        else:
            run.entries.all().delete()
            run.source, run.state, run.touched_at = self.source[:300], ImportRun.State.RUNNING, timezone.now()
            run.reasons = None
            run.save(update_fields=["source", "state", "touched_at", "reasons"])
        self.run = run
        self._kept = RowEntries(run)

    # Counting

    def of(self, kind: str) -> Count:
        return self.counts.setdefault(kind, Count())

    def found(self, kind: str, number: int = 1) -> None:
        """So many of the kind are in the source."""
        self.of(kind).found += number

    def came(
        self,
        kind: str,
        outcome: Outcome,
        ref: str = "",
        title: str = "",
        *,
        reasons: Iterable[Reason] = (),
        target: Target | None = None,
        number: int = 1,
    ) -> None:
        """What became of one thing (or of `number` alike). Counted is the gravest of `outcome` and reasons,
        though of something whose part was left out, that it was changed.

        Listed is each reason; without any, whatever was neither simply created nor unchanged.
        """
        reasons = list(reasons)
        said = (Outcome.CHANGED if each.outcome in WHOLE else each.outcome for each in reasons)
        gravest = min([outcome, *said], key=RANK.__getitem__)
        self.of(kind).add(gravest, number)
        reasons = reasons or ([] if outcome in PLAIN else [Reason(outcome, "")])
        for each in reasons:
            self.note(kind, ref, title, each, target)

    def note(self, kind: str, ref: str, title: str, reason: Reason, target: Target | None = None) -> None:
        """A line that counts nothing."""
        model, key = (target.model, target.key) if target else ("", None)
        entry = Entry(kind[:60], ref[:300], title[:200], reason.outcome, reason.words, model, key)
        self._fresh.append(entry)
        if len(self._fresh) >= KEPT_BACK and not self.run:
            self.flush()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is said inside is void if it ends in an exception."""
        counts, fresh = {kind: count.copy() for kind, count in self.counts.items()}, list(self._fresh)
        try:
            yield
        except BaseException:
            self.counts, self._fresh = counts, fresh
            raise

    # Keeping

    def flush(self) -> None:
        """Keep what was said so far; within the transaction that writes what it is about."""
        if self._fresh:
            self._kept.add(self._fresh)
            self._fresh = []
        if self.run:
            ImportRun.objects.filter(pk=self.run.pk).update(
                counts=self._counts(),
                mended=self.mended,
                taxonomies=[asdict(each) for each in self.taxonomies],
                advice=self.advice,
                done=self.done,
                total=self.total,
                touched_at=timezone.now(),
            )

    def touch(self) -> None:
        """Say now and then that the run goes on, where nothing else is said for long."""
        now = timezone.now()
        if self.run and now - self._touched > TOUCHES:
            self._touched = now
            ImportRun.objects.filter(pk=self.run.pk).update(touched_at=now)

    def close(self, error: str = "") -> None:
        """The run is over; `error` says in a sentence why before its end."""
        self.flush()
        if not self.run:
            return
        ended = ImportRun.State.COMPLETE if self.is_even else ImportRun.State.INCOMPLETE
        self.run.state = ImportRun.State.STOPPED if error else ended
        self.run.error, self.run.finished_at = error, timezone.now()
        self.run.reasons = self._kept.reasons()[:REASONS_KEPT]
        self.run.save(update_fields=["state", "error", "finished_at", "reasons"])

    def stop(self, error: BaseException) -> None:
        """The run has no end, because of this."""
        self.close(why_stopped(error))

    # Reading

    @property
    def is_even(self) -> bool:
        return all(count.is_even for count in self.counts.values())

    @property
    def entries(self) -> Iterator[Entry]:
        """Every line, in the order of the import."""
        self.flush()
        return iter(self._kept)

    def reasons(self) -> list[Told]:
        """Kind, outcome, reason and how often, the most frequent first."""
        self.flush()
        return self._kept.reasons()

    @property
    def address(self) -> str:
        """Its page in the admin; empty for an account that is not kept."""
        return admin_link("wordpress", "importrun", self.run.pk) if self.run else ""

    def _counts(self) -> dict[str, dict[str, int]]:
        return {kind: count.as_json() for kind, count in self.counts.items()}

    def facts(self) -> dict[str, Any]:
        """The account without its lines, ready for JSON."""
        return {
            "source": self.source,
            "files": self.files,
            "mended": self.mended,
            "complete": self.is_even,
            "advice": self.advice,
            "taxonomies": [asdict(each) for each in self.taxonomies],
            "counts": self._counts(),
        }

    def write_report(self, path: Path) -> None:
        """The account as one JSON object whose `entries` are written one by one. Raises OSError."""
        with path.open("w", encoding="utf-8") as file:
            file.write(json.dumps(self.facts(), ensure_ascii=False, indent=1).removesuffix("\n}"))
            file.write(',\n "entries": [')
            for number, entry in enumerate(self.entries):
                file.write(",\n" if number else "\n")
                file.write(json.dumps(entry.as_json(), ensure_ascii=False))
            file.write("\n]}\n")
