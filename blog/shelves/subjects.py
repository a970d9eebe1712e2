"""Categories and authors that have an article for everybody, each with the time of its newest: found on
their shelves, one look for each."""

from typing import Any

from django.db import connection
from django.db.models import DateTimeField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from blog.models import Author, Category
from blog.models.scope import PUBLISHED
from blog.pagecache import as_a_whole
from blog.shelves.sql import SHELVES

NEWEST = """(
    SELECT listed.publish_at FROM blog_listed AS listed JOIN blog_post AS post ON post.id = listed.post_id
    WHERE listed.shelf = {table}.id * {shelves} + {kind} AND listed.publish_at <= %s AND post.password = ''
    ORDER BY listed.publish_at DESC LIMIT 1)"""
TABLES = ("blog_post_categories", "blog_postauthor", "blog_category", "blog_author")
DEPENDS = (PUBLISHED, *(f"any:{name}" for name in TABLES))


def standing_categories() -> list[Category]:
    """Each has the time as `newest`; in the order of their keys."""
    return with_newest(Category.objects.all(), 1)


def standing_authors() -> list[Author]:
    return with_newest(Author.objects.all(), 3)


def with_newest(rows: Any, kind: int) -> list[Any]:
    newest = NEWEST.format(table=rows.model._meta.db_table, shelves=SHELVES, kind=kind)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    dated = RawSQL(newest, [now], output_field=DateTimeField())  # noqa: S611
    with as_a_whole(*DEPENDS):
        found = rows.annotate(newest=dated).filter(newest__isnull=False)
        return list(found.order_by("pk"))
