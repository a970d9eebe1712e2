"""What a database is made of, in words that can be compared.

The order of columns does not count: SQLite makes some tables anew to alter them, and puts what was added last
in another place."""

import re
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection

POSTGRESQL = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default,
        generation_expression, identity_generation FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY 1, 2""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
    "triggers": """
        SELECT tgname, pg_get_triggerdef(oid), obj_description(oid) FROM pg_trigger
        WHERE NOT tgisinternal ORDER BY 1""",
    "functions": """
        SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1""",
}
SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2"
COMMA = re.compile(r",\s*(?![^()]*\))")  # outside the innermost brackets


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
        return cursor.fetchall()


def schema() -> dict[str, Any]:
    """Every table, index and trigger by its name, with what was said when it was made."""
    if connection.vendor == "postgresql":
        return {f"{kind} {row[0]} {row[1]}": row for kind, sql in POSTGRESQL.items() for row in rows(sql)}
    return {f"{kind} {name}": parts(kind, sql or "") for kind, name, sql in rows(SQLITE)}


def parts(kind: str, sql: str) -> list[str] | str:
    plain = " ".join(sql.replace('"', "").split())
    if kind != "table" or " VIRTUAL " in plain:
        return plain
    head, _bracket, columns = plain.removesuffix(")").partition("(")
    return [head.strip(), *sorted(COMMA.split(columns.strip()))]


def groups() -> dict[str, set[tuple[str, str]]]:
    """What each group may do, as (app, codename)."""
    named = ("content_type__app_label", "codename")
    return {group.name: {*group.permissions.values_list(*named)} for group in Group.objects.all()}
