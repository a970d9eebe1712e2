"""What a list is about, by its address; asked on every page of a list, so compiled once."""

from typing import TypeVar

from blog.addresses import normal
from blog.models import Author, Category, Tag
from blog.prepared import Prepared

Row = TypeVar("Row")
CATEGORY = Prepared(lambda path: Category.objects.filter(path=path).select_related("parent"), path=str)
CHILDREN = Prepared(lambda parent: Category.objects.filter(parent_id=parent), parent=int)
TAG = Prepared(lambda slug: Tag.objects.filter(slug=slug), slug=str)
AUTHOR = Prepared(lambda slug: Author.objects.filter(slug=slug).select_related("portrait"), slug=str)


def category_at(path: str) -> Category | None:
    return only(CATEGORY(path=normal(path)))


def children_of(category: Category) -> list[Category]:
    return CHILDREN(parent=category.pk)


def tag_at(slug: str) -> Tag | None:
    return only(TAG(slug=normal(slug)))


def author_at(slug: str) -> Author | None:
    return only(AUTHOR(slug=normal(slug)))


def only(rows: list[Row]) -> Row | None:
    return rows[0] if rows else None
