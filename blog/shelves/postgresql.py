"""The tables and triggers in PostgreSQL. A tally is only added to, so that no writer waits for another's
transaction; `COMPACT` makes one row of those of a month. Listed rows are counted once a statement."""

# ruff: noqa: S608 (made of these statements and nothing else)

from blog.shelves.sql import (
    FILE_BELOW,
    FILL,
    IS_LISTED,
    LINKS,
    LISTING,
    SHELVE,
    TAKE_OFF,
    TAKE_OFF_BELOW,
    UNFILE,
    UNSHELVE,
    WRITTEN,
)  # fmt: skip

MONTH = "date_trunc('month', publish_at AT TIME ZONE 'UTC')::date"
TABLES = [
    """CREATE TABLE blog_listed (shelf bigint NOT NULL, publish_at timestamptz NOT NULL,
    post_id bigint NOT NULL, PRIMARY KEY (shelf, publish_at, post_id))""",
    "CREATE INDEX listed_post ON blog_listed (post_id, shelf)",
    "CREATE TABLE blog_tally (shelf bigint NOT NULL, month date NOT NULL, number integer NOT NULL)",
    "CREATE INDEX tally_shelf ON blog_tally (shelf, month) INCLUDE (number)",
]
NO_TABLES = ["DROP TABLE blog_listed", "DROP TABLE blog_tally"]
TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'shelf%%'"
FILLED = [statement.format(month=MONTH) for statement in FILL]
SCATTERED = """SELECT count(*) FROM (
    SELECT 1 FROM blog_tally GROUP BY shelf, month HAVING count(*) > 1 LIMIT 1) AS scattered"""
COMPACT = [
    """WITH gone AS (
        DELETE FROM blog_tally WHERE (shelf, month) IN (
            SELECT shelf, month FROM blog_tally GROUP BY shelf, month HAVING count(*) > 1
        ) RETURNING shelf, month, number
    )
    INSERT INTO blog_tally (shelf, month, number)
    SELECT shelf, month, sum(number) FROM gone GROUP BY shelf, month"""
]


def function(name: str, *statements: str) -> str:
    body = "; ".join(statements)
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {body}; RETURN NULL; END $$"""


def day(row: str, number: int) -> str:
    is_counted = f"{IS_LISTED.format(row=row)} AND {row}.permalink_date IS NOT NULL"
    return f"""INSERT INTO blog_tally (shelf, month, number)
    SELECT -1, {row}.permalink_date, {number} WHERE {is_counted}"""


def tallied(rows: str, number: str) -> str:
    return f"""INSERT INTO blog_tally (shelf, month, number)
    SELECT shelf, {MONTH}, {number} FROM {rows} GROUP BY 1, 2"""


def triggers() -> dict[str, tuple[str, list[str]]]:
    """Name: (table, statements)."""
    found: dict[str, tuple[str, list[str]]] = {}

    def on(event: str, table: str, *statements: str, when: str = "", each: str = "ROW") -> None:
        name = f"shelf_{table}_{event.split(maxsplit=1)[0].lower()}"
        trigger = f"""CREATE TRIGGER {name} AFTER {event} ON {table} {when.format(table=table)}
        FOR EACH {each.partition(" ")[0]} {each.partition(" ")[2]} EXECUTE FUNCTION {name}()"""
        found[name] = (table, [function(name, *statements), trigger])

    old, new = {"post": "OLD.id"}, {"post": "NEW.id"}
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in LISTING)
    on("INSERT", "blog_post", SHELVE.format(**new), day("NEW", 1))
    on("DELETE", "blog_post", UNSHELVE.format(**old), day("OLD", -1))
    on(
        f"UPDATE OF {', '.join(WRITTEN)}", "blog_post",
        UNSHELVE.format(**old), SHELVE.format(**new), day("OLD", -1), day("NEW", 1),
        each=f"ROW WHEN ({changed})",
    )  # fmt: skip
    on("TRUNCATE", "blog_post", "DELETE FROM blog_listed", "DELETE FROM blog_tally", each="STATEMENT")
    for table, (key, shelf) in LINKS.items():
        off = TAKE_OFF.format(post=f"OLD.{key}", shelf=shelf.format(row="OLD"))
        shelve = SHELVE.format(post=f"NEW.{key}")
        on("INSERT", table, shelve)
        on("DELETE", table, off)
        on("UPDATE", table, off, shelve)
    off, shelve = UNFILE.format(post="OLD.post_id"), SHELVE.format(post="NEW.post_id")
    on("INSERT", "blog_post_categories", shelve)
    on("DELETE", "blog_post_categories", off)
    on("UPDATE", "blog_post_categories", off, shelve)
    path = {"path": "NEW.path"}
    on(
        "UPDATE OF path", "blog_category", TAKE_OFF_BELOW.format(**path), FILE_BELOW.format(**path),
        each="ROW WHEN (OLD.path <> NEW.path)",
    )  # fmt: skip
    fresh, gone = "REFERENCING NEW TABLE AS fresh", "REFERENCING OLD TABLE AS gone"
    on("INSERT", "blog_listed", tallied("fresh", "count(*)"), when=fresh, each="STATEMENT")
    on("DELETE", "blog_listed", tallied("gone", "-count(*)"), when=gone, each="STATEMENT")
    return found


INSTALL = [statement for _table, statements in triggers().values() for statement in statements]
REMOVE = [
    statement
    for name, (table, _statements) in triggers().items()
    for statement in (f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()")
]
