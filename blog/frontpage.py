"""The front page: the articles that editors have picked, sticky ones, and behind them all others by time.

One order holds over all its pages, so that page 2 goes on exactly where page 1 ends."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from blog.cards import cards
from blog.models import FrontPick, Post
from blog.models.scope import PUBLISHED
from blog.prepared import Prepared
from blog.shelves.reading import Shelf


@dataclass
class Arrangement:
    """Every published article once; the first one leads. It counts and slices like a queryset, but finds the
    few that stand first on their own, so that the database can read all others off an index.

    `first` are those few: key and time of publication of each."""

    first: Sequence[tuple[int, datetime]]

    @classmethod
    def of(cls, picked: Sequence[int] | None = None) -> "Arrangement":
        """`picked` are keys of articles of an arrangement that is only tried out; without them those that
        stand. A pick that readers cannot see takes no place."""
        if picked is None:
            return cls(standing(timezone.now()))
        heading = Post.objects.published().heading(picked).values_list("pk", "publish_at")
        return cls(list(heading))

    @cached_property
    def others(self) -> Shelf:
        return Shelf(left_out=self.first)

    def count(self) -> int:
        return len(self.first) + self.others.count()

    def __getitem__(self, wanted: slice) -> list[Post]:
        """The articles of one page, ready for a list."""
        start, stop = wanted.start or 0, wanted.stop or 0
        ahead = len(self.first)
        before = [key for key, _moment in self.first[start:stop]]
        behind = self.others.keys(max(start - ahead, 0), max(stop - ahead, 0))
        return cards([*before, *behind])


def heading(now: datetime) -> Any:
    """(key, time of publication, position, key and end of its pick) of what stands first, unordered."""
    sticky = Post.everything.filter(sticky=True).listed_as(PUBLISHED).order_by().values("pk")
    picked = FrontPick.objects.standing(now).order_by().values("post_id")
    found = Post.objects.published(now).of_keys(sticky.union(picked)).order_by()
    pick = "front_pick__position", "front_pick__pk", "front_pick__until"
    return found.values_list("pk", "publish_at", *pick)


HEADING = Prepared(heading, now=datetime)


def standing(now: datetime) -> list[tuple[int, datetime]]:
    """What stands first at that time, in the order of `PostQuerySet.heading`, in one query."""
    found = [(key, moment, place_of(now, *pick)) for key, moment, *pick in HEADING(now=now)]
    found.sort(key=lambda row: (row[1], row[0]), reverse=True)
    found.sort(key=lambda row: row[2])
    return [(key, moment) for key, moment, _place in found]


def place_of(
    now: datetime, position: int | None, key: int | None, until: datetime | None
) -> tuple[float, int]:
    """Of a pick before others; behind all of them what is only sticky, or was picked and is no longer."""
    if position is None or key is None or (until and until <= now):
        return math.inf, 0
    return position, key
