"""Reading from a copy of the database that follows it (DATABASE_REPLICA_URL), while it provably holds all
that pages show; from the primary otherwise, and for everybody who is known.

Before a page is rendered, the primary is asked how far it has come and the copy how far it has followed. If
it has come so far, it holds every change that was announced by then; as long as the counter of the stamps
has not moved since, it still does, and nobody is asked. A page that changes while it is rendered is not used
again in any case: its stamp has moved.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from blog.pagecache.stamps import PENDING, Stamps

logger = logging.getLogger("blog.pagecache")

PRIMARY, REPLICA = "default", "replica"
PAUSE = 10.0  # seconds in which nobody asks one that did not answer
PATIENCE = 3.0  # seconds that a statement may take there
LOOK_EVERY = 0.5
MOST_BEHIND = 16  # MB; beyond that somebody should look

# How far the primary has come; which cluster it is, and on which timeline: a copy that went another way after
# a failover may have come further.
POSITION = """
    SELECT pg_current_wal_insert_lsn()::text, system_identifier,
           ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int
    FROM pg_control_system()
"""
FOLLOWED = """
    SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn
           AND system_identifier = %s AND timeline_id = %s
    FROM pg_control_system(), pg_control_checkpoint()
"""

is_reading: ContextVar[bool] = ContextVar("whether the replica is read", default=False)


def alias() -> str:
    """Which database is read from here and now."""
    return REPLICA if is_reading.get() and not connections[PRIMARY].in_atomic_block else PRIMARY


def reading() -> Any:
    """The connection by which is read here and now."""
    return connections[alias()]


class Router:
    """Django's way to ask which database is meant (DATABASE_ROUTERS)."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return alias()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


def opened() -> "Replica | None":
    """The site's replica, if it has one."""
    return Replica() if REPLICA in settings.DATABASES else None


class Replica:
    """Of one web process. Each thread has a connection of its own, and asks for itself: behind one address
    there may be several copies."""

    def __init__(self) -> None:
        self.away_until = 0.0
        self.used: dict[int, tuple[float, Any]] = {}  # since when by which thread, and its connection
        self.watcher: threading.Thread | None = None
        self.starting = threading.Lock()

    def holds_all(self, stamps: Stamps) -> bool:
        """Whether all that pages show is there, as of now."""
        if time.monotonic() < self.away_until:
            return False
        serial = stamps.serial
        if stamps.words[PENDING]:
            return False
        connection = connections[REPLICA]
        try:
            with self.watched(connection):
                if connection.__dict__.get("vouched") == (connection.connection, serial):
                    return True
                has_followed = self.has_followed(connection)
        except DatabaseError as error:
            self.is_lost(error)
            return False
        if has_followed:
            connection.__dict__["vouched"] = (connection.connection, serial)
        return has_followed

    def has_followed(self, connection: BaseDatabaseWrapper) -> bool:
        """Ask both. By cursors of the backend itself: it is no part of any page."""
        position = self.asked(connections[PRIMARY], POSITION)
        return bool(self.asked(connection, FOLLOWED, position)[0])

    def asked(self, connection: BaseDatabaseWrapper, statement: str, values: Any = None) -> Any:
        connection.ensure_connection()
        with connection.wrap_database_errors, closing(connection.create_cursor()) as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()

    @contextmanager
    def read(self) -> Iterator[None]:
        """Whatever is read inside comes from there."""
        token = is_reading.set(True)
        try:
            with connections[REPLICA].execute_wrapper(self.timed):
                yield
        finally:
            is_reading.reset(token)

    def is_same(self) -> bool:
        """Whether this thread still has the connection that was vouched for."""
        connection = connections[REPLICA]
        vouched = connection.__dict__.get("vouched")
        return bool(vouched and connection.connection is not None and vouched[0] is connection.connection)

    def is_lost(self, error: object) -> None:
        """Leave it alone for a while."""
        self.away_until = time.monotonic() + PAUSE
        logger.warning("the replica is not used: %s", error)
        with suppress(DatabaseError):
            connections[REPLICA].close()

    def timed(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Around each statement."""
        with self.watched(context["connection"]):
            return execute(sql, params, many, context)

    @contextmanager
    def watched(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """A copy that says nothing more would hold up whoever waits for it: the connection is then cut."""
        me = threading.get_ident()
        self.used[me] = (time.monotonic(), connection)
        if self.watcher is None:
            self.watch()
        try:
            yield
        finally:
            self.used.pop(me, None)

    def watch(self) -> None:
        with self.starting:
            if self.watcher is None:
                self.watcher = threading.Thread(target=self.cut_late, name="replica watcher", daemon=True)
                self.watcher.start()

    def cut_late(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            for since, connection in list(self.used.values()):
                if time.monotonic() - since > PATIENCE and connection.connection is not None:
                    self.away_until = time.monotonic() + PAUSE
                    cut(connection.connection)


def cut(connection: Any) -> None:
    """End a connection of another thread, whose next word from it is an error."""
    with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)


def problem() -> str:
    """Why the replica is of no use; empty if it is, or if there is none."""
    if REPLICA not in settings.DATABASES:
        return ""
    try:
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute(POSITION)
            position = cursor.fetchone()
        with connections[REPLICA].cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery(), system_identifier FROM pg_control_system()")
            if cursor.fetchone() != (True, position[1]):
                return "DATABASE_REPLICA_URL names no copy that follows the database"
            cursor.execute("SELECT pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn())", [position[0]])
            behind = cursor.fetchone()[0] // 2**20
    except DatabaseError as error:
        return f"it does not answer, and is not used: {str(error).strip().splitlines()[0]}"
    return f"it is {behind} MB behind, and is not used" if behind >= MOST_BEHIND else ""
