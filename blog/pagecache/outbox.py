"""Purges of shared caches, written down in the transaction that makes them needed.

They are sent at once, before the writer is answered, and again a few seconds later by the task worker: an
answer that was on its way to a cache while the page was changed may have come after the first. What a cache
did not take, or what a process that died has not sent, the worker sends as well. The table is that of
blog.models.Purge; it is written past the models, because it is written inside a COMMIT.
"""

import logging
import secrets
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from blog.pagecache.purging import Cache, send
from blog.pagecache.shared import changed_keys

logger = logging.getLogger("blog.pagecache")

TABLE = "blog_purge"
INSERT = (
    'INSERT INTO "blog_purge" ("name", "keys", "changed_at", "due_at", "tries") VALUES (%s, %s, %s, %s, 0)'
)
CORRECT = 'UPDATE "blog_purge" SET "keys" = %s WHERE "name" = %s AND "keys" <> %s'
AGAIN = timedelta(seconds=3)
THERE: set[str] = set()  # databases that are known to have the table


@lru_cache(maxsize=1)
def caches_of(said: tuple[tuple[tuple[str, Any], ...], ...]) -> list[Cache]:
    return [Cache(**dict(each)) for each in said]


def caches() -> list[Cache]:
    """The shared caches of the site."""
    return caches_of(tuple(tuple(each.items()) for each in settings.PURGE_CACHES))


def write_down(connection: BaseDatabaseWrapper, places: list[int] | None) -> str:
    """That pages which show these places (None: any) are to be purged; the name of the row, empty without
    shared caches."""
    if not settings.PURGE_CACHES or not (keys := changed_keys(places)) or not is_there(connection):
        return ""
    name, now = secrets.token_hex(12), timezone.now()
    moments = [connection.ops.adapt_datetimefield_value(each) for each in (now, now + AGAIN)]
    run(connection, INSERT, name, " ".join(keys), *moments)
    return name


def purge(connection: BaseDatabaseWrapper, name: str, places: list[int], end: Callable[[], Any]) -> None:
    """After the COMMIT: tell the caches, and say in the row what is known by now. Never raises."""
    if not name:
        return
    keys = changed_keys(places)
    try:
        for cache, problem in send(caches(), keys).items():
            logger.warning("the shared cache %s was not told of a change: %s", cache, problem)
        text = " ".join(keys)
        run(connection, CORRECT, text, name, text)
        end()
    except Exception:
        logger.exception("after a COMMIT shared caches could not be told exactly")


def purge_now(connection: BaseDatabaseWrapper, places: list[int]) -> None:
    """What has changed without a transaction."""
    purge(connection, write_down(connection, places), places, end=lambda: None)


def is_there(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database has the table: not before its migration."""
    name = str(connection.settings_dict["NAME"])
    if name not in THERE:
        with closing(connection.create_cursor()) as cursor:
            if TABLE not in connection.introspection.table_names(cursor):
                return False
        THERE.add(name)
    return True


def run(connection: BaseDatabaseWrapper, sql: str, *params: Any) -> None:
    """By a cursor of the backend itself: nobody watches it."""
    with closing(connection.create_cursor()) as cursor:
        cursor.execute(sql, params)
