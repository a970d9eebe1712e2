"""What one part of an export must know of another, kept in a file of its own while the import runs.

An attachment may stand anywhere after the post that shows it. Keeping such facts on disk keeps memory flat,
and a dry run can ask for them without anything being in the database.
"""

import sqlite3
import tempfile
from dataclasses import astuple
from pathlib import Path

from wordpress.content import Attachment
from wordpress.content.library import original_key

TABLES = """
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY, place TEXT, post INTEGER, position INTEGER, local TEXT, url TEXT, mime TEXT,
    title TEXT, alt TEXT, caption TEXT
);
CREATE INDEX attachment_place ON attachment (place);
CREATE INDEX attachment_post ON attachment (post, position, id);
CREATE TABLE claim (number INTEGER PRIMARY KEY, digest TEXT);
CREATE TABLE block (id INTEGER PRIMARY KEY, source TEXT);
CREATE TABLE address (path TEXT PRIMARY KEY, number INTEGER, new TEXT);
CREATE INDEX address_number ON address (number);
"""
COLUMNS = "id, url, mime, title, alt, caption"


class Scratch:
    """Attachments, reusable blocks and addresses of one export. Use as a context manager."""

    def __enter__(self) -> "Scratch":
        self._directory = tempfile.TemporaryDirectory(prefix="wordpress-import-")
        self._database = sqlite3.connect(Path(self._directory.name) / "scratch.sqlite3", isolation_level=None)
        self._database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
        return self

    def __exit__(self, *error: object) -> None:
        self._database.close()
        self._directory.cleanup()

    def add_attachment(self, attachment: Attachment, *, post: int, position: int, local: str) -> None:
        """`post` is what it is attached to, `local` its address here, empty while its file is absent."""
        self._database.execute(
            "INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (attachment.id, original_key(attachment.url), post, position, local, *astuple(attachment)[1:]),
        )

    def local_address(self, url: str) -> str:
        """Where the file at this old address is here; empty if it is not."""
        query = "SELECT local FROM attachment WHERE place = ? AND local != '' LIMIT 1"
        row = self._database.execute(query, (original_key(url),)).fetchone()
        return str(row[0]) if row else ""

    def attachment(self, number: int) -> Attachment | None:
        return self._one("id = ?", number)

    def attachment_at(self, url: str) -> Attachment | None:
        return self._one("place = ?", original_key(url))

    def attached_to(self, post: int) -> list[Attachment]:
        found = self._database.execute(
            f"SELECT {COLUMNS} FROM attachment WHERE post = ? ORDER BY position, id",  # noqa: S608
            (post,),
        )
        return [Attachment(*row) for row in found]

    def _one(self, condition: str, value: int | str) -> Attachment | None:
        query = f"SELECT {COLUMNS} FROM attachment WHERE {condition} ORDER BY id LIMIT 1"  # noqa: S608
        row = self._database.execute(query, (value,)).fetchone()
        return Attachment(*row) if row else None

    def claim(self, number: int, digest: str) -> bool:
        """Whether the number belongs to the item of this digest: to the first that was seen with it."""
        self._database.execute("INSERT OR IGNORE INTO claim VALUES (?, ?)", (number, digest))
        row = self._database.execute("SELECT digest FROM claim WHERE number = ?", (number,)).fetchone()
        return bool(row[0] == digest)

    def add_block(self, number: int, source: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO block VALUES (?, ?)", (number, source))

    def block(self, number: int) -> str | None:
        row = self._database.execute("SELECT source FROM block WHERE id = ?", (number,)).fetchone()
        return str(row[0]) if row else None

    def add_address(self, path: str, number: int | None, new: str) -> None:
        """An old path, the number of what lived there, and where it lives now."""
        self._database.execute("INSERT OR REPLACE INTO address VALUES (?, ?, ?)", (path, number, new))

    def new_address(self, path: str, number: int | None) -> str | None:
        """By the old path, or by the number in `?p=`."""
        row = self._database.execute(
            "SELECT new FROM address WHERE path = ? OR (number IS NOT NULL AND number = ?) LIMIT 1",
            (path, number),
        ).fetchone()
        return str(row[0]) if row else None
