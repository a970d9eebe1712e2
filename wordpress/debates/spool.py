"""What was read, by thread, in a scratch file: sources are in no order, and memory stays flat."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Self

from blog.files.workfiles import WorkFolder
from wordpress.debates.records import Record, Remark, Thread

TABLES = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE thread (key TEXT PRIMARY KEY, address TEXT, title TEXT, identifier TEXT);
    CREATE TABLE remark (thread TEXT, key TEXT, parent TEXT, data TEXT);
"""
ALL_READ = """
    CREATE INDEX remark_thread ON remark (thread);
    CREATE INDEX remark_key ON remark (key);
    CREATE INDEX remark_parent ON remark (parent, thread);
"""
# What is answered belongs to its own thread, and if it is nowhere, to the first that answers it.
REMARKS = """
    SELECT data,
        EXISTS (SELECT 1 FROM remark known WHERE known.key = remark.key AND known.rowid < remark.rowid),
        parent <> '' AND thread <> coalesce(
            (SELECT known.thread FROM remark known WHERE known.key = remark.parent ORDER BY rowid LIMIT 1),
            (SELECT min(known.thread) FROM remark known WHERE known.parent = remark.parent))
    FROM remark WHERE thread = ? ORDER BY rowid
"""


class Spool:
    """Use it as a context: the file goes with it."""

    def __init__(self) -> None:
        self._folder = WorkFolder()
        self._database = sqlite3.connect(self._folder.path / "spool.sqlite3", isolation_level=None)
        self._database.executescript(TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.close()
        self._folder.close()

    def fill(self, records: Iterable[Record]) -> None:
        """Keep them all; of two threads with one key the first that has an address counts."""
        self._database.execute("BEGIN")
        for record in records:
            if isinstance(record, Thread):
                self._keep_thread(record)
            else:
                row = (record.thread, record.key, record.parent, json.dumps(asdict(record), default=str))
                self._database.execute("INSERT INTO remark VALUES (?, ?, ?, ?)", row)
        self._database.execute("COMMIT")
        self._database.executescript(ALL_READ)

    def _keep_thread(self, thread: Thread) -> None:
        row = (thread.key, thread.address, thread.title, thread.identifier)
        self._database.execute("INSERT OR IGNORE INTO thread VALUES (?, ?, ?, ?)", row)

    @property
    def number(self) -> int:
        """How many remarks there are."""
        return int(self._database.execute("SELECT count(*) FROM remark").fetchone()[0])

    def threads(self) -> Iterator[tuple[Thread, list[Remark]]]:
        """Each thread that has remarks, with them; of a thread that the source does not tell only the key."""
        keys = self._database.execute("SELECT DISTINCT thread FROM remark ORDER BY thread").fetchall()
        for (key,) in keys:
            row = self._database.execute("SELECT * FROM thread WHERE key = ?", (key,)).fetchone()
            yield Thread(*row) if row else Thread(key, ""), self._remarks(key)

    def _remarks(self, thread: str) -> list[Remark]:
        """In the order of the source."""
        return [read(*row) for row in self._database.execute(REMARKS, (thread,))]


def read(data: str, is_repeated: int, answers_elsewhere: int) -> Remark:
    values = json.loads(data)
    if values["written"]:
        values["written"] = datetime.fromisoformat(values["written"])
    return Remark(**values | {"is_repeated": bool(is_repeated), "answers_elsewhere": bool(answers_elsewhere)})
