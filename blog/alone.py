"""Work that one process does at a time, of all that have this DATA_DIR or this PostgreSQL."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

NUMBERS = {"preparing": 0x62726F6164, "importing": 0x62726F6165}  # ours among PostgreSQL's advisory locks
PAUSE = 0.5  # seconds between two tries
BREATH = 0.1  # seconds


@contextmanager
def alone(work: str, say_waiting: Callable[[], object]) -> Iterator[None]:
    """Inside, no other process does the same `work` (one of NUMBERS); `say_waiting` is called once if another
    has to end first. A process that dies lets go."""
    is_told = False
    # A connection of its own holds the lock: it ends with it, whatever becomes of the work's transactions.
    with (Path(settings.DATA_DIR) / work).open("w") as file, closing(connection.copy()) as own:
        while not (is_held(file) and is_held_there(own, NUMBERS[work])):
            if not is_told:
                say_waiting()
            is_told = True
            time.sleep(PAUSE)
        yield


def is_held(file: IO[str] | int) -> bool:
    """An open file, or its descriptor, of all processes by this one now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held_there(own: BaseDatabaseWrapper, number: int) -> bool:
    """Of the machines with one PostgreSQL by this one now; SQLite has no other machines."""
    if own.vendor != "postgresql":
        return True
    with own.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def let_others_write() -> None:
    """Between transactions that follow each other at once: who waits for SQLite looks every tenth of a second
    whether it is free (https://www.sqlite.org/c3ref/busy_timeout.html), and would wait for the last."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(BREATH)
