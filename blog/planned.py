"""Statements that PostgreSQL plans once a connection: planning what a page asks costs several times as much
as answering it, and psycopg2 itself prepares nothing.

A plan is made without looking at the values. What is asked so is found by an index whatever the values are;
what is not (a search) is asked as ever. Behind a pooler that gives each transaction another connection of the
server's, where nothing prepared is found again, statements are asked as ever from then on."""

import logging
import select
from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from psycopg2 import errors
from psycopg2.extensions import AsIs

logger = logging.getLogger("blog")

TYPES = {bool: "boolean", int: "bigint", str: "unknown", datetime: "timestamptz", date: "date"}
# Just-in-time compiling never pays for a page's questions.
SESSION = "SET jit = off; SET plan_cache_mode = force_generic_plan"
GONE = (errors.InvalidSqlStatementName, errors.DuplicatePreparedStatement, errors.FeatureNotSupported)
numbers = count(1)


def type_of(value: Any) -> str:
    """PostgreSQL's; of words, and of what is of no known type, as it reads a literal there."""
    return next((name for kind, name in TYPES.items() if isinstance(value, kind)), "unknown")


def begin(connection: Any) -> None:
    """Ready a connection that has just been made; by a cursor of the driver's, since no page shows it."""
    with connection.connection.cursor() as cursor:
        cursor.execute(SESSION)
    ask = type(connection).is_usable
    connection.is_usable = lambda: not has_news(connection.connection) or ask(connection)


def has_news(connection: Any) -> bool:
    """Whether the server has said something unasked, as when it ends the connection: Django asks before every
    request whether it is still there, which costs as much as an answer."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))


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
            self.names.pop(self.key or sql, None)
            if not isinstance(error, errors.FeatureNotSupported):
                Planned.are_kept = False
                logger.warning("statements are planned anew each time: %s", str(error).strip())
            if self.connection.in_atomic_block:
                raise
            self.cursor.execute(sql, params)
        if self.connection.queries_logged:
            self.query = self.cursor.mogrify(sql, params)

    @property
    def names(self) -> dict[int | str, str]:
        """Of what this connection of the server's has prepared, by key or statement."""
        found = self.connection.__dict__.get("planned")
        if found is None or found[0] is not self.connection.connection:
            found = self.connection.__dict__["planned"] = (self.connection.connection, {})
        names: dict[int | str, str] = found[1]
        return names

    def name_of(self, sql: str, params: Any, fixed: Sequence[bool]) -> str:
        """Of the statement, prepared if it is not yet."""
        name = self.names.get(self.key or sql)
        if name is None:
            name, types = f"broadside_{next(numbers)}", list[str]()
            places = list(params)
            for place, value in enumerate(params):
                if not fixed[place]:
                    types.append(type_of(value))
                    places[place] = AsIs(f"${len(types)}")
            declared = f" ({', '.join(types)})" if types else ""
            self.cursor.execute(f"PREPARE {name}{declared} AS {sql}", places)
            self.names[self.key or sql] = name
        return name
