"""What became of everything that an export holds: counts in equal counts out, a reason for every change."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["changed", "kept", "left out", "failed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: something was changed, kept as it was written, left out, or failed, and why.

    `ref` is what the import calls the thing, as in `Imported.import_ref`.
    """

    kind: str
    ref: str
    title: str
    verdict: Verdict
    reason: str


@dataclass
class Count:
    """How many of one kind the files hold, and where each of them went."""

    found: int = 0
    taken: int = 0
    here: int = 0
    left_out: int = 0
    failed: int = 0

    @property
    def is_even(self) -> bool:
        """Whether every single one is accounted for."""
        return self.found == self.taken + self.here + self.left_out and not self.failed


@dataclass
class Ledger:
    """The account of one import."""

    counts: dict[str, Count] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)

    def of(self, kind: str) -> Count:
        return self.counts.setdefault(kind, Count())

    def found(self, kind: str, number: int = 1) -> None:
        self.of(kind).found += number

    def taken(self, kind: str, number: int = 1) -> None:
        self.of(kind).taken += number

    def here(self, kind: str, number: int = 1) -> None:
        """Brought in by an earlier run; left as it is, since it may have been edited here."""
        self.of(kind).here += number

    def left_out(self, kind: str, ref: str, title: str, reason: str, number: int = 1) -> None:
        self.of(kind).left_out += number
        self.note(kind, ref, title, "left out", reason)

    def failed(self, kind: str, ref: str, title: str, reason: str) -> None:
        self.of(kind).failed += 1
        self.note(kind, ref, title, "failed", reason)

    def note(self, kind: str, ref: str, title: str, verdict: Verdict, reason: str) -> None:
        self.entries.append(Entry(kind, ref, title[:200], verdict, reason))

    @property
    def is_even(self) -> bool:
        return all(count.is_even for count in self.counts.values())

    def reasons(self, verdicts: Iterable[Verdict]) -> list[tuple[str, Verdict, str, int]]:
        """Kind, verdict, reason and how often, the most frequent first."""
        wanted = set(verdicts)
        many = Counter(
            (entry.kind, entry.verdict, entry.reason) for entry in self.entries if entry.verdict in wanted
        )
        return [(*key, number) for key, number in many.most_common()]

    def as_json(self) -> dict[str, Any]:
        """For `--report`: files, what was mended, counts per kind, every entry."""
        return {
            "files": self.files,
            "mended": self.mended,
            "complete": self.is_even,
            "counts": {kind: asdict(count) for kind, count in self.counts.items()},
            "entries": [asdict(entry) for entry in self.entries],
        }
