"""The lines of a ledger: in the database for an import that writes, in a scratch file for one that looks."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db import transaction

from blog import rawrows
from blog.files.workfiles import WorkFolder
from wordpress.adminlinks import admin_address
from wordpress.models import ImportEntry, ImportRun, Outcome

Told = tuple[str, str, str, int]  # kind, outcome, reason, how often


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what became of a thing or of a part of it, and why.

    `ref` is what the import calls the thing, as in `Imported.import_ref`. `model` (`app.model`) and
    `object_id` say which row it is here, where it is one.
    """

    kind: str
    ref: str
    title: str
    outcome: Outcome
    reason: str
    model: str = ""
    object_id: int | None = None

    @property
    def address(self) -> str:
        """Where the row is edited; empty where there is none."""
        return admin_address(self.model, self.object_id)

    def as_json(self) -> dict[str, Any]:
        said = {name: getattr(self, name) for name in FIELDS}
        return said | {"outcome": self.outcome.value, "address": self.address}


FIELDS = ("kind", "ref", "title", "outcome", "reason", "model", "object_id")


class Entries(Protocol):
    """Where entries are kept; memory stays flat whatever their number."""

    def add(self, entries: Iterable[Entry]) -> None: ...

    def __iter__(self) -> Iterator[Entry]: ...

    def reasons(self) -> list[Told]:
        """The most frequent first."""
        ...


class RowEntries:
    """Rows of the run; those who write call it inside their own transaction."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run

    def add(self, entries: Iterable[Entry]) -> None:
        rows = [
            ImportEntry(run=self.run, **{name: getattr(each, name) for name in FIELDS}) for each in entries
        ]
        with transaction.atomic(savepoint=False):
            rawrows.add(ImportEntry, rows)

    def __iter__(self) -> Iterator[Entry]:
        rows = self.run.entries.in_order().values_list(*FIELDS)
        for kind, ref, title, outcome, reason, model, key in rows.iterator(chunk_size=1000):
            yield Entry(kind, ref, title, Outcome(outcome), reason, model, key)

    def reasons(self) -> list[Told]:
        return list(self.run.entries.reasons())


class ScratchEntries:
    """A file of its own that goes with the object: a dry run writes nothing to the database."""

    @cached_property
    def _database(self) -> sqlite3.Connection:
        """Made with the first entry: an import that writes has none here."""
        self._folder = WorkFolder()
        place = self._folder.path / "entries.sqlite3"
        database = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
        database.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
            f"CREATE TABLE entry (number INTEGER PRIMARY KEY, {', '.join(FIELDS)});"
        )
        return database

    def add(self, entries: Iterable[Entry]) -> None:
        rows = [tuple(getattr(each, name) for name in FIELDS) for each in entries]
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO entry VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._database.execute("COMMIT")

    def __iter__(self) -> Iterator[Entry]:
        for row in self._database.execute("SELECT * FROM entry ORDER BY number"):
            _number, kind, ref, title, outcome, reason, model, key = row
            yield Entry(kind, ref, title, Outcome(outcome), reason, model, key)

    def reasons(self) -> list[Told]:
        query = "SELECT kind, outcome, reason, count(*) FROM entry GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3"
        return list(self._database.execute(query))
