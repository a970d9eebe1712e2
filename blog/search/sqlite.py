"""Full text in SQLite: an FTS5 table whose row number is the post's key, and one of titles alone."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from blog.search.documents import Document
from blog.search.narrowing import Narrowing
from blog.search.query import Query, Term

TABLES = ("blog_searchindex", "blog_titleindex")
WRITE_TITLE = "INSERT OR REPLACE INTO blog_titleindex (rowid, title) VALUES (%s, %s)"
WRITE = (
    "INSERT OR REPLACE INTO blog_searchindex (rowid, title, lead, names, text) VALUES (%s, %s, %s, %s, %s)"
)

# Rows are found in the order of their numbers, so that it stops at the last that is wanted.
NEWEST = """{narrow}
    SELECT rowid AS key, round(bm25(blog_searchindex, 10.0, 4.0, 4.0, 1.0), 2) AS rank, 0 AS more
    FROM blog_searchindex WHERE blog_searchindex MATCH %s{among} ORDER BY rowid DESC LIMIT {most}
"""
TITLED = """{narrow}
    SELECT rowid AS key, round(bm25(blog_titleindex), 2) - 1000 AS rank
    FROM blog_titleindex WHERE blog_titleindex MATCH %s{among}
    AND {when} ORDER BY rowid DESC LIMIT {most}
"""
NARROW = "WITH narrow (id) AS MATERIALIZED ({keys})"
# With the sign it looks them up, and does not search for each.
AMONG = """ AND rowid >= (SELECT min(id) FROM narrow) AND rowid <= (SELECT max(id) FROM narrow)
    AND +rowid IN (SELECT id FROM narrow)"""


class SQLite:
    KEY = "blog_searchindex.rowid"
    MATCHES = "blog_searchindex MATCH %s"
    POSTS = "blog_post INDEXED BY post_readable"  # a row holds its long texts before what is asked for

    @staticmethod
    def newest(query: Query, narrowing: Narrowing, most: int) -> tuple[str, list[Any]]:
        return narrowed(NEWEST, SQLite.KEY, query, narrowing, most)

    @staticmethod
    def titled(query: Query, narrowing: Narrowing, most: int, when: str) -> tuple[str, list[Any]]:
        return narrowed(TITLED.replace("{when}", when), "blog_titleindex.rowid", query, narrowing, most)

    @staticmethod
    def expression(query: Query) -> str:
        """FTS5's language with every word quoted."""
        wanted = (" OR " if query.any_term else " AND ").join(map(quoted, query.terms))
        unwanted = " OR ".join(map(quoted, query.excluded))
        return f"({wanted}) NOT ({unwanted})" if unwanted else wanted

    @staticmethod
    def write(documents: Iterable[Document]) -> None:
        rows: list[tuple[int | str, ...]] = [(document.key, *document.fields) for document in documents]
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, rows)
            cursor.executemany(WRITE_TITLE, [row[:2] for row in rows])

    @staticmethod
    def remove(keys: list[int]) -> None:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(key,) for key in keys])  # noqa: S608

    @staticmethod
    def clear() -> None:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def narrowed(
    statement: str, key: str, query: Query, narrowing: Narrowing, most: int
) -> tuple[str, list[Any]]:
    """The statement, with its values, over what may be found."""
    narrow = NARROW.format(keys=narrowing.keys) if narrowing.keys else ""
    among = (AMONG if narrowing.keys else "") + narrowing.met_by(key, SQLite.POSTS)
    values = [*narrowing.key_values, SQLite.expression(query), *narrowing.values]
    return statement.format(narrow=narrow, among=among, most=most), values


def quoted(term: Term) -> str:
    """A phrase; the words hold letters, digits and marks only, so no quote can end it."""
    return f'"{" ".join(term.words)}"{" *" if term.is_beginning else ""}'
