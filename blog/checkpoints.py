"""When SQLite brings its log of what was written into the database (https://www.sqlite.org/wal.html#ckpt)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SELDOM = 4_000  # pages of the log, 16 MB; what SQLite itself takes is 1,000


@contextmanager
def seldom() -> Iterator[None]:
    """Inside, much is written, and the same pages again and again: brought over less often, each is brought
    over fewer times, and waited for. What stands in the log is as safe."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA wal_autocheckpoint = {SELDOM}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA wal_autocheckpoint = {usual}")
