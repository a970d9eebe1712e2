"""A page of a shelf at any depth: the kept tallies say in which month it begins, and of that month's rows,
which one index holds in their order, a few thousand at most are passed over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.functional import cached_property

from blog.cards import cards
from blog.models import Author, Category, Post, Tag
from blog.models.scope import PUBLISHED
from blog.pagecache import as_a_whole
from blog.pagecache.replica import reading
from blog.prepared import cursor_of
from blog.shelves.sql import FRONT, SHELVES

KINDS: dict[type, tuple[int, str]] = {Category: (1, "filed"), Tag: (2, "tagged"), Author: (3, "written")}
# The last row counts what is not due yet: those stand at the front of the shelf.
TALLIES = """
    SELECT month, sum(number) FROM blog_tally WHERE shelf = %s GROUP BY month
    UNION ALL SELECT NULL, count(*) FROM blog_listed WHERE shelf = %s AND publish_at > %s
"""
KEYS = """
    SELECT post_id FROM blog_listed WHERE shelf = %s AND publish_at < %s{but}
    ORDER BY publish_at DESC, post_id DESC LIMIT %s OFFSET %s
"""
OLDEST = """
    SELECT post_id FROM blog_listed WHERE shelf = %s AND publish_at >= %s
    ORDER BY publish_at, post_id LIMIT %s OFFSET %s
"""
NEWEST = """
    SELECT listed.post_id FROM blog_listed AS listed JOIN blog_post AS post ON post.id = listed.post_id
    WHERE listed.shelf = %s AND listed.publish_at <= %s AND post.password = ''
    ORDER BY listed.publish_at DESC, listed.post_id DESC LIMIT {most}
"""


@dataclass
class Shelf:
    """The articles that readers see on a shelf, newest first, without the few that are `left_out` (key and
    time of publication of each). It counts and slices like a queryset."""

    number: int = FRONT
    name: str = PUBLISHED
    left_out: Sequence[tuple[int, datetime]] = ()
    now: datetime = field(default_factory=timezone.now)

    @classmethod
    def of(cls, subject: Category | Tag | Author) -> "Shelf":
        """`name` is what a kept page depends on that shows it."""
        kind, name = KINDS[type(subject)]
        of_it = subject.path if isinstance(subject, Category) else subject.pk
        return cls(subject.pk * SHELVES + kind, f"{name}:{of_it}")

    @cached_property
    def tallies(self) -> tuple[list[tuple[date, int]], int]:
        """How many of each month, the newest first; and how many are not due yet."""
        rows = asked(TALLIES, [self.number, self.number, self.now], self.name)
        months = {as_date(month): int(number) for month, number in rows if month}
        for _key, moment in self.left_out:
            months[moment.astimezone(UTC).date().replace(day=1)] -= 1
        waiting = sum(number for month, number in rows if not month)
        return sorted(months.items(), reverse=True), waiting

    def count(self) -> int:
        months, waiting = self.tallies
        return sum(number for _month, number in months) - waiting

    def __getitem__(self, wanted: slice) -> list[Post]:
        """The articles of one page, ready for a list."""
        return cards(self.keys(wanted.start or 0, wanted.stop or 0))

    def keys(self, start: int, stop: int) -> list[int]:
        before, passed = self.place(start)
        but = f" AND post_id NOT IN ({', '.join(['%s'] * len(self.left_out))})" if self.left_out else ""
        left_out = [key for key, _moment in self.left_out]
        values = [self.number, before, *left_out, max(stop - start, 0), passed]
        return [key for (key,) in asked(KEYS.format(but=but), values, self.name)]

    def place(self, start: int) -> tuple[datetime, int]:
        """The moment before which the page begins, and how many rows of that month come before it."""
        months, waiting = self.tallies
        skipped = waiting + start
        for month, number in months:
            if skipped < number:
                return beginning(after(month)), skipped
            skipped -= number
        return beginning(date(1, 1, 1)), 0

    def oldest(self, start: int, stop: int) -> list[int]:
        """The keys of those that stand there counted from the oldest on: what is new moves none of them."""
        since, passed = self.place_from_oldest(start)
        values = [self.number, since, max(min(stop, self.count()) - start, 0), passed]
        return [key for (key,) in asked(OLDEST, values, self.name)]

    def place_from_oldest(self, start: int) -> tuple[datetime, int]:
        """The beginning of the month in which that one stands, and how many rows of the month come first."""
        skipped = start
        for month, number in reversed(self.tallies[0]):
            if skipped < number:
                return beginning(month), skipped
            skipped -= number
        return beginning(date.max), 0

    def newest_readable(self, number: int) -> list[int]:
        """The keys of the newest that anybody may read."""
        newest = NEWEST.format(most=int(number))  # said, so that a plan is made for so few
        return [key for (key,) in asked(newest, [self.number, self.now], self.name)]


def asked(statement: str, values: Iterable[Any], *names: str) -> list[tuple[Any, ...]]:
    """The rows, on a page that depends on what is named: nobody watches what triggers write."""
    adapt = connection.ops.adapt_datetimefield_value
    with as_a_whole(*names), cursor_of(reading()) as cursor:
        cursor.execute(statement, [adapt(each) if isinstance(each, datetime) else each for each in values])
        return list(cursor.fetchall())


def as_date(value: Any) -> date:
    """SQLite keeps dates as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def after(month: date) -> date:
    """The first day of the next month; the last day there is, at the end of the calendar."""
    if (month.year, month.month) == (9999, 12):
        return date.max
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def beginning(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
