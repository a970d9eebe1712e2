"""Questions that every page asks, compiled once a thread and then only asked again with other values.

Building a queryset and turning it into SQL costs Django more than the answer costs the database. A `Prepared`
question is written as the same queryset, by the same methods; its values go in where stand-ins were when it
was compiled, and so do the names of what a kept page depends on that shows the answer. So `build` may depend
on nothing but its parameters: not on the clock (`published(at=…)`), and not on who asks."""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ValuesListIterable

from blog.pagecache import recording
from blog.pagecache.replica import reading
from blog.rowobjects import Rows, object_maker

Build = Callable[..., QuerySet[Any, Any]]
numbers = count(1)


class Prepared:
    """`build(**parameters)` makes the queryset; `kinds` says of what type each parameter is: str, int or
    datetime. Called with values, it gives the rows as a list, as that queryset would."""

    def __init__(self, build: Build, **kinds: type) -> None:
        self.build, self.kinds = build, kinds
        self.kept = threading.local()

    def __call__(self, **values: Any) -> list[Any]:
        compiled = self.compiled()
        return compiled.made_of(compiled.rows(values))

    def rows(self) -> list[Any]:
        """The rows as the database gives them, of a question without parameters: what `made_of` takes."""
        return self.compiled().rows({})

    def made_of(self, rows: list[Any]) -> list[Any]:
        """Objects anew, from what `rows` gave."""
        return self.compiled().made_of(rows)

    def compiled(self) -> "Compiled":
        """For the connection by which is read now."""
        connection = reading()
        compiled: Compiled | None = getattr(self.kept, connection.alias, None)
        if compiled is None or compiled.connection is not connection:
            compiled = Compiled(self.build, self.kinds, connection)
            setattr(self.kept, connection.alias, compiled)
        return compiled


class Compiled:
    """A question as SQL, for one connection. Raises LookupError if a parameter is not a value of its own in
    it, but part of one (as in `path__startswith`), or if its rows need further queries (prefetch_related)."""

    def __init__(self, build: Build, kinds: dict[str, type], connection: Any) -> None:
        self.connection = connection
        stands = {name: stand_in(kind) for name, kind in kinds.items()}
        with recording.recording() as recorder:  # what it says that its answer depends on, with stand-ins
            queryset: Any = build(**stands)
            compiler = queryset.query.get_compiler(using=connection.alias)
            sql, parameters = compiler.as_sql()
        self.says = recorder.compiled
        self.stands = {name: str(value) for name, value in stands.items() if isinstance(value, str | int)}
        names = {adapted(connection, value): name for name, value in stands.items()}
        places = [(names.get(each), each) for each in parameters]
        if missing := kinds.keys() - {name for name, _value in places}:
            raise LookupError(f"no value of its own in the question: {sorted(missing)}")
        self.sql, self.places = with_constants(connection, sql, places)
        self.number = next(numbers)
        self.fixed = [name is None for name, _value in self.places]
        found = compiler.get_converters([each[0] for each in compiler.select])
        self.converters = {place: (quicker(connection, steps), of) for place, (steps, of) in found.items()}
        self.made = maker(queryset, compiler)

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """The rows for these values, as the database gives them."""
        values = {name: adapted(self.connection, value) for name, value in values.items()}
        for said in self.says:
            things = {self.filled(thing, values) for thing in said.things}
            recording.query_compiled(things, said.covers, gives_rows=said.gives_rows)
        with cursor_of(self.connection, self.fixed, self.number) as cursor:
            cursor.execute(self.sql, tuple(values[name] if name else value for name, value in self.places))
            return list(cursor.fetchall())

    def made_of(self, rows: list[Any]) -> list[Any]:
        """The same as the queryset's own kind of row."""
        if not rows:
            return []
        return self.made(self.converted(rows) if self.converters else rows)

    def converted(self, rows: Rows) -> Iterator[list[Any]]:
        """As Django's compiler does it: each value of a row through the steps of its column."""
        steps = [(place, step, of) for place, (each, of) in self.converters.items() for step in each]
        connection = self.connection
        for row in rows:
            values = list(row)
            for place, step, of in steps:
                values[place] = step(values[place], of, connection)
            yield values

    def filled(self, thing: str, values: dict[str, Any]) -> str:
        for name, stand in self.stands.items():
            thing = thing.replace(stand, str(values[name]))
        return thing


@contextmanager
def cursor_of(connection: Any, fixed: Sequence[bool] = (), key: int | None = None) -> Iterator[Any]:
    """A cursor for one SELECT that PostgreSQL plans once a connection, without a look at its parameters; but
    for those that are `fixed`, which `key` then names together with it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from blog.planned import Planned, may_plan  # only a site on PostgreSQL needs the driver

            if may_plan(connection):
                cursor.cursor = Planned(cursor.cursor, connection, fixed, key)
        yield cursor


def ready(*, connection: Any, **_kwargs: Any) -> None:
    """A connection has been made."""
    if connection.vendor == "postgresql":
        from blog import planned  # see cursor_of

        planned.begin(connection)


connection_created.connect(ready, dispatch_uid="prepared")
Converter = Callable[[Any, Any, Any], Any]


def quicker(connection: Any, steps: list[Converter]) -> list[Converter]:
    """The same steps from a column to a value. SQLite's moments come as naive ones, of which a long thread
    has thousands."""
    slow, zone = getattr(connection.ops, "convert_datetimefield_value", None), connection.timezone

    def moment(value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        if type(value) is datetime and value.tzinfo is None:
            return value.replace(tzinfo=zone)
        return slow(value, expression, connection) if slow else value

    return [moment if slow and each == slow and settings.USE_TZ else each for each in steps]


def maker(queryset: Any, compiler: Any) -> Callable[[Rows], list[Any]]:
    """From rows of the database to what iterating the queryset gives: objects, tuples or single values."""
    if queryset._prefetch_related_lookups or queryset._known_related_objects:
        raise LookupError("what belongs to its rows is read by queries of its own")
    makers: dict[type, Callable[[Rows], list[Any]]] = {
        ValuesListIterable: lambda rows: list(map(tuple, rows)),
        FlatValuesListIterable: lambda rows: [row[0] for row in rows],
    }
    return makers.get(queryset._iterable_class) or object_maker(compiler)


Place = tuple[str | None, Any]  # the parameter's name, or None and a value that is always the same


def with_constants(connection: Any, sql: str, places: list[Place]) -> tuple[str, list[Place]]:
    """The statement with its constant words and truths written out, and the places that are left.

    SQLite plans a statement anew at each execution if a value that is bound to it could decide whether an
    index over some of the rows (`WHERE kind = 'post'`) holds all that are asked for. Numbers stay: by them
    the page cache knows which rows are read."""
    if connection.vendor != "sqlite":
        return sql, places
    left, rest = [], iter(places)

    def written(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return match[0]
        name, value = place = next(rest)
        if name is None and isinstance(value, bool):
            return str(int(value))
        if name is None and isinstance(value, str):
            return "'{}'".format(str(value).replace("'", "''").replace("%", "%%"))
        left.append(place)
        return match[0]

    return re.sub("%[%s]", written, sql), left


def stand_in(kind: type) -> Any:
    """A value of this kind that no question holds otherwise."""
    number = next(numbers)
    if kind is datetime:
        return datetime(9000 + number % 999, 12, 31, 23, 59, number // 999 % 60, tzinfo=UTC)
    return {str: f"\ue000stand-in {number}\ue000", int: 8_000_000_000_000_000 + number}[kind]


def adapted(connection: Any, value: Any) -> Any:
    """A value as it is handed to the database."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
