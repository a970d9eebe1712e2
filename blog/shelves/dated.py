"""The articles of a year, a month or a day, by the date in their addresses, which no time zone moves."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from blog.cards import cards
from blog.models import Post
from blog.models.scope import PUBLISHED
from blog.shelves.reading import as_date, asked
from blog.shelves.sql import DAYS

# Of each day how many there are, and how many of them are not due yet.
TALLIES = """
    SELECT month, number FROM blog_tally WHERE shelf = %s AND month >= %s AND month <= %s
    UNION ALL SELECT permalink_date, -1 FROM blog_post
    WHERE kind = 'post' AND listed = %s AND publish_at > %s AND {day} >= %s AND {day} <= %s
"""
# What is not due yet is found by its time, and not among all of the year.
NOT_BY_DAY = {"sqlite": "+permalink_date", "postgresql": "permalink_date"}
# From the first day of each year to the first of a later one, so that no day between is read.
YEARS = """
    WITH RECURSIVE firsts (day) AS (
        SELECT min(month) FROM blog_tally WHERE shelf = {shelf} UNION ALL
        SELECT (SELECT min(month) FROM blog_tally WHERE shelf = {shelf} AND month >= {next}) FROM firsts
        WHERE day IS NOT NULL)
    SELECT day FROM firsts WHERE day <= %s AND EXISTS (
        SELECT 1 FROM blog_tally WHERE shelf = {shelf} AND month >= day AND month < {next} AND month <= %s
        GROUP BY month HAVING sum(number) > 0)
"""
NEXT_YEAR = {
    "sqlite": "printf('%%04d', substr(day, 1, 4) + 1) || '-01-01'",
    "postgresql": "(date_trunc('year', day) + interval '1 year')::date",
}


@dataclass
class Dated:
    """Those from day `first` to day `last`, newest first. It counts and slices like a queryset."""

    first: date
    last: date
    now: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        ends = [self.first.isoformat(), self.last.isoformat()]
        days: Counter[date] = Counter()
        for day, number in asked(
            TALLIES.format(day=NOT_BY_DAY[connection.vendor]), [DAYS, *ends, True, self.now, *ends], self.name
        ):
            days[as_date(day)] += int(number)
        self.days = sorted(days.items(), reverse=True)

    @property
    def name(self) -> str:
        """What a kept page depends on that shows them."""
        return f"dated:{self.first.year}"

    def count(self) -> int:
        return sum(number for _day, number in self.days)

    def __getitem__(self, wanted: slice) -> list[Post]:
        """The articles of one page, ready for a list: those of whole days before it are not looked at."""
        start, stop = wanted.start or 0, wanted.stop or 0
        last, passed = self.place(start)
        rows = Post.objects.published(self.now).between_days(self.first, last).values_list("pk", flat=True)
        return cards(list(rows[passed : passed + stop - start]))

    def place(self, skipped: int) -> tuple[date, int]:
        """The day on which the page begins, and how many of it come before."""
        for day, number in self.days:
            if skipped < number:
                return day, skipped
            skipped -= number
        return self.last, skipped


def years_with_articles() -> list[int]:
    """The newest first; also of those that are not due yet, whose year has come."""
    years, today = YEARS.format(shelf=DAYS, next=NEXT_YEAR[connection.vendor]), timezone.localdate()
    rows = asked(years, [today.isoformat()] * 2, PUBLISHED)
    return sorted((as_date(day).year for (day,) in rows), reverse=True)
