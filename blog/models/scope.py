"""Queries that say what a page depends on that shows their answer: which articles it lists, not only that
it lists some. Without a word a page depends on every article; too wide a name costs a rendering too many.

The names, and who changes them: blog/models/consequences.py."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import sql

from blog.models.unindexed import unindexed
from blog.pagecache import recording

PUBLISHED = "published"  # which articles and pages are public, in what order, at what address
OWN_TABLE = frozenset({"blog_post"})
FILED = OWN_TABLE | {"blog_post_categories", "blog_category"}

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class ScopedQuery(sql.Query):
    """Tells the page that is being rendered, whenever it becomes SQL, alone or inside another query."""

    scope: frozenset[str] = frozenset()
    covers: frozenset[str] = frozenset()

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        recording.query_compiled(self.scope, self.covers, gives_rows=bool(self.default_cols))
        return super().get_compiler(*args, **kwargs)


class ScopedQuerySet(models.QuerySet[Row_co]):
    """A queryset over a ScopedQuery."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or ScopedQuery(model), using, hints)

    def listed_as(self, *things: str, covers: frozenset[str] = OWN_TABLE) -> Self:
        """The same rows; which they are changes only when one of the things does. `covers`: the tables of
        which that is all there is to say."""
        named = self.all()
        query: Any = named.query
        query.scope, query.covers = frozenset(things), covers
        return named

    def of_keys(self, keys: Any) -> Self:
        """Those of these keys, which may be a query; found by them, whatever else is asked."""
        return unindexed(self).filter(pk__in=keys)

    @property
    def is_named(self) -> bool:
        """Whether somebody has said what it lists."""
        query: Any = self.query
        return bool(query.scope)
