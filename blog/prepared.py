"""Questions that every page asks, compiled once a thread and then only asked again with other values.

Building a queryset and turning it into SQL costs Django more than the answer costs the database. A `Prepared`
question is written as the same queryset, by the same methods; its values go in where stand-ins were when it
was compiled, and so do the names of what a kept page depends on that shows the answer. So `build` may depend
on nothing but its parameters: not on the clock (`published(at=…)`), and not on who asks."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.db.models import QuerySet

from blog.pagecache import recording
from blog.pagecache.replica import reading

Build = Callable[..., QuerySet[Any, Any]]
numbers = count(1)


class Prepared:
    """`build(**parameters)` makes the queryset; `kinds` says of what type each parameter is: str, int or
    datetime. Called with values, it gives the rows as a list, as that queryset would."""

    def __init__(self, build: Build, **kinds: type) -> None:
        self.build, self.kinds = build, kinds
        self.kept = threading.local()

    def __call__(self, **values: Any) -> list[Any]:
        connection = reading()
        compiled: Compiled | None = getattr(self.kept, connection.alias, None)
        if compiled is None or compiled.connection is not connection:
            compiled = Compiled(self.build, self.kinds, connection)
            setattr(self.kept, connection.alias, compiled)
        return compiled.rows({name: adapted(connection, value) for name, value in values.items()})


class Compiled:
    """A question as SQL, for one connection. Raises LookupError if a parameter is not a value of its own in
    it, but part of one (as in `path__startswith`)."""

    def __init__(
        self, build: Callable[..., QuerySet[Any, Any]], kinds: dict[str, type], connection: Any
    ) -> None:
        self.connection = connection
        stands = {name: stand_in(kind) for name, kind in kinds.items()}
        with recording.recording() as recorder:  # what it says that its answer depends on, with stand-ins
            self.queryset = build(**stands)
            self.compiler = self.queryset.query.get_compiler(using=connection.alias)
            self.sql, parameters = self.compiler.as_sql()
        self.says = recorder.compiled
        self.stands = {name: str(value) for name, value in stands.items() if isinstance(value, str | int)}
        names = {adapted(connection, value): name for name, value in stands.items()}
        self.places = [(names.get(each), each) for each in parameters]
        if missing := kinds.keys() - {name for name, _value in self.places}:
            raise LookupError(f"no value of its own in the question: {sorted(missing)}")
        converters = self.compiler.get_converters([each[0] for each in self.compiler.select])
        self.compiler.get_converters = lambda _expressions: converters

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """The rows for these values, as the queryset's own kind of row."""
        parameters = tuple(values[name] if name else value for name, value in self.places)
        self.compiler.as_sql = lambda *_args, **_kwargs: (self.sql, parameters)
        for said in self.says:
            things = {self.filled(thing, values) for thing in said.things}
            recording.query_compiled(things, said.covers, gives_rows=said.gives_rows)
        fresh: Any = self.queryset.all()
        fresh.query.get_compiler = lambda *_args, **_kwargs: self.compiler
        return list(fresh)

    def filled(self, thing: str, values: dict[str, Any]) -> str:
        for name, stand in self.stands.items():
            thing = thing.replace(stand, str(values[name]))
        return thing


def stand_in(kind: type) -> Any:
    """A value of this kind that no question holds otherwise."""
    number = next(numbers)
    if kind is datetime:
        return datetime(9000 + number % 999, 12, 31, 23, 59, number // 999 % 60, tzinfo=UTC)
    return {str: f"\ue000stand-in {number}\ue000", int: 8_000_000_000_000_000 + number}[kind]


def adapted(connection: Any, value: Any) -> Any:
    """A value as it is handed to the database."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
