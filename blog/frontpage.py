"""The front page: the articles that editors have picked, sticky ones, and behind them all others by time.

One order holds over all its pages, so that page 2 goes on exactly where page 1 ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property

from blog.cards import cards
from blog.models import FrontPick, Post
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
            picked = list(FrontPick.objects.standing().values_list("post_id", flat=True))
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
