"""How often one network or one name may do something. Counted in the database, so in all processes alike."""

import hashlib
import hmac
import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from blog.models import Attempt

Limit = tuple[int, int]

# One statement, so that two processes never read the same count. A new span begins when the old one is over.
AGAIN = """
ON CONFLICT (bucket) DO UPDATE SET
  count = CASE WHEN blog_attempt.ends_at <= %(now)s THEN 1 ELSE blog_attempt.count + 1 END,
  ends_at = CASE WHEN blog_attempt.ends_at <= %(now)s THEN excluded.ends_at ELSE blog_attempt.ends_at END
"""
INTO = "INSERT INTO blog_attempt (bucket, count, ends_at)"
COUNT = f"{INTO} VALUES (%(bucket)s, 1, %(end)s) {AGAIN} RETURNING count"
# Two of them, the second only if the first is within its limit. SQLite has one writer at a time, so that what
# is looked up there is still so when it is counted; PostgreSQL hands on what it has counted.
BOTH = {
    "sqlite": f"""
{INTO} SELECT %(bucket)s, 1, %(end)s UNION ALL SELECT %(then)s, 1, %(then_end)s WHERE NOT EXISTS (
  SELECT 1 FROM blog_attempt WHERE bucket = %(bucket)s AND ends_at > %(now)s AND count >= %(most)s
) {AGAIN} RETURNING bucket, count
""",  # noqa: S608
    "postgresql": f"""
WITH counted AS ({INTO} VALUES (%(bucket)s, 1, %(end)s) {AGAIN} RETURNING bucket, count),
next AS ({INTO} SELECT %(then)s, 1, %(then_end)s FROM counted WHERE count <= %(most)s {AGAIN}
  RETURNING bucket, count)
SELECT bucket, count FROM counted UNION ALL SELECT bucket, count FROM next
""",  # noqa: S608
}


def allow(scope: str, key: str, limit: Limit) -> bool:
    """Count one attempt of `key` at `scope`; whether it is within `limit`.

    `limit` is (how many, in how many seconds from the first one); (0, 0) is no limit, and nothing is counted.
    """
    most, seconds = limit
    if not most:
        return True
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "bucket": bucket(scope, key),
                "now": stored(now),
                "end": stored(now + timedelta(seconds=seconds)),
            },
        )
        return int(cursor.fetchone()[0]) <= most


def allow_both(scopes: tuple[str, str], keys: tuple[str, str], limits: tuple[Limit, Limit]) -> list[bool]:
    """`allow` for one thing and then for another, which is not counted if the first was too much: whether
    each is within its limit, as far as was counted. One statement; neither limit may be (0, 0)."""
    now, buckets = timezone.now(), [bucket(*each) for each in zip(scopes, keys, strict=True)]
    end, then_end = (stored(now + timedelta(seconds=limit[1])) for limit in limits)
    given = {"bucket": buckets[0], "end": end, "then": buckets[1], "then_end": then_end}
    with connection.cursor() as cursor:
        cursor.execute(BOTH[connection.vendor], {**given, "now": stored(now), "most": limits[0][0]})
        counts = dict(cursor.fetchall())
    return [counts[key] <= limit[0] for key, limit in zip(buckets, limits, strict=True) if key in counts]


def is_exhausted(scope: str, key: str, limit: Limit) -> bool:
    """Whether the next attempt would be refused. Counts nothing."""
    used = Attempt.objects.filter(bucket=bucket(scope, key), ends_at__gt=timezone.now(), count__gte=limit[0])
    return bool(limit[0]) and used.exists()


def minutes_left(scope: str, key: str) -> int:
    """Whole minutes, rounded up, until `key` may try again; 0 if it may now."""
    end = Attempt.objects.filter(bucket=bucket(scope, key)).values_list("ends_at", flat=True).first()
    return max(0, math.ceil((end - timezone.now()).total_seconds() / 60)) if end else 0


def reset(scope: str, key: str) -> None:
    """Forget the attempts of `key`."""
    Attempt.objects.filter(bucket=bucket(scope, key)).delete()


def purge() -> int:
    """Remove the counters whose time is over; how many."""
    return Attempt.objects.filter(ends_at__lte=timezone.now()).delete()[0]


def bucket(scope: str, key: str) -> str:
    """A keyed hash: whoever reads the table learns no address and no name."""
    message = f"limit:{scope}:{key}".encode(errors="surrogateescape")
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def stored(moment: datetime) -> str:
    """A moment as the database writes it."""
    return str(connection.ops.adapt_datetimefield_value(moment))
