"""Whether this node can serve: each check returns nothing, or raises with the reason."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.utils.crypto import get_random_string

from operations.preparing import pending_migrations


class NotReady(Exception):
    """One part does not work; the text says what."""


def check_database() -> None:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_cache() -> None:
    """What is written comes back."""
    value = get_random_string(12)
    cache.set("readyz", value, 30)
    if cache.get("readyz") != value:
        raise NotReady("it does not return what was written")


def check_migrations() -> None:
    """The database has the shape this code expects."""
    if pending := pending_migrations():
        raise NotReady(f"{len(pending)} not applied, first {pending[0]}")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "migrations": check_migrations,
}


def problems() -> dict[str, str]:
    """What is not in order: the name of the check and its reason in one line. Empty when ready."""
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        try:
            check()
        except Exception as error:
            found[name] = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return found
