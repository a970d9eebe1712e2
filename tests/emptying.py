"""After a test that really commits, the database is again as the migrations made it.

Django would empty all tables, and let every app write its types and permissions anew: twenty times the cost.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.db import connection
from django.test import TransactionTestCase

from blog.search.engine import engine
from comments.moderating.ledger import opened


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def rows_of(table: str) -> list[tuple[Any, ...]]:
    """Every row, in an order of its own."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quoted(table)} ORDER BY 1")
        return cursor.fetchall()


def filled(tables: list[str]) -> list[str]:
    """Those of the tables that hold a row, by one question."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quoted(table)})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [table for (table,) in cursor.fetchall()]


def empty(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {quoted(table)}")


def write(table: str, rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quoted(table)} VALUES ({places})", rows)


@dataclass
class Migrated:
    """What the migrations wrote, by table; a table that is not named was left empty."""

    tables: list[str] = field(default_factory=connection.introspection.django_table_names)
    written: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def remember(self) -> "Migrated":
        """Take the database as it is now for what the migrations made."""
        self.written = {table: rows_of(table) for table in filled(self.tables)}
        return self

    @opened("the end of a test")
    def restore(self) -> None:
        """Take out what came, and write what is no longer as it was. Foreign keys are asked at the end."""
        changed = {table for table, rows in self.written.items() if rows_of(table) != rows}
        # A trigger may write down what was taken out.
        while came := {*filled(self.tables)} - {*self.written}:
            for table in came:
                empty(table)
        for table in changed:
            empty(table)
        for table in changed:
            write(table, self.written[table])
        if changed:
            ContentType.objects.clear_cache()
            Site.objects.clear_cache()
        engine().clear()


def keep_as_migrated() -> None:
    """From now on, tests that commit are followed by `Migrated.restore` instead of Django's flush."""
    migrated = Migrated().remember()
    TransactionTestCase._fixture_teardown = lambda case: migrated.restore()
