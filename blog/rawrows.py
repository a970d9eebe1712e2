"""Rows into a table without what Django looks at each time: very many at once, for which its own bulk_create
takes as long as the rest of an import, or one of the few that every reader's reply writes. Here a column's
type is looked at once.

Signals and `save()` take no part: whoever calls this knows what else has to follow. Kept pages are told by
`pagecache.everything_changed()`, said before.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=models.Model)
Valuing = Callable[[models.Model], list[Any]]

PLAIN: tuple[Any, ...] = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.FloatField,
    models.ForeignKey,
)


def next_keys(model: type[models.Model], number: int) -> list[int]:
    """So many new numbers of the table, inside a transaction: nobody else is given them."""
    if not number:
        return []
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            taken = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(taken, [table, column, number])
            return [row[0] for row in cursor.fetchall()]
        # SQLite lets one process write at a time, and counts on from the highest number that was ever used.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + number + 1))


def new(model: type[Row], **values: Any) -> Row:
    """A row as `model(**values)` makes it, with every column's default, but without a look at each value;
    `values` by the names of their columns. No signal is sent."""
    row = model.__new__(model)
    row._state = ModelState()
    constant, made = defaults(model)
    row.__dict__.update(constant)
    row.__dict__.update({name: default() for name, default in made.items()}, **values)
    return row


@cache
def defaults(model: type[models.Model]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """Of each column of the table and of those above it: those that are always the same, and the others."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    made = {
        field.attname: field.get_default
        for field in fields
        if field.has_default() and callable(field.default)
    }
    return {f.attname: f.get_default() for f in fields if f.attname not in made}, made


def add(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Store new rows under numbers of their own, inside a transaction."""
    for row, key in zip(rows, next_keys(model, len(rows)), strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    insert(model, rows)


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Store the rows, whose keys are set, in this one table of `model` (not in its parents' tables)."""
    if not rows:
        return
    into, values = one_row(model, False, connection.vendor)
    execute_each(f"{into} VALUES", list(map(values, rows)))


Question = tuple[str, Sequence[Any]]  # SQL and its parameters


def store(
    model: type[models.Model],
    row: models.Model,
    *,
    unless: Question | None = None,
    giving: Question = ("", ()),
) -> tuple[Any, ...] | None:
    """Store one row in this one table of `model`, without its key where the database gives it, unless the
    query `unless` finds anything. `giving` is what RETURNING tells of it, which is the answer."""
    into, valued = one_row(model, row.pk is None, connection.vendor)
    values = valued(row)
    marks, returned = ", ".join(["%s"] * len(values)), ""
    end: Question = ("", ())
    if unless:
        end = f" WHERE NOT EXISTS ({unless[0]})", unless[1]
    if giving[0]:
        returned = f" RETURNING {giving[0]}"
    chosen = f"SELECT {marks}{end[0]}" if unless else f"VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {chosen}{returned}", [*values, *end[1], *giving[1]])
        found = cursor.fetchall() if returned else []
    return found[0] if found else None


@cache
def one_row(model: type[models.Model], is_new: bool, _vendor: str) -> tuple[str, Valuing]:
    """How the statement begins, and what takes its values from a row."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    fields = [field for field in fields if not (is_new and field.primary_key)]
    names = ", ".join(connection.ops.quote_name(field.column or "") for field in fields)
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names})"
    return into, valuing(fields)


def valuing(fields: "Sequence[models.Field[Any, Any]]") -> Valuing:
    """What takes the values of these columns from a row: all at once, since most are said as they are. (With
    one thing more: of a single name there would be no tuple.)"""
    read = attrgetter("_state", *(field.attname for field in fields))
    turned = [(place, turn) for place, field in enumerate(fields) if (turn := turning(field))]

    def values_of(row: models.Model) -> list[Any]:
        _state, *values = read(row)
        for place, turn in turned:
            values[place] = turn(values[place])
        return values

    return values_of


def turning(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """How a value of this column is said to the database, where not as it is."""
    if field.auto_created or isinstance(field, PLAIN):
        return None
    if isinstance(field, models.JSONField) and field.encoder is None and connection.vendor == "sqlite":
        return json.dumps
    if type(field) is models.DateTimeField and connection.vendor == "sqlite":
        zone = connection.timezone or UTC
        return lambda value: moment(field, value, zone)
    return lambda value: field.get_db_prep_save(value, connection)


def moment(field: "models.Field[Any, Any]", value: datetime | None, zone: tzinfo) -> Any:
    """As SQLite holds it, by the clock of `zone`; what has no zone Django is left to judge."""
    if value is None:
        return None
    if value.tzinfo is None:
        return field.get_db_prep_save(value, connection)
    return str((value if value.tzinfo is zone else value.astimezone(zone)).replace(tzinfo=None))


def execute_each(into: str, rows: Sequence[Sequence[Any]]) -> None:
    """One statement for many rows, as each database takes them fastest."""
    marks = f"({', '.join(['%s'] * len(rows[0]))})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{into} {marks}", rows)
            return
        for some in chunks(rows, 200):
            statement = f"{into} {', '.join([marks] * len(some))}"
            cursor.execute(statement, [value for row in some for value in row])


def chunks(rows: Iterable[Sequence[Any]], size: int) -> Iterable[list[Sequence[Any]]]:
    some: list[Sequence[Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
