"""Writes that no page shows: they drop none."""

from typing import Any

from blog.pagecache.statements import Parameter
from blog.pagecache.tables import known
from blog.pagecache.writes import Write


def is_unseen(write: Write) -> bool:
    """Whether no page shows what is written."""
    if write.kind == "several":
        return not any(known(name).is_shown for name in write.table.split())
    table = known(write.table)
    if not table.is_shown and write.table:
        return True
    if table.comes_with and write.kind in {"INSERT", "DELETE"}:
        return True
    return write.kind == "UPDATE" and bool(write.columns) and table.unshown.issuperset(write.columns)


def comes_unseen(write: Write, params: Any, many: bool) -> bool:
    """Whether rows are added that are shown nowhere yet, such as replies that wait."""
    unseen = known(write.table).unseen
    if unseen is None or not write.adds_only or many:
        return False
    column, values = unseen
    at = write.columns.index(column)
    return all(value_of(row[at], params) in values for row in write.rows)


def value_of(token: Any, params: Any) -> Any:
    return params[token.index] if isinstance(token, Parameter) else token
