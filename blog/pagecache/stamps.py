"""A file mapped into every process of the machine: one stamp for each thing that pages show.

Stamps are taken from one counter that only rises, so that no stamp ever comes back. A page remembers what the
counter said before it was rendered: it holds as long as no stamp of what it shows is younger than that.

Things are hashed to slots: two that share one only cost a needless rendering. The file needs no durability,
since pages live no longer than the machine.
"""

import fcntl
import mmap
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from zlib import crc32

SLOTS = 1 << 18
RECORDS, RECORD = (
    256,
    16,
)  # writers that may be committing at once; words of each: owner, birth, since, number, slots
SERIAL, PENDING, LEASE, UNTOLD = 0, 1, 2, 3  # words of the head
INTENTS = 64
FIRST = INTENTS + RECORDS * RECORD
SIZE = (FIRST + SLOTS) * 8
EVERYTHING = FIRST
ALL = RECORD  # instead of a number of slots: suspects every page
HEAD_OF_RECORD = 4
MOST_SLOTS = RECORD - HEAD_OF_RECORD
LOST_AFTER = 60 * 10**9  # ns: a database has long finished the COMMIT of a process that died


@lru_cache(maxsize=65_536)
def slot(thing: str) -> int:
    """The place of a thing's stamp."""
    return FIRST + 1 + crc32(thing.encode()) % (SLOTS - 1)


def slots(things: Iterable[str]) -> list[int]:
    """Their places, each once."""
    return sorted({slot(thing) for thing in things})


class Stamps:
    """The map. Reading needs no lock: a word is written at once. Writing is for one at a time."""

    def __init__(self, path: Path) -> None:
        """Raises OSError if the file cannot be made or mapped."""
        self.path = path
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.thread = threading.Lock()
        with self.alone():
            is_new = os.fstat(self.file).st_size < SIZE
            if is_new:
                os.ftruncate(self.file, SIZE)
            self.map = mmap.mmap(self.file, SIZE)
            self.words = memoryview(self.map).cast("Q")
            if self.words[SERIAL] == 0:  # the clock: no file that was here before has come so far
                self.words[SERIAL] = time.time_ns()
        self.owner, self.birth = os.getpid(), birth_of(os.getpid())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold off other writers, in this process and in others. A process that dies lets go."""
        with self.thread:
            fcntl.lockf(self.file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self.file, fcntl.LOCK_UN)

    def is_current(self) -> bool:
        """Whether other processes that open the file get this one."""
        try:
            there = self.path.stat()
        except OSError:
            return False
        return os.path.samestat(there, os.fstat(self.file))

    @property
    def serial(self) -> int:
        """What the counter says now; it moves with every change, and when one is announced or called off."""
        return self.words[SERIAL]

    def bump(self, places: Iterable[int]) -> None:
        """These things have changed."""
        with self.alone():
            self._stamp(places)

    def _stamp(self, places: Iterable[int]) -> None:
        words = self.words
        now = words[SERIAL] + 1
        for place in places:
            words[place] = now
        words[SERIAL] = now

    def mark(self, places: list[int] | None) -> int:
        """Announce before COMMIT that these (None: any) may have changed; the number of the record."""
        while True:
            with self.alone():
                record = self._free_record()
                if record is not None:
                    self._write_record(record, places)
                    return record
            self.heal()
            time.sleep(0.001)

    def _free_record(self) -> int | None:
        starts = range(INTENTS, FIRST, RECORD)
        return next((start for start in starts if not self.words[start]), None)

    def _write_record(self, record: int, places: list[int] | None) -> None:
        words = self.words
        suspects_all = places is None or len(places) > MOST_SLOTS
        for offset, place in enumerate([] if suspects_all else places or []):
            words[record + HEAD_OF_RECORD + offset] = place
        words[record + 3] = ALL if suspects_all else len(places or [])
        words[record + 2] = time.monotonic_ns()
        words[record + 1] = self.birth
        words[record] = self.owner
        words[PENDING] += 1
        words[SERIAL] += 1

    def settle(self, record: int, places: Iterable[int]) -> None:
        """After COMMIT: these have changed. Without any: nothing came of it."""
        with self.alone():
            self._stamp(places)
            self._drop_record(record)

    def _drop_record(self, record: int) -> None:
        if self.words[record]:
            self.words[record] = 0
            self.words[PENDING] -= 1
            self.words[SERIAL] += 1

    def suspects(self, places: Iterable[int]) -> bool:
        """Whether somebody is committing (or died while committing) what may have changed one of these."""
        return bool(self.words[PENDING]) and not self._announced().isdisjoint([EVERYTHING, *places])

    def _announced(self) -> set[int]:
        words, found = self.words, set()
        for record in range(INTENTS, FIRST, RECORD):
            if not words[record]:
                continue
            number = words[record + 3]
            if number > MOST_SLOTS:
                found.add(EVERYTHING)
            found.update(words[record + HEAD_OF_RECORD : record + HEAD_OF_RECORD + min(number, MOST_SLOTS)])
        return found

    def heal(self) -> int:
        """Take what processes that died while committing have announced for changed; how many there were."""
        now, healed = time.monotonic_ns(), 0
        for record in range(INTENTS, FIRST, RECORD):
            owner, birth, since = self.words[record : record + 3]
            is_lost = owner and now - since > LOST_AFTER and birth_of(owner) != birth
            if is_lost:
                with self.alone():
                    if self.words[record] == owner and self.words[record + 2] == since:
                        self._stamp(self._places(record))
                        self._drop_record(record)
                        healed += 1
        return healed

    def _places(self, record: int) -> list[int]:
        number = self.words[record + 3]
        if number > MOST_SLOTS:
            return [EVERYTHING]
        return list(self.words[record + HEAD_OF_RECORD : record + HEAD_OF_RECORD + number])


def birth_of(process: int) -> int:
    """When a process began, in the kernel's ticks: a number alone may be taken by another one. 0 for none;
    where the kernel tells nothing, 1 for any that lives."""
    try:
        return int(Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[19])
    except FileNotFoundError:
        return 0 if Path("/proc/self").exists() else is_there(process)
    except (OSError, ValueError, IndexError):
        return 0


def is_there(process: int) -> int:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return 0
    except PermissionError:
        pass
    return 1
