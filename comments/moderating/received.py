"""How many replies came in here, month by month by the publication's clock, from kept numbers.

Those are kept by the months of UTC. Where the publication's begin at another hour, the replies of the hours
between are counted, and belong to the month before or after."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, Sum
from django.utils import timezone

from blog.models.unindexed import unindexed
from comments.models import Reply, ReplyReceived

Edge = tuple[date, datetime, datetime]  # a month's first day, when it begins by the clock, and in UTC


def by_month(start: datetime, end: datetime) -> Iterator[tuple[date, str, int]]:
    """(first day of the month, state, number) of those sent from one month's beginning to another's. Two
    queries at most."""
    edges = list(edges_between(start, end))
    found = kept(edges[0][0], edges[-1][0])
    for first, status, number in at(edges):
        found[first, status] += number
        found[(first - timedelta(days=1)).replace(day=1), status] -= number
    for (first, status), number in sorted(found.items()):
        if number and edges[0][0] <= first < edges[-1][0]:
            yield first, status, number


def edges_between(start: datetime, end: datetime) -> Iterator[Edge]:
    """The beginnings of all months from one to another."""
    day, last = timezone.localdate(start), timezone.localdate(end)
    while day <= last:
        yield (
            day,
            timezone.make_aware(datetime(day.year, day.month, 1)),
            datetime(day.year, day.month, 1, tzinfo=UTC),
        )
        day = (day + timedelta(days=31)).replace(day=1)


def kept(first: date, end: date) -> Counter[tuple[date, str]]:
    """By month of UTC and state."""
    rows = ReplyReceived.objects.filter(month__gte=first, month__lt=end).order_by()
    summed = rows.values_list("month", "status").annotate(total=Sum("number"))
    return Counter({(month, status): total for month, status, total in summed})


def at(edges: list[Edge]) -> Iterator[tuple[date, str, int]]:
    """(first day, state, number): how many more a month has by the clock than in UTC at its beginning."""
    apart = [edge for edge in edges if edge[1] != edge[2]]
    if not apart:
        return
    times = [(min(own, utc), max(own, utc)) for _first, own, utc in apart]
    rows = unindexed(Reply.objects.received()).sent_in_any(times).order_by()
    for place, status, number in rows.values_list("place", "status").annotate(number=Count("pk")):
        first, own, utc = apart[place]
        yield first, status, number if own < utc else -number


def first() -> datetime | None:
    """When the first one was sent. Two queries."""
    months = ReplyReceived.objects.order_by("month").values_list("month").annotate(total=Sum("number"))
    month = months.filter(total__gt=0).values_list("month", flat=True).first()
    if month is None:
        return None
    begins = datetime(month.year, month.month, 1, tzinfo=UTC)
    sent = unindexed(Reply.objects.received()).sent_since(begins).order_by("submitted_at")
    return sent.values_list("submitted_at", flat=True).first()
