"""What one part of an export must know of another, kept in a file of its own while the import runs.

An attachment may stand anywhere after the post that shows it. Keeping such facts on disk keeps memory flat,
and a dry run can ask for them without anything being in the database.
"""

import sqlite3
from dataclasses import astuple
from pathlib import Path

from blog.files.workfiles import WorkFolder
from wordpress.content import Attachment
from wordpress.content.library import original_key

TABLES = """
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY, place TEXT, post INTEGER, position INTEGER, url TEXT, mime TEXT, title TEXT,
    alt TEXT, caption TEXT, here TEXT
);
CREATE INDEX attachment_place ON attachment (place);
CREATE INDEX attachment_post ON attachment (post, position, id);
CREATE TABLE claim (file INTEGER, number INTEGER, digest TEXT, PRIMARY KEY (file, number));
CREATE TABLE slug (path TEXT PRIMARY KEY, ref TEXT) WITHOUT ROWID;
CREATE TABLE plan (ref TEXT PRIMARY KEY, slug TEXT, path TEXT) WITHOUT ROWID;
CREATE TABLE made (ref TEXT PRIMARY KEY, seen TEXT) WITHOUT ROWID;
CREATE TABLE block (id INTEGER PRIMARY KEY, source TEXT);
CREATE TABLE address (path TEXT PRIMARY KEY, number INTEGER, new TEXT);
CREATE INDEX address_number ON address (number);
"""
COLUMNS = "id, url, mime, title, alt, caption, here"


class Scratch:
    """Attachments, reusable blocks, addresses and plans of one export."""

    def __init__(self) -> None:
        self._folder = WorkFolder()
        place = self._folder.path / "scratch.sqlite3"
        self.place = str(place)
        self.database = self._database = sqlite3.connect(place, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;" + TABLES)

    @classmethod
    def at(cls, place: str) -> "Scratch":
        """The file of another process, to read."""
        scratch = cls.__new__(cls)
        scratch.place = place
        scratch.database = scratch._database = sqlite3.connect(f"{Path(place).as_uri()}?mode=ro", uri=True)
        return scratch

    def close(self) -> None:
        self._database.close()
        self._folder.close()

    def add_attachment(self, attachment: Attachment, *, post: int, position: int) -> None:
        """`post` is what it is attached to."""
        self._database.execute(
            "INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (attachment.id, original_key(attachment.url), post, position, *astuple(attachment)[1:]),
        )

    def local_address(self, url: str) -> str:
        """Where the file at this old address is here; empty if it is not."""
        query = "SELECT here FROM attachment WHERE place = ? AND here != '' LIMIT 1"
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

    def claim(self, file: int, number: int, digest: str) -> bool:
        """Whether the number belongs, in this file, to the item of this digest: the first seen with it."""
        known = "SELECT digest FROM claim WHERE file = ? AND number = ?"
        row = self._database.execute(known, (file, number)).fetchone()
        if row is None:
            self._database.execute("INSERT INTO claim VALUES (?, ?, ?)", (file, number, digest))
        return row is None or bool(row[0] == digest)

    def claim_path(self, path: str, ref: str) -> bool:
        """Whether the slug (or a page's path) is the thing's own now, and nobody else's in this import."""
        self._database.execute("INSERT OR IGNORE INTO slug VALUES (?, ?)", (path, ref))
        return bool(
            self._database.execute("SELECT ref = ? FROM slug WHERE path = ?", (ref, path)).fetchone()[0]
        )

    def plan(self, ref: str, slug: str, path: str) -> None:
        """The slug that the thing will have, and a page's path."""
        self._database.execute("INSERT OR REPLACE INTO plan VALUES (?, ?, ?)", (ref, slug, path))

    def planned(self, ref: str) -> tuple[str, str] | None:
        """Slug and path."""
        row = self._database.execute("SELECT slug, path FROM plan WHERE ref = ?", (ref,)).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def note_made(self, ref: str, seen: str) -> None:
        """A look remembers what would be here by now."""
        self._database.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", (ref, seen))

    def made(self, ref: str) -> str | None:
        row = self._database.execute("SELECT seen FROM made WHERE ref = ?", (ref,)).fetchone()
        return str(row[0]) if row else None

    def add_block(self, number: int, source: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO block VALUES (?, ?)", (number, source))

    def block(self, number: int) -> str | None:
        row = self._database.execute("SELECT source FROM block WHERE id = ?", (number,)).fetchone()
        return str(row[0]) if row else None

    def add_address(self, path: str, number: int | None, new: str) -> None:
        """An old path, the number of what lived there, and where it lives now. What had no path (a draft's
        address is `/?p=1`) is found by its number alone."""
        own = path if path.rstrip("/") else f"?p={number}"
        self._database.execute("INSERT OR REPLACE INTO address VALUES (?, ?, ?)", (own, number, new))

    def at_path(self, path: str) -> str | None:
        return self._new("path", path)

    def with_number(self, number: int) -> str | None:
        return self._new("number", number)

    def _new(self, column: str, value: str | int) -> str | None:
        query = f"SELECT new FROM address WHERE {column} = ? LIMIT 1"  # noqa: S608
        row = self._database.execute(query, (value,)).fetchone()
        return str(row[0]) if row else None
