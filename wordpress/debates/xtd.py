"""The tables of django-comments-xtd (or of django-contrib-comments alone) where another site has them.

Read, never written: https://github.com/danirus/django-comments-xtd, tables `django_comments` and
`django_comments_xtd_xtdcomment`. What was commented on is known there by its table and number alone, so its
address is read from that table: `permalink`, `path`, `url`, or its `slug`.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wordpress.debates.isso import plain, reading
from wordpress.debates.records import Record, Remark, SourceError, State, Thread

PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*")
ADDRESS_COLUMNS = ("permalink", "path", "url", "slug")
TITLE_COLUMNS = ("title", "headline", "name")
PERSON_COLUMNS = ("first_name", "last_name", "username", "email")
SERVER = ("postgres://", "postgresql://")

Row = dict[str, Any]


@dataclass
class Xtd:
    """The tables at `place`: the path of an SQLite file, or a `postgres://` address."""

    place: str
    name: str = "xtd"
    counts_globally: bool = False
    mended: list[str] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Threads, then comments. Raises SourceError where the tables are not there."""
        try:
            with closing(connected(self.place, self.mended)) as database:
                yield from Tables(database).records()
        except errors() as error:
            told = " ".join(str(error).split())
            raise SourceError(f"The comments of django-comments-xtd cannot be read there: {told}.") from error


def errors() -> tuple[type[Exception], ...]:
    """What goes wrong with either database. The admin loads this module, and a site on SQLite needs no client
    of PostgreSQL to start: it is asked for when an error is there, and loaded by then or soon."""
    import psycopg2

    return (sqlite3.Error, psycopg2.Error)


def connected(place: str, mended: list[str]) -> Any:
    """A DB-API connection. Raises sqlite3.Error or psycopg2.Error."""
    if not place.startswith(SERVER):
        return reading(Path(place), mended)
    import psycopg2.extras  # see errors()

    database = psycopg2.connect(place, cursor_factory=psycopg2.extras.DictCursor, connect_timeout=10)
    database.set_session(readonly=True)
    return database


class Tables:
    """What stands in the tables of one connection."""

    def __init__(self, database: Any) -> None:
        self.database = database
        self.is_threaded = bool(self.columns("django_comments_xtd_xtdcomment"))
        self.people = {row["id"]: row for row in self.known("auth_user", PERSON_COLUMNS)}

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a query that holds nothing from outside."""
        with closing(self.cursor()) as cursor:
            cursor.execute(query)
            for row in cursor:
                yield {name: plain(value) for name, value in dict(row).items()}

    def cursor(self) -> Any:
        """One that does not fetch everything at once."""
        is_local = isinstance(self.database, sqlite3.Connection)
        return self.database.cursor() if is_local else self.database.cursor("rows")

    def columns(self, table: str) -> set[str]:
        """The columns of a table; empty where there is no such table."""
        with closing(self.database.cursor()) as cursor:
            try:
                cursor.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608  a name of letters
            except errors():
                self.database.rollback()
                return set()
            return {column[0] for column in cursor.description}

    def known(self, table: str, wanted: tuple[str, ...], where: str = "") -> Iterator[Row]:
        """`id` and those of the wanted columns that the table has."""
        there = self.columns(table)
        found = [name for name in wanted if name in there]
        if "id" in there and found:
            yield from self.rows(f"SELECT id, {', '.join(found)} FROM {table} {where}")  # noqa: S608

    def records(self) -> Iterator[Record]:
        for kind in list(self.rows(KINDS)):
            yield from self.threads(kind)
        for row in self.rows(THREADED if self.is_threaded else FLAT):
            yield remark(row, self.people.get(row["user_id"] or 0, {}))

    def threads(self, kind: Row) -> Iterator[Thread]:
        """What the comments of one content type are about, with its address where its table tells it."""
        table = f"{kind['app_label']}_{kind['model']}"
        if PLAIN_NAME.fullmatch(table):
            where = COMMENTED_ON.format(int(kind["id"]))
            for row in self.known(table, (*ADDRESS_COLUMNS, *TITLE_COLUMNS), where):
                address, title = first(row, ADDRESS_COLUMNS), first(row, TITLE_COLUMNS)
                yield Thread(key(kind["id"], row["id"]), address, title)


KINDS = """
    SELECT id, app_label, model FROM django_content_type
    WHERE id IN (SELECT content_type_id FROM django_comments) ORDER BY id
"""
COMMENTED_ON = "WHERE CAST(id AS TEXT) IN (SELECT object_pk FROM django_comments WHERE content_type_id = {})"
COLUMNS = """
    c.id, c.content_type_id, c.object_pk, c.user_id, c.user_name, c.user_email, c.user_url, c.comment,
    c.submit_date, c.ip_address, c.is_public, c.is_removed
"""
FLAT = f"SELECT {COLUMNS}, 0 AS parent_id, FALSE AS followup FROM django_comments c ORDER BY c.id"  # noqa: S608
THREADED = f"""
    SELECT {COLUMNS}, x.parent_id, x.followup FROM django_comments c
    LEFT JOIN django_comments_xtd_xtdcomment x ON x.comment_ptr_id = c.id ORDER BY c.id
"""  # noqa: S608


def key(content_type: int, number: object) -> str:
    return f"{content_type}.{number}"


def first(row: Row, names: tuple[str, ...]) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def remark(row: Row, person: Row) -> Remark:
    """A comment; whoever was logged in is named by their user. A root there is its own parent."""
    parent = row["parent_id"] or 0
    whole_name = " ".join(filter(None, (person.get("first_name"), person.get("last_name"))))
    return Remark(
        key=str(row["id"]),
        thread=key(row["content_type_id"], row["object_pk"]),
        parent=str(parent) if parent not in {0, row["id"]} else "",
        name=row["user_name"] or whole_name or person.get("username") or "",
        email=row["user_email"] or person.get("email") or "",
        url=row["user_url"] or "",
        ip=row["ip_address"] or "",
        written=moment(row["submit_date"]),
        text=row["comment"] or "",
        markup="markdown",
        state=state(row),
        extra={"followup": "asked for mails on answers"} if row["followup"] else {},
    )


def state(row: Row) -> State:
    if row["is_removed"]:
        return "trash"
    return "approved" if row["is_public"] else "pending"


def moment(value: Any) -> datetime | None:
    """Django keeps UTC, in SQLite as text without a zone."""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
