"""The second way among machines: what one of them could not tell through Redis stands in the database.

A machine that alone has lost Redis writes it down in the transaction itself, and answers its writer only when
no other machine may use a page any longer without having looked here. Whoever finds something new drops every
page. While the database is away nobody can write, so that there is nothing to be heard.
"""

import logging
import secrets
import threading
import time
from contextlib import closing
from datetime import timedelta

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from blog.pagecache.stamps import EVERYTHING, Stamps

logger = logging.getLogger("blog.pagecache")

NOTE = 'INSERT INTO "blog_untold" ("name", "machine", "changed_at") VALUES (%s, %s, %s)'
FORGET = 'DELETE FROM "blog_untold" WHERE "changed_at" < %s'
LOOK = 'SELECT "name", "machine" FROM "blog_untold"'
LONG_AGO = timedelta(hours=1)
LOOK_EVERY = 0.4  # seconds
AWAY_AFTER = 1.0  # seconds without an answer: the database counts as away


def note(connection: BaseDatabaseWrapper, machine: str) -> None:
    """That this machine changes something of which the others do not hear."""
    now, adapted = timezone.now(), connection.ops.adapt_datetimefield_value
    with closing(connection.create_cursor()) as cursor:
        cursor.execute(NOTE, [secrets.token_hex(12), machine, adapted(now)])
        cursor.execute(FORGET, [adapted(now - LONG_AGO)])


class Listener:
    """Looks for what the other machines could not tell. One thread, beside the follower."""

    def __init__(self, machine: str, stamps: Stamps) -> None:
        self.machine, self.stamps = machine, stamps
        self.known: set[str] = set()
        self.heard = 0  # when a look began that found all there was (monotonic ns)
        self.began = 0  # when the last look began
        self.is_away = True
        self.is_stopped = threading.Event()

    def start(self) -> None:
        self.thread = threading.Thread(target=self.listen, name="page cache listener", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.is_stopped.set()
        self.thread.join(AWAY_AFTER)

    def listen(self) -> None:
        connection = connections["default"]
        while not self.is_stopped.is_set():
            try:
                self.look(connection)
            except DatabaseError:
                self.is_away = True
                connection.close()
            self.is_stopped.wait(LOOK_EVERY)
        connection.close()

    def look(self, connection: BaseDatabaseWrapper) -> None:
        """Every row that was committed before now is seen."""
        began = self.began = time.monotonic_ns()
        connection.ensure_connection()
        with connection.wrap_database_errors, closing(connection.create_cursor()) as cursor:
            cursor.execute(LOOK)
            rows = dict(cursor.fetchall())
        new = {name for name in rows.keys() - self.known if rows[name] != self.machine}
        if new:
            self.stamps.bump([EVERYTHING])
        self.known = set(rows)
        self.heard, self.is_away = began, False

    def vouches_for(self) -> int:
        """The moment (monotonic ns) of whose changes this machine knows. Now, while the database is away."""
        now = time.monotonic_ns()
        is_late = now - max(self.heard, self.began) > AWAY_AFTER * 10**9
        return now if self.is_away or is_late else self.heard
