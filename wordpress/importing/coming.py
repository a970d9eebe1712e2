"""What has texts, batch by batch, articles first, then pages from the top down."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from .hands import Asked, Hands
from .kinds import Stage
from .run import BATCH, BEGINNING, Run, batches
from .spool import Entry, Spool

Coming = tuple[list[Entry], Asked | None]  # a batch, and its texts where others make them


def coming(
    spool: Spool, run: Run, hands: Hands, wanted: Callable[[Sequence[Entry]], list[int]]
) -> Iterator[Coming]:
    """Whoever takes a batch from here has those texts of it that are `wanted` made from then on. Batches
    never mix files, nor pages of different depths."""
    first = BEGINNING
    for stage in (Stage.ARTICLE, Stage.PAGE):
        for (_depth, file), some in groupby(spool.items(stage), key=lambda entry: entry.place):
            for batch in batches(some, weigh=lambda entry: len(entry.item.comments), first=first):
                run.file, first = file, BATCH
                yield batch, hands.ask(wanted(batch)) if hands.helpers else None
