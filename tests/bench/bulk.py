"""Rows into a table by the hundred thousand: `executemany` on SQLite, COPY on PostgreSQL."""

import json
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import StringIO
from itertools import islice
from typing import Any

from django.db import connection, models

AT_ONCE = 20_000
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Table:
    """One model's own table. What `sample` holds stands in every row, but for the `varying` fields."""

    written = 0  # rows of all tables
    seconds = 0.0

    def __init__(self, sample: models.Model, model: type[models.Model], *varying: str) -> None:
        written = [field for field in model._meta.local_concrete_fields if not field.generated]
        fields = {field.attname: field for field in written}
        rest = [field for name, field in fields.items() if name not in varying]
        rest = [field for field in rest if not isinstance(field, models.AutoField) or sample.pk]
        self.columns = [fields[name].column for name in varying] + [field.column for field in rest]
        self.constant = tuple(plain(field, getattr(sample, field.attname)) for field in rest)
        self.name = model._meta.db_table

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """`rows` hold the varying fields in their order, already as `stamp` and the like write them."""
        waiting = iter(rows)
        while some := [(*row, *self.constant) for row in islice(waiting, AT_ONCE)]:
            started = time.perf_counter()
            (copy if connection.vendor == "postgresql" else insert)(self.name, self.columns, some)
            Table.written += len(some)
            Table.seconds += time.perf_counter() - started


def insert(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    connection.ensure_connection()
    connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608


def copy(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', StringIO("".join(lines(rows))))


def lines(rows: list[tuple[Any, ...]]) -> Iterator[str]:
    """PostgreSQL's text format of COPY."""
    for row in rows:
        yield "\t".join("\\N" if value is None else str(value).translate(ESCAPES) for value in row) + "\n"


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
    text = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return text if connection.vendor == "sqlite" else f"{text}+00"


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
