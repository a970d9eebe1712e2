"""Tables, triggers and their content: made, taken away for a migration, filled anew, compared."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_migrate, pre_migrate

from blog.measuring import measure
from blog.shelves import postgresql, sqlite, tallies
from blog.shelves.sql import FILL


def dialect() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def connect(sender: Any) -> None:
    """SQLite alters a table by making it anew, which triggers that name it do not survive: none stands while
    something is migrated, and afterwards the shelves are filled anew."""
    pre_migrate.connect(before_migration, sender=sender)
    post_migrate.connect(after_migration, sender=sender)


def before_migration(plan: list[Any], **_kwargs: Any) -> None:
    if plan:
        run(removing())


def after_migration(plan: Sequence[Any] = (), **_kwargs: Any) -> None:
    if tables_are_there() and not is_installed():
        rebuild()
    if plan:
        measure()


def tables_are_there() -> bool:
    wanted = {"blog_listed", "blog_post_categories", *tallies.tables()}
    return wanted <= set(connection.introspection.table_names())


def is_installed() -> bool:
    return set(dialect().triggers()) == {name for (name,) in asked(dialect().INSTALLED)}


def removing() -> list[str]:
    """What takes away every trigger of ours that there is, also those of an earlier version."""
    return [statement for (statement,) in asked(dialect().REMOVE)]


def rebuild() -> None:
    """Fill the shelves and the tallies from the rows, and let triggers keep them from now on."""
    emptied = [tallies.EMPTY.format(name) for name in tallies.tables()]
    counted = [tally.of_rows(tally.source) for tally in tallies.kept]
    made = [statement for statements in dialect().triggers().values() for statement in statements]
    with transaction.atomic():
        run([*removing(), *emptied, *FILL, *counted, *made])


def compact() -> None:
    """Make one row of the several that a kind may have in a tally."""
    for name, tally in tallies.tables().items():
        if asked(dialect().scattered(name, tally.names))[0][0]:
            run(dialect().compact(name, tally.names))


def asked(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
        return list(cursor.fetchall())


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
