"""Files of the media library as readers ask for them: by name, whole or in part, whatever keeps them."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from posixpath import normpath
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

BLOCK = 256 * 1024
PRIVATE = "private/"  # what lies below it is nobody's to ask for


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file; `size` in bytes, `etag` with its quotes."""

    name: str
    size: int
    modified: datetime
    etag: str

    def part(self, start: int, stop: int) -> Iterator[bytes]:
        """Its bytes from `start` up to and without `stop`, in blocks; asked for at once, so that a storage
        that is away is noticed before anything is answered."""
        if reader := getattr(default_storage, "part", None):  # a bucket sends parts itself
            parts: Iterator[bytes] = reader(self.name, start, stop)
            return parts
        return blocks(default_storage.open(self.name), start, stop)


def blocks(file: Any, start: int, stop: int) -> Iterator[bytes]:
    """The bytes of an open file, which is closed behind them."""
    with file:
        file.seek(start)
        left = stop - start
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block


def find(name: str) -> StoredFile | None:
    """The file of that name; None if there is none, or if the name leads out of the library."""
    if is_private(name):
        return None
    try:
        return in_bucket(name) if hasattr(default_storage, "facts") else on_disk(name)
    except (SuspiciousFileOperation, ValueError):
        return None


def is_private(name: str) -> bool:
    """Whether a name leads, by whatever way, below PRIVATE."""
    return f"{normpath('/' + name).lstrip('/')}/".startswith(PRIVATE)


def on_disk(name: str) -> StoredFile | None:
    """As it lies in a directory of this machine."""
    path = Path(default_storage.path(name))
    try:
        facts = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(facts.st_mode):
        return None
    modified = datetime.fromtimestamp(facts.st_mtime, UTC)
    return StoredFile(name, facts.st_size, modified, f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"')


def in_bucket(name: str) -> StoredFile | None:
    """As its storage describes it."""
    facts: dict[str, Any] | None = default_storage.facts(name)  # type: ignore[attr-defined]
    if facts is None:
        return None
    return StoredFile(name, facts["size"], facts["modified"].astimezone(UTC), facts["etag"])
