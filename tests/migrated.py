"""A database as the migrations make it: made once, then copied to each process that tests.

To migrate takes as long as two hundred tests. The copy is kept between runs, under a key made from all that
tables and their first rows come of: each module that does more than answer requests, and the locked packages.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".migrated"
APPS = "blog comments config operations wordpress".split()
# What only answers makes no tables.
ANSWERING = {"admin", "views", "templatetags", "commands", "__pycache__"}


def key() -> str:
    """Of everything that decides what `migrate` leaves in an empty database."""
    modules = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    sources = [path for path in modules if not ANSWERING & {*path.parts}]
    sources += [ROOT / "requirements.txt", ROOT / "tests" / "settings.py"]
    told = hashlib.sha256()
    for path in sorted(sources):
        told.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return told.hexdigest()[:32]


class InFile:
    """Kept as a file beside the project. Only the newest is."""

    def __init__(self) -> None:
        self.place = KEPT / f"{key()}-{sqlite3.sqlite_version}.sqlite3"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other process makes it or takes it away meanwhile."""
        KEPT.mkdir(exist_ok=True)
        with (KEPT / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def is_there(self) -> bool:
        return self.place.exists()

    def keep(self, name: Path) -> None:
        for old in KEPT.glob("*.sqlite3"):
            old.unlink()
        unfinished = self.place.with_suffix(".unfinished")
        shutil.copyfile(name, unfinished)
        unfinished.rename(self.place)

    def copy_to(self, name: Path) -> None:
        shutil.copyfile(self.place, name)


class OnServer:
    """Kept on the server of the tests as one more database, with the key as its comment."""

    def __init__(self) -> None:
        self.key, self.name = key(), f"{connection.settings_dict['NAME']}_migrated"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other process makes it or takes it away meanwhile."""
        with connection.creation._nodb_cursor() as self.cursor:
            self.cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [self.name])
            yield

    def is_there(self) -> bool:
        asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        self.cursor.execute(asked, [self.name])
        return self.cursor.fetchone() == (self.key,)

    def keep(self, name: str) -> None:
        self.make(self.name, of=name)
        self.cursor.execute(f'COMMENT ON DATABASE "{self.name}" IS %s', [self.key])

    def copy_to(self, name: str) -> None:
        self.make(name, of=self.name)

    def make(self, name: str, *, of: str) -> None:
        self.cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        self.cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}"')


def copied(migrate: Callable[..., str]) -> Callable[..., str]:
    """What a connection's `creation.create_test_db` does, but a migration stands for all that follow."""

    def create(keepdb: bool = False, **options: Any) -> str:
        kept = OnServer() if connection.vendor == "postgresql" else InFile()
        name = connection.creation._get_test_db_name()
        with kept.alone():
            if kept.is_there():
                kept.copy_to(name)
            else:
                migrate(keepdb=False, **options)
                connection.close()
                kept.keep(name)
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        return name

    return create
