"""Which kind of source somebody has given."""

import zlib
from pathlib import Path

from wordpress.debates.disqus import Disqus
from wordpress.debates.isso import Isso, tables
from wordpress.debates.records import DebateSource, SourceError
from wordpress.debates.xtd import SERVER, Xtd
from wordpress.reader.text import GZIP

SQLITE = b"SQLite format 3\0"
HEAD = 4096


def source_at(place: str) -> DebateSource:
    """By its first bytes and its tables: Disqus' XML, Isso's database, or tables of django-comments-xtd.

    `place` is a path or a `postgres://` address. Raises SourceError.
    """
    if place.startswith(SERVER):
        return Xtd(place)
    path = Path(place)
    if not path.is_file():
        raise SourceError(f"{place} is no file.")
    try:
        with path.open("rb") as file:
            is_database = file.read(len(SQLITE)) == SQLITE
    except OSError as error:
        raise SourceError(f"{place} cannot be opened: {error.strerror}.") from error
    return database_at(path) if is_database else Disqus(path)


def is_debate(path: Path) -> bool:
    """Whether a file is a debate alone, and no export of WordPress. Raises OSError."""
    with path.open("rb") as file:
        return is_debate_head(file.read(HEAD))


def is_debate_head(head: bytes) -> bool:
    """The same of a file's first bytes."""
    if head.startswith(GZIP):
        head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
    return head.startswith(SQLITE) or b"<disqus" in head


def database_at(path: Path) -> DebateSource:
    names = tables(path)
    if "django_comments" in names:
        return Xtd(str(path))
    if {"threads", "comments"} <= names:
        return Isso(path)
    raise SourceError(
        f"{path.name} is a database, but neither Isso's (no tables “threads” and “comments”) nor one of "
        "django-comments-xtd (no table “django_comments”)."
    )
