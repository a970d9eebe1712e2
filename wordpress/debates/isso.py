"""Isso's database, one SQLite file, read without writing to it.

Schema: https://github.com/isso-comments/isso/blob/master/isso/db/comments.py — `threads(id, uri, title)`, and
`comments` with Markdown in `text`, seconds since 1970 in `created`, and in `mode` 1 accepted, 2 in the
moderation queue, 4 deleted (kept while something answers it).
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wordpress.debates.records import Record, Remark, SourceError, State, Thread

STATES: dict[int, State] = {1: "approved", 2: "pending", 4: "trash"}
OPTIONAL = ("modified", "remote_addr", "author", "email", "website", "likes", "dislikes")


@dataclass(frozen=True)
class Isso:
    """One database file."""

    path: Path
    name: str = "isso"
    counts_globally: bool = False
    mended: Sequence[str] = ()

    def records(self) -> Iterator[Record]:
        """Threads, then comments. Raises SourceError for what is no database of Isso."""
        try:
            with reading(self.path) as database:
                for row in database.execute("SELECT id, uri, title FROM threads ORDER BY id"):
                    yield Thread(str(row["id"]), row["uri"] or "", row["title"] or "")
                for row in database.execute("SELECT * FROM comments ORDER BY tid, id"):
                    yield remark(row)
        except sqlite3.Error as error:
            raise SourceError(f"{self.path.name} cannot be read as a database of Isso: {error}.") from error


def reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Raises sqlite3.Error."""
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    return database


def tables(path: Path) -> set[str]:
    """The names of its tables; empty for what is no SQLite database."""
    try:
        with reading(path) as database:
            rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {row["name"] for row in rows}
    except sqlite3.Error:
        return set()


def remark(row: sqlite3.Row) -> Remark:
    kept: dict[str, Any] = {name: row[name] for name in OPTIONAL if name in row.keys()}  # noqa: SIM118
    extra = {name: str(kept[name]) for name in ("likes", "dislikes", "modified") if kept.get(name)}
    return Remark(
        key=str(row["id"]),
        thread=str(row["tid"]),
        parent=str(row["parent"] or ""),
        name=kept.get("author") or "",
        email=kept.get("email") or "",
        url=kept.get("website") or "",
        ip=kept.get("remote_addr") or "",
        written=moment(row["created"]),
        text=row["text"] or "",
        markup="markdown",
        state=STATES.get(row["mode"], "pending"),
        extra=extra,
    )


def moment(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
