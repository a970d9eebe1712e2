"""Tables, triggers and their content: made, taken away for a migration, filled anew, compared."""

from types import ModuleType
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_migrate, pre_migrate

from blog.shelves import postgresql, sqlite


def dialect() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def connect(sender: Any) -> None:
    """SQLite alters a table by making it anew, which triggers that name it do not survive: none stands while
    something is migrated, and afterwards the shelves are filled anew."""
    pre_migrate.connect(before_migration, sender=sender)
    post_migrate.connect(after_migration, sender=sender)


def before_migration(plan: list[Any], **_kwargs: Any) -> None:
    if plan:
        run(dialect().REMOVE if tables_are_there() else [])


def after_migration(**_kwargs: Any) -> None:
    if tables_are_there() and not is_installed():
        rebuild()


def tables_are_there() -> bool:
    return {"blog_listed", "blog_post_categories"} <= set(connection.introspection.table_names())


def is_installed() -> bool:
    return bool(asked_once(dialect().TRIGGERS) >= len(dialect().triggers()))


def rebuild() -> None:
    """Fill the shelves from the articles, and let triggers keep them from now on."""
    with transaction.atomic():
        run([*dialect().REMOVE, *dialect().FILLED, *dialect().INSTALL])


def compact() -> None:
    """Make one row of the several that a month's tally may have."""
    if asked_once(dialect().SCATTERED):
        run(dialect().COMPACT)


def asked_once(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
        return int(cursor.fetchone()[0])


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
