"""Rows that are found by their keys or addresses: whatever else is asked of them is no way to find them.

SQLite, which has no statistics of a new journal, believes that ten rows meet `kind = 'post'`, and then rather
walks every article than look twenty keys up. PostgreSQL needs no such word: it knows what is unique."""

from copy import copy
from typing import Any, TypeVar

from django.db.models import Field, QuerySet, Transform
from django.db.models.lookups import Lookup
from django.db.models.sql.where import WhereNode

Rows = TypeVar("Rows", bound=QuerySet[Any])


@Field.register_lookup
class Unindexed(Transform):
    """`filter(kind__unindexed="post")`: the same condition, for which no index is used, see
    https://www.sqlite.org/optoverview.html (“Disqualifying WHERE Clause Terms Using Unary +”)."""

    lookup_name = "unindexed"

    @property
    def output_field(self) -> Any:
        return self.lhs.output_field

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:
        sql, parameters = compiler.compile(self.lhs)
        return (f"+{sql}" if connection.vendor == "sqlite" else sql), parameters


def unindexed(rows: Rows) -> Rows:
    """The same rows; none of their conditions so far is a way to find them."""
    found = rows.all()
    found.query.where = disqualified(found.query.where)
    return found


def disqualified(condition: Any) -> Any:
    """A condition of Django's without its way to an index."""
    changed = copy(condition)
    if isinstance(condition, WhereNode):
        changed.children = [disqualified(each) for each in condition.children]
    elif isinstance(condition, Lookup) and hasattr(condition.lhs, "target"):  # of a column
        changed.lhs = Unindexed(condition.lhs)
    return changed
