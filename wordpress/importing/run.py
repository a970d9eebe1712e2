"""One import of one site: what every part of it needs to know."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from html import unescape
from pathlib import Path
from typing import Any, TypeVar

from django.db import models

from blog import pagecache, rawrows
from wordpress.ledger import Ledger, Outcome, Reason
from wordpress.reader import Item

from .scratch import Scratch
from .source import Source, digest
from .spool import Spool

FEW = 8  # things of which kept pages are dropped one by one
BEGINNING = 12  # items in the first one: there was no time yet to make more texts ready
BATCH = 40  # items in one transaction: the site's own writers wait no longer than these take
HEAVY = 500  # comments in one transaction, for the same reason

Thing = TypeVar("Thing")


@dataclass
class Run:
    """The source, the account, the scratch file; with `write` off nothing reaches the database."""

    source: Source
    ledger: Ledger
    scratch: Scratch
    zone: tzinfo
    write: bool = True
    media: Path | None = None
    as_tags: frozenset[str] = frozenset()  # taxonomies whose terms come in as tags
    fetch: bool = False  # whether the old site itself may be asked for files
    file: int = 0  # the number of the file whose items are being taken
    spool: Spool | None = None
    tell: Callable[[int], None] = lambda passed: None  # so many of the batch at hand are through
    fell: bool = False  # whether kept pages fall with whatever is written from now on
    strays: dict[str, None] = field(default_factory=dict)  # pictures of the old site that are no files of it

    def ref(self, item: Item) -> str:
        """What the item is called here, see Spool.ref()."""
        said = digest(item)
        if item.id is not None and self.scratch.claim(self.file, item.id, said):
            return self.source.ref("post", item.id)
        return self.source.ref("post", f"~{said}")

    def fells_pages(self, number: int) -> None:
        """Within a transaction that writes so many things: to find out which kept pages show each of them
        would take longer than the import. Once they all have fallen, they do to its end."""
        self.fell = self.fell or number > FEW
        if self.fell and number:
            pagecache.everything_changed()

    def add(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        """New rows, within a transaction: as quickly as can be where all kept pages fall anyway."""
        if self.fell:
            rawrows.add(model, rows)
        else:
            model._default_manager.bulk_create(rows)

    def last_seen(self, ref: str, data: dict[str, Any]) -> str | None:
        """What the source said of the thing when it came in last (see fingerprints); `data` is the row's
        `import_data`. A look remembers itself what would have come in by now."""
        made = None if self.write else self.scratch.made(ref)
        return made or data.get("seen")

    def is_noted(self, ref: str) -> bool:
        """Whether this look has said of the thing already that it comes in."""
        return not self.write and self.scratch.made(ref) is not None

    def note_seen(self, ref: str, seen: str) -> None:
        """The thing comes in now; the row says so itself where one is written."""
        if not self.write:
            self.scratch.note_made(ref, seen)

    def holds(self, ref: str) -> bool:
        """Whether this import brings the item of this ref."""
        return self.spool is not None and self.spool.holds(ref)


def changed(words: str) -> Reason:
    return Reason(Outcome.CHANGED, words)


def left_out(words: str) -> Reason:
    return Reason(Outcome.LEFT_OUT, words)


def kept_raw(words: str) -> Reason:
    return Reason(Outcome.KEPT_RAW, words)


def failed(error: Exception) -> Reason:
    return Reason(Outcome.FAILED, f"the database refused it: {' '.join(str(error).split())[:300]}")


def batches(
    things: Iterable[Thing],
    size: int = BATCH,
    weigh: Callable[[Thing], int] = lambda thing: 0,
    first: int | None = None,
) -> Iterator[list[Thing]]:
    """The things in lists of at most `size` (the first of at most `first`), and of no more than make HEAVY;
    read as they are asked for."""
    batch: list[Thing] = []
    weight, most = 0, first or size
    for thing in things:
        batch.append(thing)
        weight += weigh(thing)
        if len(batch) == most or weight >= HEAVY:
            yield batch
            batch, weight, most = [], 0, size
    if batch:
        yield batch


def words(text: str) -> str:
    """A name as WordPress keeps it, with its entities resolved once: `Trade &amp; Industry`."""
    return " ".join(unescape(text).split())
