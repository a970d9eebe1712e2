"""What search engines are told of: sections of addresses with the time of their last change.

The format is https://www.sitemaps.org/protocol.html; a file holds at most 50,000 addresses, ours fewer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from blog.models import Author, Category, MediaLink, Page, Post

IN_ONE_FILE = 10_000
MOST_FILES = 50_000  # what an index may list
FRONT = "front"


@dataclass(frozen=True)
class Place:
    address: str
    changed: datetime | None


def posts() -> Any:
    return Post.objects.readable().for_sitemaps()


def pages() -> Any:
    return Page.objects.readable().for_sitemaps()


def with_articles(rows: QuerySet[Any]) -> Any:
    """Those of `rows` that have a public article, with the time of the newest change as `changed`."""
    readable = Q(posts__in=Post.objects.readable())
    return (
        rows.annotate(
            articles=Count("posts", filter=readable), changed=Max("posts__modified_at", filter=readable)
        )
        .filter(articles__gt=0)
        .order_by("pk")
    )


def categories() -> Any:
    return with_articles(Category.objects.all())


def authors() -> Any:
    return with_articles(Author.objects.all())


SECTIONS: dict[str, Callable[[], Any]] = {
    "posts": posts,
    "pages": pages,
    "categories": categories,
    "authors": authors,
}


def files() -> Iterator[tuple[str, int]]:
    """(section, number) of every file. The front page has one to itself, so the index is never empty."""
    yield FRONT, 1
    for name, rows in SECTIONS.items():
        total = rows().count()
        yield from ((name, number + 1) for number in range(-(-total // IN_ONE_FILE)))


def fixed_places() -> list[Place]:
    """The front page, and the appearances once there are some."""
    names = ["front", *(["appearances"] * MediaLink.objects.appearances().exists())]
    return [Place(reverse(f"blog:{name}"), None) for name in names]


def places(section: str, number: int) -> list[Place]:
    """The addresses in one file; empty beyond the last and for an unknown section."""
    if section == FRONT:
        return fixed_places() if number == 1 else []
    if section not in SECTIONS or number > MOST_FILES:
        return []
    first = (number - 1) * IN_ONE_FILE
    rows = SECTIONS[section]()[first : first + IN_ONE_FILE]
    return [Place(row.get_absolute_url(), getattr(row, "modified_at", None) or row.changed) for row in rows]
