"""Whether this node can serve: each check returns nothing, or raises with the reason."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils.crypto import get_random_string

from blog import purges
from blog.pagecache import house, replica
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


def problem_of_storage() -> str:
    """Why files of the media library cannot be kept in the bucket that is named; empty without one."""
    if not settings.STORAGES["default"]["BACKEND"].endswith("BucketStorage"):
        return ""
    from blog.files.buckets import problem  # the SDK takes half a second to load

    return problem()


def check_storage() -> None:
    """The bucket of pictures and recordings is there and lets us in."""
    if told := problem_of_storage():
        raise NotReady(told)


def check_pages() -> None:
    """Kept pages may be used: the other machines, if there are any, would be heard."""
    stamps = house.stamps()
    if house.HOUSE.machines is None:
        return
    from blog.pagecache import machines  # a site on one machine loads no client of Redis

    if told := machines.problem(stamps):
        raise NotReady(told)


def check_shared_caches() -> None:
    """What has changed could be told to Varnish or the CDN in front."""
    if told := purges.problem():
        raise NotReady(told)


def check_replica() -> None:
    """The copy of the database follows it. Without it everything is read from the primary."""
    if told := replica.problem():
        raise NotReady(told)


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "migrations": check_migrations,
    "storage": check_storage,
    "pages": check_pages,
    "replica": check_replica,
    "shared caches": check_shared_caches,
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
