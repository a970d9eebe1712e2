"""How SQLite answers the statements of a page: by which plan, and in how many steps of its machine.

Steps are counted, not timed, so that the same journal always gives the same number."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client

from blog.models import publication
from blog.pagecache import everything_changed
from tests.bench.addresses import Asked

# Tables that grow with the journal; of what is kept by month there are a few hundred rows.
GROWING = {
    "blog_post", "blog_post_categories", "blog_postauthor", "blog_taggedpost", "blog_listed",
    "comments_reply", "comments_thread", "comments_writer", "django_comments_xtd_xtdcomment",
    "django_comments",
}  # fmt: skip
SMALL_INDEXES = {"post_sticky", "reply_reported"}  # over the few rows of a condition
STEP = 10  # so many of the machine's are counted as one
SAME_ORIGIN = {"origin": "http://testserver"}
numbers = count(1)


@dataclass(frozen=True)
class Statement:
    """One that a page asked: its SQL, what SQLite walks for it, and its steps (0: it writes)."""

    sql: str
    walks: tuple[str, ...]
    steps: int


@contextmanager
def database_at(path: Path) -> Iterator[None]:
    """A copy of the empty database in that file is the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{path}'")
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    forget()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        forget()


def forget() -> None:
    """Nothing that was read before is at hand."""
    everything_changed()
    publication.forget()


def statistics() -> list[tuple[Any, ...]]:
    """What SQLite has noted about its indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1")
        return cursor.fetchall()


def believe(rows: list[tuple[Any, ...]]) -> None:
    """Let SQLite plan by these statistics instead; by none, if there are none."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")
        if rows:
            cursor.executemany("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", rows)
    connection.close()  # it reads them once, while it opens the file


def asked_by(asked: Asked) -> list[Statement]:
    """Every statement for this page, looked at after the page was answered."""
    statements: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        statements.append((sql, parameters))
        return execute(sql, parameters, many, context)

    forget()
    with connection.execute_wrapper(note):
        answer(asked)
    words = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
    return [statement(sql, parameters) for sql, parameters in statements if words.match(sql)]


def answer(asked: Asked) -> None:
    client = Client(headers={"cookie": asked.cookie} if asked.cookie else {})
    if asked.form:
        response = client.post(
            asked.address, {"comment": f"{asked.typed} {next(numbers)}", **asked.form}, headers=SAME_ORIGIN
        )
    else:
        response = client.get(asked.address)
    assert str(response.status_code) == asked.status, asked.address
    response.close()


def statement(sql: str, parameters: Any) -> Statement:
    writes = re.match(r"\s*(INSERT|UPDATE|DELETE)", sql)
    return Statement(" ".join(sql.split()), walks(sql, parameters), 0 if writes else steps(sql, parameters))


def walks(sql: str, parameters: Any) -> tuple[str, ...]:
    """Of the plan what goes through all rows of a table that grows, or sets up an index for the occasion
    (https://www.sqlite.org/eqp.html)."""
    tables = {alias: table for table, alias in re.findall(r'"(\w+)" (?:AS )?"?([A-Z]\d+)"?', sql)}
    tables |= {alias: table for table, alias in re.findall(r"(?:FROM|JOIN) (\w+) AS (\w+)", sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        plan = [detail for *_, detail in cursor.fetchall()]
    found = []
    for detail in plan:
        match = re.match(r"(?:SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", detail)
        table = match and tables.get(match[1], match[1])
        is_all = detail.startswith("SCAN") and match and match[2] not in SMALL_INDEXES
        if table in GROWING and (is_all or "AUTOMATIC" in detail):
            found.append(detail)
    return tuple(found)


def steps(sql: str, parameters: Any) -> int:
    """Of SQLite's machine, to read the whole answer."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += STEP
        return 0

    database: sqlite3.Connection = connection.connection
    with connection.cursor() as cursor:
        database.set_progress_handler(count, STEP)
        try:
            cursor.execute(sql, parameters)
            cursor.fetchall()
        finally:
            database.set_progress_handler(None, 0)
    return counted
