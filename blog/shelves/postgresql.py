"""The tables and triggers in PostgreSQL. A tally is only added to, so that no writer waits for another's
transaction; `compact` makes one row of those of a kind. Rows that come or go are counted once a statement."""

# ruff: noqa: S608 (made of these statements and nothing else)

from collections.abc import Iterator
from hashlib import sha256

from blog.shelves.sql import Event, events
from blog.shelves.tallies import Tally, kept, tables

TABLES = [
    """CREATE TABLE blog_listed (shelf bigint NOT NULL, publish_at timestamptz NOT NULL,
    post_id bigint NOT NULL, PRIMARY KEY (shelf, publish_at, post_id))""",
    "CREATE INDEX listed_post ON blog_listed (post_id, shelf)",
    "CREATE TABLE blog_tally (shelf bigint NOT NULL, month date NOT NULL, number integer NOT NULL)",
    "CREATE INDEX tally_shelf ON blog_tally (shelf, month) INCLUDE (number)",
]
INSTALLED = """SELECT tgname, coalesce(obj_description(tgfoid, 'pg_proc'), '') FROM pg_trigger
    WHERE tgname LIKE 'shelf%%'"""
REMOVE = """SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass || '; DROP FUNCTION IF EXISTS '
    || tgname || '()' FROM pg_trigger WHERE tgname LIKE 'shelf%%'"""


def tally_table(name: str, columns: dict[str, str]) -> list[str]:
    """Statements that make a table for a tally of these kinds (column and type)."""
    written = ", ".join(f"{column} {kind} NOT NULL" for column, kind in columns.items())
    return [
        f"CREATE TABLE {name} ({written}, number integer NOT NULL)",
        f"CREATE INDEX {name}_kind ON {name} ({', '.join(columns)}) INCLUDE (number)",
    ]


def triggers() -> dict[str, list[str]]:
    """By name, what makes each."""
    found = [*events(), *(tally.events()["UPDATE"] for tally in kept)]
    made = {event.trigger: trigger(event) for event in found}
    for tally in kept:
        made |= counting(tally)
    return made | dict(emptying())


def function(name: str, *statements: str) -> str:
    body = "; ".join(statements)
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {body}; RETURN NULL; END $$"""


def trigger(event: Event) -> list[str]:
    of = f"OF {', '.join(event.of)}" if event.of else ""
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in event.differs)
    when = f"WHEN ({changed})" if changed and event.what == "UPDATE" else ""
    return [
        function(event.trigger, *event.statements),
        f"""CREATE TRIGGER {event.trigger} AFTER {event.what} {of} ON {event.table}
        FOR EACH ROW {when} EXECUTE FUNCTION {event.trigger}()""",
    ]


def counting(tally: Tally) -> Iterator[tuple[str, list[str]]]:
    """Rows that came, and rows that went, all of a statement at once."""
    came, went = tally.of_rows("fresh"), tally.of_rows("gone", "-count(*)")
    for what, rows, counted in (
        ("INSERT", "NEW TABLE AS fresh", came),
        ("DELETE", "OLD TABLE AS gone", went),
    ):
        name = tally.events()[what].trigger
        made = f"""CREATE TRIGGER {name} AFTER {what} ON {tally.source} REFERENCING {rows}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}()"""
        yield name, [function(name, counted), made]


def emptying() -> Iterator[tuple[str, list[str]]]:
    """TRUNCATE tells of no rows."""
    emptied = {"blog_post": ["blog_listed"]}
    for name, tally in tables().items():
        source = "blog_post" if tally.source == "blog_listed" else tally.source
        emptied.setdefault(source, []).append(name)
    for table, gone in emptied.items():
        name = f"shelf_{table}_truncate"
        made = f"""CREATE TRIGGER {name} AFTER TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}()"""
        yield name, [function(name, *(f"DELETE FROM {each}" for each in gone)), made]


def marked(name: str, statements: list[str]) -> list[str]:
    """The statements that make a trigger, and a note on its function which they were."""
    return [*statements, f"COMMENT ON FUNCTION {name}() IS '{mark(statements)}'"]


def mark(statements: list[str]) -> str:
    return sha256("".join(statements).encode()).hexdigest()


def scattered(table: str, kinds: str) -> str:
    return f"""SELECT count(*) FROM (
        SELECT 1 FROM {table} GROUP BY {kinds} HAVING count(*) > 1 LIMIT 1) AS scattered"""


def compact(table: str, kinds: str) -> list[str]:
    return [
        f"""WITH gone AS (
            DELETE FROM {table} WHERE ({kinds}) IN (
                SELECT {kinds} FROM {table} GROUP BY {kinds} HAVING count(*) > 1
            ) RETURNING {kinds}, number
        )
        INSERT INTO {table} ({kinds}, number) SELECT {kinds}, sum(number) FROM gone GROUP BY {kinds}"""
    ]
