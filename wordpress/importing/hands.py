"""Further processes that make texts ready while this one writes: most of an import's work is theirs to share.

They touch no database: they read the scratch file, and leave what they made in a file. Whatever becomes of
them (killed, stuck, out of memory) the texts that do not come are made by whoever waits for them.
"""

import gc
import mmap
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import IO, Any

from django.db import connections

from blog import rendering
from comments import markdown

from .scratch import Scratch
from .source import Ground, Source
from .spool import item_at
from .texts import Text, made

MOST = 3  # processes
WORTH_IT = 100_000  # bytes of export: of fewer, starting a process costs as much
AT_ONCE = 1000  # texts
PATIENCE = 5.0  # seconds to wait for a text that another process has begun
TURNS = 2  # asked for at a time: what is needed now, and what is needed next


@dataclass(frozen=True)
class Job:
    """The export whose texts are asked for from now on."""

    source: Source
    place: str  # of its scratch file

    @cached_property
    def scratch(self) -> Scratch:
        return Scratch.at(self.place)


@dataclass(frozen=True, slots=True)
class Asked:
    """Some texts, by their numbers in the spool."""

    turn: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Helper:
    process: ForkProcess
    pipe: Connection
    files: tuple[IO[bytes], ...]


@dataclass
class Hands:
    """The processes. Texts are shared out by marks in common memory: whoever begins one marks it as begun."""

    helpers: list[Helper] = field(default_factory=list)
    marks: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, TURNS * AT_ONCE))
    turn: int = 0
    come: dict[tuple[int, int], Text | None] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def fetched(cls, size: int) -> Iterator["Hands"]:
        """As many as may help with exports of so many bytes, until the end of the block. Begin it before any
        thread: each process is as this one is now."""
        hands = cls()
        if size >= WORTH_IT:
            hands.fetch(spare())
        try:
            yield hands
        finally:
            hands.dismiss()

    def fetch(self, number: int) -> None:
        """Start so many processes; this one must have no second thread."""
        for _ in range(number):
            ours, theirs = get_context("fork").Pipe()
            files = tuple(tempfile.TemporaryFile() for _ in range(TURNS))  # noqa: SIM115
            others = [ours, *(helper.pipe for helper in self.helpers)]
            arguments = (theirs, others, files, self.marks, len(self.helpers) / number)
            process = get_context("fork").Process(target=help_out, args=arguments, daemon=True)
            process.start()
            theirs.close()
            self.helpers.append(Helper(process, ours, files))

    def begin(self, ground: Ground) -> None:
        """From here on texts of this export are asked for."""
        self._tell(Job(ground.source, ground.scratch.place))

    def ask(self, numbers: Sequence[int]) -> Asked:
        """Have these texts made, while something else is done."""
        self.turn += 1
        asked = Asked(self.turn, tuple(numbers[:AT_ONCE]))
        at = marked(asked, 0)
        self.marks[at : at + len(asked.numbers)] = bytes(len(asked.numbers))
        self._tell(asked)
        return asked

    def collect(self, asked: Asked, make: Callable[[int], Text]) -> dict[int, Text]:
        """The texts by their numbers: those that others have made by now, and the rest `make(number)`."""
        for place in reversed(range(len(asked.numbers))):
            if (asked.turn, place) not in self.come and take(self.marks, asked, place):
                self.come[asked.turn, place] = make(asked.numbers[place])
            self._receive(0)
        while self.helpers and any(
            (asked.turn, place) not in self.come for place in range(len(asked.numbers))
        ):
            if not self._receive(PATIENCE):
                break
        texts = {number: self.come.get((asked.turn, place)) for place, number in enumerate(asked.numbers)}
        self.come = {key: text for key, text in self.come.items() if key[0] > asked.turn}
        return {number: text or make(number) for number, text in texts.items()}

    def dismiss(self) -> None:
        """End the processes."""
        for helper in list(self.helpers):
            self._give_up(helper)

    def _give_up(self, helper: Helper) -> None:
        self.helpers.remove(helper)
        helper.pipe.close()
        helper.process.kill()
        helper.process.join()
        for file in helper.files:
            file.close()

    def _tell(self, message: Job | Asked) -> None:
        for helper in list(self.helpers):
            try:
                helper.pipe.send(message)
            except OSError:
                self._give_up(helper)

    def _receive(self, seconds: float) -> bool:
        """Take in what has come; whether anything had."""
        by_pipe: dict[Any, Helper] = {helper.pipe: helper for helper in self.helpers}
        ready = connection.wait(by_pipe, seconds)
        for pipe in ready:
            helper = by_pipe[pipe]
            try:
                turn, place, start, length = helper.pipe.recv()
                data = os.pread(helper.files[turn % TURNS].fileno(), length, start)
                self.come[turn, place] = pickle.loads(data)  # noqa: S301 - written by a process of ours
            except (EOFError, OSError, pickle.UnpicklingError):
                self._give_up(helper)
        return bool(ready)


def spare() -> int:
    """How many processes may help this one: the other cores', where a process can be doubled safely."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return min(len(os.sched_getaffinity(0)) - 1, MOST) if is_safe else 0


def marked(asked: Asked, place: int) -> int:
    return asked.turn % TURNS * AT_ONCE + place


def take(marks: mmap.mmap, asked: Asked, place: int) -> bool:
    """Whether nobody has begun this text; it is begun now. Two that ask at the same instant both make it."""
    at, mark = marked(asked, place), asked.turn % 250 + 1
    is_free = marks[at] != mark
    marks[at] = mark
    return is_free


# In the other process


def help_out(
    pipe: Connection, others: list[Connection], files: tuple[IO[bytes], ...], marks: mmap.mmap, share: float
) -> None:
    """Make what is asked for until nobody is there to ask. `share`: where among the texts to begin."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for each in others:
        each.close()
    for database in connections.all(initialized_only=True):
        database.__dict__["cursor"] = out_of_bounds
    gc.freeze()  # what was here before is looked through by nobody, and stays common memory
    markdown.from_import("http://example.org/")  # its expressions are built at their first use
    rendering.excerpt("文")  # likewise
    job: Job | None = None
    with suppress(EOFError, OSError):
        while True:
            message = pipe.recv()
            if isinstance(message, Job):
                job = message
            elif job is not None:
                places = range(len(message.numbers))
                first = int(share * len(places))
                order = (*places[first:], *places[:first])
                file = files[message.turn % TURNS].fileno()
                leave(message, file, pipe, texts_of(message, job, marks, order))


def out_of_bounds(*_args: Any, **_kwargs: Any) -> Any:
    raise RuntimeError("A process that makes texts ready asked the database.")


def texts_of(
    asked: Asked, job: Job, marks: mmap.mmap, places: Iterable[int]
) -> Iterator[tuple[int, Text | None]]:
    """Those of these texts that nobody else has begun, with their places; None for what fails: it is made
    again where that can be told."""
    for place in places:
        if take(marks, asked, place):
            try:
                yield place, made(item_at(job.scratch, asked.numbers[place]), job)
            except Exception:
                yield place, None


def leave(asked: Asked, file: int, pipe: Connection, texts: Iterable[tuple[int, Text | None]]) -> None:
    """Put each into the file, since a pipe holds few, and say where it is."""
    start = 0
    for place, text in texts:
        data = pickle.dumps(text, 5)
        os.pwrite(file, data, start)
        pipe.send((asked.turn, place, start, len(data)))
        start += len(data)
