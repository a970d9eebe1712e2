"""The tables and triggers in SQLite, which has one writer: a tally has one row a month, changed in place."""

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

MONTH = "substr({row}publish_at, 1, 7) || '-01'"
TABLES = [
    """CREATE TABLE blog_listed (shelf bigint NOT NULL, publish_at datetime NOT NULL, post_id bigint NOT NULL,
    PRIMARY KEY (shelf, publish_at, post_id)) WITHOUT ROWID""",
    "CREATE INDEX listed_post ON blog_listed (post_id, shelf)",
    """CREATE TABLE blog_tally (shelf bigint NOT NULL, month date NOT NULL, number integer NOT NULL,
    PRIMARY KEY (shelf, month)) WITHOUT ROWID""",
]
NO_TABLES = ["DROP TABLE blog_listed", "DROP TABLE blog_tally"]
TRIGGERS = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'shelf%%'"
FILLED = [statement.format(month=MONTH.format(row="")) for statement in FILL]


def counted(shelf: str, month: str, only: str = "1") -> str:
    return f"""INSERT INTO blog_tally (shelf, month, number) SELECT {shelf}, {month}, 1
    WHERE {only} ON CONFLICT (shelf, month) DO UPDATE SET number = number + 1"""


def discounted(shelf: str, month: str, only: str = "1") -> str:
    return f"""UPDATE blog_tally SET number = number - 1
    WHERE shelf = {shelf} AND month = {month} AND {only}"""


def triggers() -> dict[str, str]:
    """Name: statement."""
    found: dict[str, str] = {}

    def on(event: str, table: str, *statements: str, when: str = "") -> None:
        name = f"shelf_{table}_{event.split(maxsplit=1)[0].lower()}"
        body = "; ".join(statements)
        found[name] = f"CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN {body}; END"

    new_day = counted(
        "-1", "NEW.permalink_date", f"{IS_LISTED.format(row='NEW')} AND NEW.permalink_date IS NOT NULL"
    )
    old_day = discounted("-1", "OLD.permalink_date", IS_LISTED.format(row="OLD"))
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in LISTING)
    old, new = {"post": "OLD.id"}, {"post": "NEW.id"}
    on("INSERT", "blog_post", SHELVE.format(**new), new_day)
    on("DELETE", "blog_post", UNSHELVE.format(**old), old_day)
    on(
        f"UPDATE OF {', '.join(WRITTEN)}", "blog_post",
        UNSHELVE.format(**old), SHELVE.format(**new), old_day, new_day, when=f"WHEN {changed}",
    )  # fmt: skip
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
        when="WHEN OLD.path <> NEW.path",
    )  # fmt: skip
    on("INSERT", "blog_listed", counted("NEW.shelf", MONTH.format(row="NEW.")))
    on("DELETE", "blog_listed", discounted("OLD.shelf", MONTH.format(row="OLD.")))
    return found


INSTALL = list(triggers().values())
REMOVE = [f"DROP TRIGGER IF EXISTS {name}" for name in triggers()]
SCATTERED = "SELECT 0"  # never
COMPACT: list[str] = []
