"""Tables, triggers and their content: made, taken away for a migration, filled anew, compared."""

from types import ModuleType
from typing import Any

from django.db import connection, transaction

from blog.shelves import postgresql, sqlite, tallies
from blog.shelves.sql import FILL


def dialect() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def tables_are_there() -> bool:
    wanted = {"blog_listed", "blog_post_categories", *tallies.tables()}
    return wanted <= set(connection.introspection.table_names())


def sources() -> set[str]:
    """The tables from which the shelves are filled."""
    named = " ".join(made for statements in dialect().triggers().values() for made in statements)
    words = set(named.split())
    return words & set(connection.introspection.django_table_names()) - set(tallies.tables())


def is_installed() -> bool:
    """Whether each trigger stands as it is written now."""
    wanted = {name: mark(made) for name, made in dialect().triggers().items()}
    return wanted == dict(asked(dialect().INSTALLED))


def mark(statements: list[str]) -> str:
    """What the database says of a trigger that these have made."""
    return str(dialect().mark(statements))


def removing() -> list[str]:
    """What takes away every trigger of ours that there is, also those of an earlier version."""
    return [statement for (statement,) in asked(dialect().REMOVE)]


def rebuild() -> None:
    """Fill the shelves and the tallies from the rows, and let triggers keep them from now on."""
    emptied = [tallies.EMPTY.format(name) for name in tallies.tables()]
    counted = [tally.of_rows(tally.source) for tally in tallies.kept]
    made = [each for name, some in dialect().triggers().items() for each in dialect().marked(name, some)]
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
