"""What the page that is being rendered shows: noted while it is read."""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from blog.pagecache.statements import Reading, Select, select_of
from blog.pagecache.tables import ALWAYS, known

MOST_OF_A_KIND = 200  # beyond that many things of a table, a page depends on the whole table


@dataclass
class Compiled:
    """A query that says itself what its answer depends on. `covers`: tables of which that is all."""

    things: frozenset[str]
    covers: frozenset[str]
    gives_rows: bool


@dataclass
class Recorder:
    """One page: the things that it shows, and until when it is true."""

    things: set[str] = field(default_factory=set)
    expires: float = math.inf
    is_keepable: bool = False
    compiled: list[Compiled] = field(default_factory=list)
    along: tuple[str, ...] = ()
    spoken_for: int = 0

    def read(self, sql: str, params: Any) -> None:
        """A statement is about to be executed."""
        compiled, self.compiled = self.compiled, []
        if self.spoken_for:
            return
        select = select_of(sql)
        for each in compiled:
            self.things |= each.things
        covered = frozenset[str]().union(*(each.covers for each in compiled))
        gives_rows = any(each.gives_rows for each in compiled)
        self.along = ()
        for reading in select.readings:
            self.note(reading, select, params, covered, gives_rows)

    def note(
        self, reading: Reading, select: Select, params: Any, covered: frozenset[str], gives_rows: bool
    ) -> None:
        """Depend on what the statement reads of one table: as little of it as its text allows."""
        name = reading.table
        table = known(name)
        if not table.is_shown:
            self.things.add("!unkeepable")
        self.things.add(f"wild:{name}")
        if name in covered or (
            (things := self.pinned(reading, params)) is None and self.goes_with(reading, select, gives_rows)
        ):
            return
        self.things |= {f"any:{name}"} if things is None else things

    def pinned(self, reading: Reading, params: Any) -> set[str] | None:
        """The things that it is bound to; None if its rows may be of any."""
        keys = known(reading.table).keys
        for column, places in reading.pins:
            if column in keys and len(places) <= MOST_OF_A_KIND and isinstance(params, list | tuple):
                return {f"{keys[column]}:{params[place]}" for place in places}
        return None

    def goes_with(self, reading: Reading, select: Select, gives_rows: bool) -> bool:
        """Whether its rows belong to rows that the page depends on anyway: those of the same SELECT that are
        bound, or an article that is read whole."""
        if not select.is_clear:
            return False
        for base in select.readings:
            is_bound = bool({column for column, _ in base.pins} & known(base.table).keys.keys())
            is_whole = base.is_base and base.table == OWNER and gives_rows and base.select == 1
            if not (is_bound or is_whole) or reading is base:
                continue
            is_part = reading.table in known(base.table).parts
            if reading.select == base.select and not reading.is_asked and is_part:
                self.bring_along(reading)
                return True
            hangs = {column for column, alias in reading.hangs_on if alias in {base.alias, base.table}}
            if is_whole and reading.outer == base.select and hangs & known(reading.table).keys.keys():
                self.bring_along(reading)
                return True
        return False

    def bring_along(self, reading: Reading) -> None:
        """A thing of another kind under the same number, as an article's thread."""
        kinds = {kind for column, kind in known(reading.table).keys.items() if column == "post_id"}
        self.along = (*self.along, *(kinds - {"post"}))


OWNER = "blog_post"
current: ContextVar[Recorder | None] = ContextVar("page being rendered", default=None)


@contextmanager
def recording() -> Iterator[Recorder]:
    """Note what is read inside."""
    recorder = Recorder(things={f"any:{name}" for name in ALWAYS})
    token = current.set(recorder)
    try:
        yield recorder
    finally:
        current.reset(token)


def shows(*things: str) -> None:
    """The page that is being rendered depends on these too."""
    if recorder := current.get():
        recorder.things.update(things)


def until(moment: datetime | None) -> None:
    """The page that is being rendered is true only until then."""
    if moment is not None:
        expires_at(moment.timestamp())


def expires_at(moment: float) -> None:
    """The same, with the moment as Unix time."""
    if recorder := current.get():
        recorder.expires = min(recorder.expires, moment)


def may_be_kept() -> None:
    """The page that is being rendered is the same for every reader."""
    if recorder := current.get():
        recorder.is_keepable = True


@contextmanager
def as_a_whole(*things: str) -> Iterator[None]:
    """What is read inside depends on these things and nothing else: whoever writes it must say so."""
    recorder = current.get()
    if recorder is None:
        yield
        return
    recorder.things.update(things)
    recorder.spoken_for += 1
    try:
        yield
    finally:
        recorder.spoken_for -= 1


def row_read(kind: str, key: Any) -> None:
    """A row became an object in whatever is being rendered."""
    recorder = current.get()
    if recorder is not None and not recorder.spoken_for:
        recorder.things.add(f"{kind}:{key}")
        for other in recorder.along:
            recorder.things.add(f"{other}:{key}")


def query_compiled(things: Iterable[str], covers: Iterable[str], *, gives_rows: bool) -> None:
    """A query that knows what it depends on is about to be executed."""
    recorder = current.get()
    if recorder is not None:
        recorder.compiled.append(Compiled(frozenset(things), frozenset(covers), gives_rows))
