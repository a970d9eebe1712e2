"""One import of one file: what every part of it needs to know."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from html import unescape
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import Error

from blog.models.slugs import SLUG_LENGTH, slug_from, validate_slug
from blog.search.index import indexing_together
from wordpress.reader import Item

from .ledger import Ledger
from .scratch import Scratch
from .source import Source, decoded, digest

BATCH = 10  # rows in one transaction: the site's own writers wait no longer than these take

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Run:
    """The source, the account, the scratch file; with `write` off nothing reaches the database."""

    source: Source
    ledger: Ledger
    scratch: Scratch
    zone: tzinfo
    write: bool = True
    media: Path | None = None

    def ref(self, item: Item) -> str:
        """What the item is called here. Posts, pages and files share WordPress's numbers.

        Files made by other tools give several items one number; the first keeps it, the others and items
        without a number are known by what they say.
        """
        said = digest(item)
        if item.id is not None and self.scratch.claim(item.id, said):
            return self.source.ref("post", item.id)
        return self.source.ref("post", f"~{said}")


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """The things in lists of at most `size`, read as they are asked for."""
    batch: list[Thing] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def write_each(
    things: list[Thing], write: Callable[[Thing], None], refuse: Callable[[Thing, str], None]
) -> None:
    """Write all in one transaction; if the database refuses, each in its own: one cannot hold up others."""
    try:
        with indexing_together():
            for thing in things:
                write(thing)
    except (Error, ValueError, OverflowError):
        for thing in things:
            try:
                with indexing_together():
                    write(thing)
            except (Error, ValueError, OverflowError) as error:
                refuse(thing, f"the database refused it: {' '.join(str(error).split())[:300]}")


def words(text: str) -> str:
    """A name as WordPress keeps it, with its entities resolved once: `Trade &amp; Industry`."""
    return " ".join(unescape(text).split())


def own_slug(written: str, name: str, fallback: str) -> str:
    """WordPress's slug if it can be an address here, else the nearest that can.

    WordPress percent-encodes slugs that are not ASCII; here they are readable, which is the same address.
    """
    slug = decoded(written).strip("/ ")[:SLUG_LENGTH]
    try:
        validate_slug(slug)
    except ValidationError:
        return slug_from(slug or unescape(name), fallback=fallback)
    return slug
