"""Rows into a table by the hundred thousand: `executemany` on SQLite, COPY on PostgreSQL; what is kept beside
each row as it is written (indexes, checks of keys, a journal) comes afterwards, at once."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

Rows = Iterable[tuple[Any, ...]]

AT_ONCE = 20_000
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
BEFORE = {
    "sqlite": ["PRAGMA foreign_keys = OFF", "PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF",
               "PRAGMA cache_size = -500000"],
    "postgresql": ["SET session_replication_role = replica", "SET maintenance_work_mem = '1GB'"],
}  # fmt: skip
AFTER = {
    "sqlite": ["PRAGMA foreign_keys = ON", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
               "PRAGMA cache_size = -2000"],
    "postgresql": ["SET session_replication_role = DEFAULT", "RESET maintenance_work_mem"],
}  # fmt: skip
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%%'",
    "postgresql": """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        AND NOT indisunique""",
}


class Table:
    """One table and the columns that rows hold, in their order; what `constant` says stands in every row."""

    written = 0  # rows of all tables

    def __init__(self, name: str, columns: list[str], constant: tuple[Any, ...] = ()) -> None:
        self.name, self.columns, self.constant = name, columns, constant

    @classmethod
    def of(cls, sample: models.Model, model: type[models.Model], *varying: str) -> "Table":
        """A model's own table. What `sample` holds stands in every row, but for the `varying` fields."""
        written = [field for field in model._meta.local_concrete_fields if not field.generated]
        fields = {field.attname: field for field in written}
        rest = [field for name, field in fields.items() if name not in varying]
        rest = [field for field in rest if not isinstance(field, models.AutoField) or sample.pk]
        columns = [fields[name].column for name in varying] + [field.column for field in rest]
        constant = tuple(plain(field, getattr(sample, field.attname)) for field in rest)
        return cls(model._meta.db_table, columns, constant)

    def write(self, rows: Rows) -> None:
        """`rows` hold the varying columns, already as `stamp` and the like write them."""
        (self.copy if connection.vendor == "postgresql" else self.insert)(iter(rows))

    def insert(self, rows: Iterator[tuple[Any, ...]]) -> None:
        names, places = ", ".join(f'"{name}"' for name in self.columns), ", ".join("?" * len(self.columns))
        connection.ensure_connection()
        statement = f'INSERT INTO "{self.name}" ({names}) VALUES ({places})'  # noqa: S608
        while some := [row + self.constant for row in islice(rows, AT_ONCE)]:
            connection.connection.executemany(statement, some)
            Table.written += len(some)

    def copy(self, rows: Iterator[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{name}"' for name in self.columns)
        with connection.cursor() as cursor:
            cursor.copy_expert(f'COPY "{self.name}" ({names}) FROM STDIN', Lines(rows, self.constant))


class Lines:
    """Rows in PostgreSQL's text format of COPY, made while the server reads them. They hold no None, and no
    letter that the format would have escaped."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], constant: tuple[Any, ...]) -> None:
        self.rows = rows
        self.ending = "".join(f"\t{said(value)}" for value in constant) + "\n"

    def read(self, _size: int) -> str:
        some = ["\t".join(map(str, row)) for row in islice(self.rows, 500)]
        Table.written += len(some)
        return "".join(f"{line}{self.ending}" for line in some)


def said(value: Any) -> str:
    return "\\N" if value is None else str(value).translate(ESCAPES)


def plain(field: models.Field[Any, Any], value: Any) -> Any:
    """A value of a field as both databases take it from text."""
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) and connection.vendor == "sqlite" else value


def stamp(moment: datetime) -> str:
    """As SQLite keeps a moment and PostgreSQL reads one."""
    text = str(moment.astimezone(UTC))[:19]
    return text if connection.vendor == "sqlite" else f"{text}+00"


@contextmanager
def at_full_speed() -> Iterator[None]:
    """Rows written inside are not checked and not indexed one by one; no trigger hears of them. Indexes are
    made anew at the end. One transaction."""
    run(BEFORE[connection.vendor])
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INDEXES[connection.vendor])
            indexes = cursor.fetchall()
            run([f"DROP INDEX {quoted(name)}" for name, _made in indexes])
            yield
            run([made for _name, made in indexes])
    finally:
        run(AFTER[connection.vendor])


def quoted(name: str) -> str:
    return f'"{name}"' if connection.vendor == "sqlite" else name


def run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def set_sequences(*named: type[models.Model]) -> None:
    """Let the database number on from the highest key; SQLite does by itself."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in named:
            table, key = model._meta.db_table, model._meta.pk.column  # type: ignore[union-attr]
            highest = f'SELECT coalesce(max("{key}"), 0) + 1 FROM "{table}"'  # noqa: S608
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), ({highest}), false)", [f'"{table}"', key]
            )
