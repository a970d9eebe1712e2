"""What the database notes about how its rows are spread, by which it chooses among indexes.

Pages need none of it (tests/site/test_plans.py); the newsroom's lists, narrowed as one likes, are better for
it. Made after a migration and after much came in at once; on SQLite daily besides, while PostgreSQL's
autovacuum goes by how much was written."""

from collections.abc import Iterator

from django.db import connection, transaction

FEW = 5_000  # rows: so many a smaller table may have by the time that it is looked at again
MUCH = 500  # things that came in at once
LOOKED_AT = 1_000  # rows of each index
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%%'"
NOTED = "SELECT tbl, stat FROM sqlite_stat1 WHERE stat IS NOT NULL"
FORGET = "DELETE FROM sqlite_stat1 WHERE tbl = %s"
BELIEVE = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, NULL, %s)"


def measure(few: int = FEW) -> None:
    """Look at a sample of every table (https://www.sqlite.org/lang_analyze.html,
    https://www.postgresql.org/docs/current/sql-analyze.html). Connections that are open go by it within a
    minute, once they are opened anew."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:  # each table in a transaction of its own
            cursor.execute("ANALYZE")
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        cursor.execute("ANALYZE")
        small = list(small_tables(few))
        cursor.executemany(FORGET, [(table,) for table in small])
        cursor.executemany(BELIEVE, [(table, str(few)) for table in small])
        cursor.execute("ANALYZE sqlite_schema")  # so that this connection goes by it now


def measure_after(number: int) -> None:
    """So many things came in: look anew if that was much."""
    if number > MUCH:
        measure()


def small_tables(few: int) -> Iterator[str]:
    """Those with fewer rows. SQLite would read a table of three rows as a whole, and go on so when it has a
    hundred thousand; of an empty one it notes nothing, and believes that it is the largest of all."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        rows = dict.fromkeys((name for (name,) in cursor.fetchall()), 0)
        cursor.execute(NOTED)
        for table, stat in cursor.fetchall():
            rows[table] = max(rows.get(table, 0), int(stat.split()[0]))
    return (table for table, number in rows.items() if number < few)


def is_measured() -> bool:
    """Whether anybody has looked; of a PostgreSQL database that was restored nobody has."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        else:
            cursor.execute("SELECT count(*) FROM pg_class WHERE relname = 'blog_post' AND reltuples >= 0")
        return bool(cursor.fetchone()[0])
