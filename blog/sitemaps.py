"""What search engines are told of: sections of addresses with the time of their last change.

The format is https://www.sitemaps.org/protocol.html; a file holds at most 50,000 addresses, ours far fewer,
so that none costs more in a large journal. Articles are counted from the oldest on: a new one changes the
last file alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from blog import appearances
from blog.addresses import absolute
from blog.models import Page, Post
from blog.shelves.reading import Shelf
from blog.shelves.subjects import standing_authors, standing_categories

IN_ONE_FILE = 1_000
MOST_FILES = 50_000  # what an index may list
FRONT = "front"


@dataclass(frozen=True)
class Place:
    address: str
    changed: datetime | None


@dataclass(frozen=True)
class Section:
    """Places in an order that lasts: how many there are, and those from one number up to another."""

    count: Callable[[], int]
    places: Callable[[int, int], Iterable[Place]]


def posts(start: int, stop: int) -> Iterator[Place]:
    """The articles that everybody may read among those of these numbers."""
    keys = Shelf().oldest(start, stop)
    rows = Post.objects.readable().of_keys(keys).for_sitemaps().in_bulk()
    return (Place(rows[key].get_absolute_url(), rows[key].modified_at) for key in keys if key in rows)


def pages(start: int, stop: int) -> Iterator[Place]:
    rows = Page.objects.readable().for_sitemaps()[start:stop]
    return (Place(row.get_absolute_url(), row.modified_at) for row in rows)


def subjects(standing: Callable[[], Any]) -> Section:
    """Categories or authors with an article, and when their newest one came out."""

    def places(start: int, stop: int) -> Iterator[Place]:
        return (Place(row.get_absolute_url(), row.newest) for row in standing()[start:stop])

    return Section(lambda: len(standing()), places)


SECTIONS = {
    "posts": Section(lambda: Shelf().count(), posts),
    "pages": Section(lambda: Page.objects.readable().count(), pages),
    "categories": subjects(standing_categories),
    "authors": subjects(standing_authors),
}


def files() -> Iterator[str]:
    """The address of every file. The front page has one to itself, so the index is never empty."""
    yield from addresses(FRONT, 1)
    for name, section in SECTIONS.items():
        yield from addresses(name, -(-section.count() // IN_ONE_FILE))


def addresses(section: str, number: int) -> Iterator[str]:
    """Of so many files; a million articles have a thousand."""
    before, _one, after = absolute(reverse("blog:sitemap_section", args=[section, 1])).rpartition("1")
    return (f"{before}{place}{after}" for place in range(1, number + 1))


def index() -> SafeString:
    """The lines of the index."""
    lines = (f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in files())
    return mark_safe("\n".join(lines))


def fixed_places() -> list[Place]:
    """The front page, and the appearances once there are some."""
    names = ["front", *(["appearances"] * appearances.public().exists())]
    return [Place(reverse(f"blog:{name}"), None) for name in names]


def places(section: str, number: int) -> list[Place]:
    """The addresses in one file; empty beyond the last and for an unknown section."""
    if section == FRONT:
        return fixed_places() if number == 1 else []
    if section not in SECTIONS or not 0 < number <= MOST_FILES:
        return []
    first = (number - 1) * IN_ONE_FILE
    return list(SECTIONS[section].places(first, first + IN_ONE_FILE))
