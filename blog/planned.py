"""Statements that PostgreSQL plans once a connection: planning what a page asks costs several times as much
as answering it, and psycopg2 itself prepares nothing.

A plan is made without looking at the values. What is asked so is found by an index whatever the values are;
what is not (a search) is asked as ever. Behind a pooler that gives each transaction another connection of the
server's, where nothing prepared is found again, statements are asked as ever from then on. Others may have
prepared something there: a plan is therefore called by what it is a plan of."""

import logging
import select
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from psycopg2 import errors
from psycopg2.extensions import AsIs

logger = logging.getLogger("blog")

TYPES = {bool: "boolean", int: "bigint", str: "unknown", datetime: "timestamptz", date: "date"}
# Just-in-time compiling never pays for a page's questions.
SESSION = """
SELECT pg_backend_pid(),
  set_config('jit', 'off', false), set_config('plan_cache_mode', 'force_generic_plan', false)
"""
GONE = (errors.InvalidSqlStatementName, errors.DuplicatePreparedStatement, errors.FeatureNotSupported)


def type_of(value: Any) -> str:
    """PostgreSQL's; of words, and of what is of no known type, as it reads a literal there."""
    return next((name for kind, name in TYPES.items() if isinstance(value, kind)), "unknown")


def begin(connection: Any) -> None:
    """Ready a connection that has just been made; by a cursor of the driver's, since no page shows it."""
    with connection.connection.cursor() as cursor:
        cursor.execute(SESSION)
        connection.__dict__["is_pooled"] = cursor.fetchone()[0] != connection.connection.info.backend_pid
    ask = type(connection).is_usable
    connection.is_usable = lambda: not has_news(connection.connection) or ask(connection)


def may_plan(connection: Any) -> bool:
    """Whether a plan that is not found again would cost nothing but another try: it ends a transaction, and
    may be missing behind a pooler, which gives the connection a process number of its own."""
    return Planned.are_kept and not (connection.in_atomic_block and connection.__dict__["is_pooled"])


def has_news(connection: Any) -> bool:
    """Whether the server has said something unasked, as when it ends the connection: Django asks before every
    request whether it is still there, which costs as much as an answer."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))


@dataclass
class Plans:
    """Of one connection of the server's: their names, by key or statement. `lapsed` is how often a table had
    changed under one: those after that are called anew."""

    server: Any
    names: dict[int | str, str] = field(default_factory=dict)
    lapsed: int = 0


class Planned:
    """A cursor of the driver's under Django's, so that whoever watches statements sees them as they were
    written. `fixed` says of each parameter whether it is the same in every execution of what `key` names."""

    are_kept = True  # not any more, once one was not found again

    def __init__(self, cursor: Any, connection: Any, fixed: Sequence[bool], key: int | None) -> None:
        self.cursor, self.connection, self.fixed, self.key = cursor, connection, fixed, key
        self.query: bytes | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cursor, name)

    def execute(self, sql: str, params: Any = None) -> None:
        """As the driver's, or by the plan that is there."""
        params = params or ()
        fixed = self.fixed or (False,) * len(params)
        try:
            name = self.name_of(sql, params, fixed)
            left = [value for value, is_fixed in zip(params, fixed, strict=True) if not is_fixed]
            marks = f" ({', '.join(['%s'] * len(left))})" if left else ""
            self.cursor.execute(f"EXECUTE {name}{marks}", left)
        except GONE as error:
            if isinstance(error, errors.FeatureNotSupported):
                self.plans.names.clear()
                self.plans.lapsed += 1
            else:
                Planned.are_kept = False
                logger.warning("statements are planned anew each time: %s", str(error).strip())
            if self.connection.in_atomic_block:
                raise
            self.cursor.execute(sql, params)
        if self.connection.queries_logged:
            self.query = self.cursor.mogrify(sql, params)

    @property
    def plans(self) -> Plans:
        """What this connection of the server's has prepared."""
        found: Plans | None = self.connection.__dict__.get("plans")
        if found is None or found.server is not self.connection.connection:
            found = self.connection.__dict__["plans"] = Plans(self.connection.connection)
        return found

    def name_of(self, sql: str, params: Any, fixed: Sequence[bool]) -> str:
        """Of the statement, prepared if it is not yet."""
        names = self.plans.names
        name = names.get(self.key or sql)
        if name is None:
            statement = self.statement(sql, params, fixed)
            named_by = f"{self.plans.lapsed}".encode() + statement
            name = f"broadside_{blake2b(named_by, digest_size=16).hexdigest()}"
            if name not in names.values():
                self.cursor.execute(b"PREPARE " + name.encode() + statement)
            names[self.key or sql] = name
        return name

    def statement(self, sql: str, params: Any, fixed: Sequence[bool]) -> bytes:
        """What stands behind the name in a PREPARE."""
        types, places = list[str](), list(params)
        for place, value in enumerate(params):
            if not fixed[place]:
                types.append(type_of(value))
                places[place] = AsIs(f"${len(types)}")
        declared = f" ({', '.join(types)})" if types else ""
        statement: bytes = self.cursor.mogrify(f"{declared} AS {sql}", places)
        return statement
