"""The front page: the articles that editors have picked, sticky ones, and behind them all others by time.

One order holds over all its pages, so that page 2 goes on exactly where page 1 ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from blog.models import FrontPick, Post, PostQuerySet
from blog.models.scope import PUBLISHED


@dataclass(frozen=True)
class Arrangement:
    """Every published article once; the first one leads. It counts and slices like a queryset, but finds the
    few that stand first on their own, so that the database can read all others off an index.

    `first` are the keys of those few."""

    first: Sequence[int]

    @classmethod
    def of(cls, picked: Sequence[int] | None = None) -> "Arrangement":
        """`picked` are keys of articles of an arrangement that is only tried out; without them those that
        stand. A pick that readers cannot see takes no place."""
        if picked is None:
            picked = list(FrontPick.objects.standing().values_list("post_id", flat=True))
        return cls(list(Post.objects.published().heading(picked).values_list("pk", flat=True)))

    def count(self) -> int:
        return int(Post.objects.published().count())

    def __getitem__(self, wanted: slice) -> PostQuerySet:
        """The articles of one page, ready for a list."""
        start, stop = wanted.start or 0, wanted.stop or 0
        others = Post.objects.published().exclude(pk__in=self.first).newest_first().values("pk")
        ahead = len(self.first)
        behind = others[max(start - ahead, 0) : max(stop - ahead, 0)]
        posts: PostQuerySet = Post.everything.listed_as(PUBLISHED).filter(
            Q(pk__in=self.first[start:stop]) | Q(pk__in=behind)
        )
        return posts.as_headed(self.first).for_lists()
