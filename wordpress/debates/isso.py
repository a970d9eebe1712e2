"""Isso's database, one SQLite file, read without writing to it.

Schema: https://github.com/isso-comments/isso/blob/master/isso/db/comments.py — `threads(id, uri, title)`, and
`comments` with Markdown in `text`, seconds since 1970 in `created`, and in `mode` 1 accepted, 2 in the
moderation queue, 4 deleted (kept while something answers it).
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wordpress.debates.records import Record, Remark, SourceError, State, Thread

STATES: dict[int, State] = {1: "approved", 2: "pending", 4: "trash"}
NO_UTF8 = "text that is no UTF-8 was read with signs for what cannot be read"


@dataclass(frozen=True)
class Isso:
    """One database file."""

    path: Path
    name: str = "isso"
    counts_globally: bool = False
    mended: list[str] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Threads, then comments. Raises SourceError for what is no database of Isso."""
        try:
            with reading(self.path, self.mended) as database:
                for row in database.execute("SELECT id, uri, title FROM threads ORDER BY id"):
                    yield Thread(str(row["id"]), said(row, "uri"), said(row, "title"))
                for row in database.execute("SELECT * FROM comments ORDER BY tid, id"):
                    yield remark(row)
        except sqlite3.Error as error:
            raise SourceError(f"{self.path.name} cannot be read as a database of Isso: {error}.") from error


def reading(path: Path, mended: list[str]) -> sqlite3.Connection:
    """A connection that cannot write; `mended` is told of text that is no UTF-8. Raises sqlite3.Error."""

    def text(raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            mended[:] = [NO_UTF8]
            return raw.decode(errors="replace")

    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.row_factory, database.text_factory = sqlite3.Row, text
    return database


def tables(path: Path) -> set[str]:
    """The names of its tables; empty for what is no SQLite database."""
    try:
        with reading(path, []) as database:
            rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {row["name"] for row in rows}
    except sqlite3.Error:
        return set()


def said(row: sqlite3.Row, name: str) -> str:
    """A column as text; empty where there is none."""
    return str(plain(row[name] or "")) if name in row.keys() else ""  # noqa: SIM118


def plain(value: Any) -> Any:
    """Bytes where text belongs as text, and text without NUL, which PostgreSQL refuses."""
    value = value.decode(errors="replace") if isinstance(value, bytes) else value
    return value.replace("\0", "") if isinstance(value, str) else value


def remark(row: sqlite3.Row) -> Remark:
    extra = {name: said(row, name) for name in ("likes", "dislikes", "modified") if said(row, name)}
    return Remark(
        key=str(row["id"]),
        thread=str(row["tid"]),
        parent=said(row, "parent"),
        name=said(row, "author"),
        email=said(row, "email"),
        url=said(row, "website"),
        ip=said(row, "remote_addr"),
        written=moment(row["created"]),
        text=said(row, "text"),
        markup="markdown",
        state=STATES.get(row["mode"], "pending"),
        extra=extra,
    )


def moment(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
