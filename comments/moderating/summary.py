"""What moderation has done, month by month, for everybody to read: numbers, never names.

A fixed number of queries, however many months, replies and decisions there are. Decisions that were undone do
not count; replies that an import brought were moderated elsewhere, if at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, DateField, Min
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from blog import pagecache
from blog.models.unindexed import unindexed
from comments.models import Decision, Reply, ReplyStatus, Report
from comments.moderating import received

Actor, State = Decision.Actor, ReplyStatus
OUT = {State.SPAM, State.TRASH}
Rows = Iterable[dict[str, Any]]
SHOWN = ("any:comments_reply", "any:comments_decision", "any:comments_report")
LATEST = 12  # months on the page that names no year


@dataclass
class Month:
    """One month. `received` to `withdrawn` are of the replies sent in it, the rest of what happened in it."""

    start: date
    received: int = 0
    held: int = 0
    published: int = 0
    withdrawn: int = 0
    spam: int = 0
    reports: int = 0
    removed: int = 0
    appeals: int = 0
    restored: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    wait: timedelta | None = None  # half of the replies decided on in it had waited no longer than this


def of_year(year: int) -> list[Month]:
    """The months of `year` in which something happened, the newest first."""
    return kept(first_of(date(year, 1, 1)), first_of(date(year + 1, 1, 1)))


def latest() -> list[Month]:
    """The newest months in which something happened; a year of the calendar at most."""
    today = timezone.localdate()
    pagecache.until(next_month(today))
    year, month = divmod(today.year * 12 + today.month - LATEST, 12)
    return kept(first_of(date(year, month + 1, 1)), next_month(today))


def next_month(day: date) -> datetime:
    """When it begins."""
    return first_of((day.replace(day=1) + timedelta(days=31)).replace(day=1))


def kept(start: datetime, end: datetime) -> list[Month]:
    """As `between`, but counted anew only once something was written since that it could show: as long as a
    kept page is true, so that nobody can have a large ledger read again and again."""
    pagecache.shows(*SHOWN)
    age = pagecache.age_of(*SHOWN)
    if age is None or connection.in_atomic_block:  # what is written here is not told to anybody yet
        return between(start, end)
    key = f"moderation:{start:%Y-%m-%d}:{end:%Y-%m-%d}:{age}"
    return cache.get_or_set(key, lambda: between(start, end)) or []


def between(start: datetime, end: datetime) -> list[Month]:
    months: dict[date, Month] = {}

    def month(row: dict[str, Any]) -> Month:
        return months.setdefault(row["month"], Month(row["month"]))

    for first, status, number in received.by_month(start, end):
        count_replies(month({"month": first}), status, number)
    for row in decided(start, end):
        count_fates(month(row), row)
    for row in decisions(start, end):
        count_decisions(month(row), row)
    for row in reports(start, end):
        month(row).reports += row["number"]
    waited = defaultdict(list)
    for row in waits(start, end):
        waited[row["month"]].append(row["made_at"] - row["since"])
    for first, times in waited.items():
        month({"month": first}).wait = median_low(times)
    return sorted(months.values(), key=lambda each: each.start, reverse=True)


def decided(start: datetime, end: datetime) -> Rows:
    """Of the replies sent then, those on which anybody has decided: never before it was sent."""
    since = Decision.objects.filter(made_at__gte=start).order_by()
    rows = unindexed(Reply.objects.received().sent_between(start, end))
    rows = rows.filter(pk__in=since.values("reply_id")).with_waiting()
    return numbers(rows, "submitted_at", "status", "has_waited")


def decisions(start: datetime, end: datetime) -> Rows:
    rows = Decision.objects.standing().made_between(start, end).with_appeals()
    return numbers(rows, "made_at", "was", "became", "actor", "reason", "is_appealed")


def reports(start: datetime, end: datetime) -> Rows:
    return numbers(Report.objects.made_between(start, end), "made_at")


def waits(start: datetime, end: datetime) -> Rows:
    """From the confirmation of the address, or the sending, to the first decision of a moderator."""
    since = Coalesce("reply__confirmed_at", "reply__submitted_at")
    rows = Decision.objects.ending_a_wait().made_between(start, end)
    found: Rows = by_month(rows, "made_at").annotate(since=since).values("month", "made_at", "since")
    return found


def numbers(rows: Any, moment: str, *kinds: str) -> Rows:
    """How many there are of each kind in each month."""
    found: Rows = by_month(rows, moment).values("month", *kinds).annotate(number=Count("pk"))
    return found


def by_month(rows: Any, moment: str) -> Any:
    """With the first day of its `month`, by the publication's own clock."""
    return rows.order_by().annotate(month=TruncMonth(moment, output_field=DateField()))


def count_replies(month: Month, status: str, number: int) -> None:
    month.received += number
    month.held += number * (status == State.PENDING)
    month.published += number * (status == State.APPROVED)
    month.withdrawn += number * (status == State.WITHDRAWN)
    # What a trap has caught was spam from the first moment, and nobody has decided anything about it.
    month.spam += number * (status == State.SPAM)


def count_fates(month: Month, row: dict[str, Any]) -> None:
    """Of those on which somebody has decided."""
    month.held += row["number"] * (row["has_waited"] and row["status"] != State.PENDING)
    month.spam -= row["number"] * (row["status"] == State.SPAM)


def count_decisions(month: Month, row: dict[str, Any]) -> None:
    month.spam += row["number"] * (row["became"] == State.SPAM)
    if row["became"] == State.TRASH:
        month.removed += row["number"]
        month.reasons[row["reason"]] += row["number"]
    if row["actor"] == Actor.WRITER and row["was"] in OUT and row["became"] == State.PENDING:
        month.appeals += row["number"]
    if row["actor"] == Actor.MODERATOR and row["is_appealed"] and row["became"] == State.APPROVED:
        month.restored += row["number"]


def first_of(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def years() -> list[int]:
    """From the first reply or decision to today, the newest first. Three queries."""
    firsts: Iterable[datetime | None] = [
        received.first(),
        Decision.objects.aggregate(first=Min("made_at"))["first"],
    ]
    now = timezone.now()
    pagecache.until(first_of(date(timezone.localdate(now).year + 1, 1, 1)))
    first = min([now, *filter(None, firsts)])
    return list(range(timezone.localdate(now).year, timezone.localdate(first).year - 1, -1))
