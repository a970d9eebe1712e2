"""The tables and triggers in SQLite."""

from blog.shelves.sql import Event, events
from blog.shelves.tallies import kept

TABLES = [
    """CREATE TABLE blog_listed (shelf bigint NOT NULL, publish_at datetime NOT NULL, post_id bigint NOT NULL,
    PRIMARY KEY (shelf, publish_at, post_id)) WITHOUT ROWID""",
    "CREATE INDEX listed_post ON blog_listed (post_id, shelf)",
    """CREATE TABLE blog_tally (shelf bigint NOT NULL, month date NOT NULL, number integer NOT NULL,
    PRIMARY KEY (shelf, month)) WITHOUT ROWID""",
]
INSTALLED = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'shelf%%'"
REMOVE = "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'shelf%%'"


def tally_table(name: str, columns: dict[str, str]) -> list[str]:
    """Statements that make a table for a tally of these kinds (column and type)."""
    written = ", ".join(f"{column} {kind} NOT NULL" for column, kind in columns.items())
    return [
        f"""CREATE TABLE {name} ({written}, number integer NOT NULL,
        PRIMARY KEY ({", ".join(columns)})) WITHOUT ROWID"""
    ]


def triggers() -> dict[str, list[str]]:
    """By name, what makes each."""
    found = [*events(), *(event for tally in kept for event in tally.events().values())]
    return {event.trigger: [trigger(event)] for event in found}


def trigger(event: Event) -> str:
    of = f"OF {', '.join(event.of)}" if event.of else ""
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in event.differs)
    when = f"WHEN {changed}" if changed and event.what == "UPDATE" else ""
    body = "; ".join(event.statements)
    return f"CREATE TRIGGER {event.trigger} AFTER {event.what} {of} ON {event.table} {when} BEGIN {body}; END"


def marked(_name: str, statements: list[str]) -> list[str]:
    """The statements that make a trigger; the database keeps their text."""
    return statements


def mark(statements: list[str]) -> str:
    return statements[-1]


def scattered(_table: str, _kinds: str) -> str:
    return "SELECT 0"  # a tally has one row a kind, changed in place


def compact(_table: str, _kinds: str) -> list[str]:
    return []
