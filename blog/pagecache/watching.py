"""Every statement of every connection is looked at: what a page reads, and what a transaction changes.

Nobody has to declare anything for pages to be true. What is known of the tables (`tables.py`) only makes the
answer more exact: a write that is not understood drops every page that read its table.
"""

from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from blog.pagecache import house, outbox, recording, untold
from blog.pagecache.changes import MOST_ROWS, Changes, every_kind
from blog.pagecache.stamps import EVERYTHING, slots
from blog.pagecache.tables import known
from blog.pagecache.unseen import comes_unseen, is_unseen, value_of
from blog.pagecache.writes import Write, write_of

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def connect() -> None:
    """Watch all connections, those that are there and those to come."""
    connection_created.connect(begin, dispatch_uid="pagecache")
    for connection in connections.all(initialized_only=True):
        begin(connection=connection)


def begin(*, connection: Any, **_kwargs: Any) -> None:
    """A connection is (again) there: nothing is pending on it."""
    if (changes := changes_of(connection)) is not None:
        changes.forget()
        return
    changes = Changes(connection)
    connection.__dict__["page_changes"] = changes
    connection.execute_wrappers.insert(0, watch)
    commit, rollback = connection._commit, connection._rollback

    def committing() -> Any:
        return changes.carried_out(commit, end=commit)

    def rolling_back() -> Any:
        changes.forget()
        return rollback()

    connection.SchemaEditorClass = rebuilding(connection, changes)
    connection._commit, connection._rollback = committing, rolling_back


def rebuilding(connection: BaseDatabaseWrapper, changes: Changes) -> Any:
    """The connection's schema editor, which says so while it changes tables."""
    original: Any = connection.SchemaEditorClass

    class Editor(original):
        def __enter__(self) -> Any:
            changes.is_rebuilt = True
            return super().__enter__()

        def __exit__(self, *args: Any) -> Any:
            try:
                return super().__exit__(*args)
            finally:
                changes.is_rebuilt = False

    return Editor


def changes_of(connection: BaseDatabaseWrapper) -> Changes | None:
    return connection.__dict__.get("page_changes")


def watch(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Around each statement."""
    if is_all_to_fall(context["connection"]) and recording.current.get() is None:
        return execute(sql, params, many, context)
    write = write_of(sql)
    if write is None:
        if recorder := recording.current.get():
            recorder.read(sql, params)
        return execute(sql, params, many, context)
    connection: BaseDatabaseWrapper = context["connection"]
    changes = changes_of(connection)
    if changes is None or is_unseen(write) or comes_unseen(write, params, many):
        return execute(sql, params, many, context)
    note(changes, write, params, many=many)
    if connection.in_atomic_block or not connection.get_autocommit():
        result = execute(sql, params, many, context)
        note_moved(changes, write)
        return result
    return changes.carried_out(lambda: run(execute, sql, params, many, context), end=lambda: None)


def is_all_to_fall(connection: BaseDatabaseWrapper) -> bool:
    """Whether all pages fall at the end of the transaction, so that its statements need not be understood."""
    changes = changes_of(connection)
    return changes is not None and changes.is_everything and connection.in_atomic_block


def run(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """A statement that is its own transaction, to its end: SQLite commits once the last row is taken."""
    result = execute(sql, params, many, context)
    if context["connection"].vendor == "sqlite" and "RETURNING" in sql:
        context["cursor"].cursor = Taken(context["cursor"].cursor)
    return result


class Taken:
    """A cursor whose rows have all been taken already."""

    def __init__(self, cursor: Any) -> None:
        self.cursor, self.rows = cursor, iter(cursor.fetchall())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cursor, name)

    def __iter__(self) -> Any:
        return self.rows

    def fetchone(self) -> Any:
        return next(self.rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return [row for row, _ in zip(self.rows, range(size), strict=False)]

    def fetchall(self) -> list[Any]:
        return list(self.rows)


def note(changes: Changes, write: Write, params: Any, *, many: bool) -> None:
    """What the statement is about to change; no matter what, once everything is to fall anyway."""
    if changes.is_everything:
        return
    if write.kind in {"unclear", "several"} or changes.is_rebuilt:
        changes.is_everything = True
        return
    table = known(write.table)
    if table.is_any_counted:
        changes.things.add(f"any:{write.table}")
    is_exact = not many and (table.keys or table.lookup) and isinstance(params, list | tuple | None)
    if not (is_exact and (note_new if write.kind == "INSERT" else note_old)(changes, write, params or ())):
        changes.things |= {f"any:{write.table}", f"wild:{write.table}"}
        changes.is_everything |= table.lookup is not None


def note_new(changes: Changes, write: Write, params: Any) -> bool:
    """Rows are added: their things are among the parameters. Whether they could be told."""
    table = known(write.table)
    if table.lookup is not None:
        changes.since.setdefault(write.table, changes.highest(write.table))
    for at, column in enumerate(write.columns):
        kind = table.keys.get(column)
        if kind is None:
            continue
        values = params[at] if write.is_unnested else [value_of(row[at], params) for row in write.rows]
        if not write.is_unnested and not write.rows:
            return False
        if len(values) > MOST_ROWS:
            return False
        changes.things |= {f"{kind}:{value}" for value in values}
    is_numbered = table.lookup is not None and table.key in write.columns  # may be below the highest
    return not is_numbered


def note_old(changes: Changes, write: Write, params: Any) -> bool:
    """Rows change or go: look at them first. Whether there were few enough."""
    rows = changes.rows(write.table, write.where, list(params[write.before_where :]))
    if len(rows) > MOST_ROWS:
        return False
    table = known(write.table)
    for row in rows.values():
        changes.things |= {f"{kind}:{row[column]}" for column, kind in table.keys.items()}
    if table.lookup is not None:
        changes.before[write.table] = rows | changes.before[write.table]
    elif set(write.columns) & set(table.keys):
        changes.moved = (write.table, list(rows))
    return True


def note_moved(changes: Changes, write: Write) -> None:
    """Rows that went from one thing to another: they are shown there now."""
    if changes.moved is None:
        return
    (name, keys), changes.moved = changes.moved, None
    if keys:
        where = f'"{known(name).key}" IN ({", ".join(["%s"] * len(keys))})'
        for row in changes.rows(name, where, keys).values():
            changes.things |= {f"{kind}:{row[column]}" for column, kind in known(name).keys.items()}


def changed(*things: str) -> None:
    """Say in the transaction that changes them what has changed, such as `post:12`: pages that show it fall
    with the COMMIT; at once where there is no transaction."""
    connection = connections["default"]
    changes = changes_of(connection)
    if changes is not None and connection.in_atomic_block:
        changes.things.update(things)
    else:
        bump(connection, slots(every_kind(set(things))))


def everything_changed() -> None:
    """Drop every page: another database, other files."""
    connection = connections["default"]
    changes = changes_of(connection)
    if changes is not None and connection.in_atomic_block:
        changes.is_everything = True
        house.settle(house.announce([EVERYTHING]), [EVERYTHING])
    else:
        bump(connection, [EVERYTHING])


def bump(connection: BaseDatabaseWrapper, places: list[int]) -> None:
    """What has changed without a transaction."""
    announced = house.announce(places)
    if machine := house.left_alone(announced):
        untold.note(connection, machine)
    house.settle(announced, places)
    outbox.purge_now(connection, places)
