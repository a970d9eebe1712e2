"""The task worker's part in purging shared caches: whatever is still to be told."""

import logging

from django.conf import settings
from django.utils import timezone

from blog.models import Purge
from blog.models.purge import keys_of
from blog.pagecache.outbox import caches
from blog.pagecache.purging import send

logger = logging.getLogger("blog.pagecache")

AT_ONCE = 200


def send_due() -> int:
    """Purge what is due; how many rows are done. One that cannot be told waits, as long as it matters."""
    if not settings.PURGE_CACHES:
        return 0
    now = timezone.now()
    due = list(Purge.objects.due(now)[:AT_ONCE])
    if not due:
        return 0
    Purge.objects.over(now).delete()
    rows = Purge.objects.filter(pk__in=[purge.pk for purge in due])
    if problems := send(caches(), keys_of(due), is_patient=True):
        for cache, problem in problems.items():
            logger.warning("the shared cache %s is not told of %d changes: %s", cache, len(due), problem)
        rows.put_off(now)
        return 0
    return rows.delete()[0]


def problem() -> str:
    """Why readers of shared caches may be given what is old; empty if all caches are told."""
    waiting = Purge.objects.failed().count() if settings.PURGE_CACHES else 0
    if not waiting:
        return ""
    names = ", ".join(str(cache) for cache in caches())
    lease = f"pages may be {settings.SHARED_MAXAGE} s old there"
    return f"{waiting} changes could not be told to the shared caches ({names}): {lease}"
