"""What every page shows, kept by the process as long as it is true: by the stamps of what it was read from,
as pages themselves are kept."""

import math
import time
from collections.abc import Callable
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db import connections

from blog.pagecache import house, recording
from blog.pagecache.keeping import expires_of, places_of
from blog.pagecache.replica import PRIMARY, alias
from blog.pagecache.stamps import EVERYTHING, LEASE, PENDING, SERIAL, Stamps

Value = TypeVar("Value")


class AtHand(Generic[Value]):
    """Called, it gives what `read` gives, which nobody may change: the same as long as nothing that it was
    read from has changed, and time changes nothing in it. A page that shows it depends on the same things."""

    def __init__(self, read: Callable[[], Value]) -> None:
        self.read = read
        self.kept: Kept[Value] | None = None

    def __call__(self) -> Value:
        stamps, kept = usable_stamps(), self.kept
        if stamps is None:
            return self.read()
        if kept is None or not kept.is_true(stamps):
            if alias() != PRIMARY:  # a copy of the database may not hold yet what is to be kept
                return self.read()
            kept = self.kept = Kept(self.read, stamps)
        kept.tell()
        return kept.value


def usable_stamps() -> Stamps | None:
    """The map, if it says all that has changed: not inside a transaction, whose changes it does not know yet,
    nor without word of the other machines."""
    stamps = house.stamps()
    if stamps is None or connections[PRIMARY].in_atomic_block:
        return None
    is_leased = house.HOUSE.machines is not None
    return None if is_leased and stamps.words[LEASE] < time.monotonic_ns() else stamps


class Kept(Generic[Value]):
    """A value with the things it was read from. `start` is what the counter said before it was read,
    `checked` what it said when none of them had changed yet."""

    def __init__(self, read: Callable[[], Value], stamps: Stamps) -> None:
        self.stamps, self.start, self.checked = stamps, stamps.serial, 0
        with recording.recording() as recorder:
            self.value = read()
        self.things = recorder.things
        with recording.recording():  # what is asked for that is no part of the page
            self.expires = expires_of(recorder)
        self.slots = places_of(recorder)
        self.newest: Callable[[Any], Any] = itemgetter(*self.slots, EVERYTHING)

    def is_true(self, stamps: Stamps) -> bool:
        words = stamps.words
        serial = words[SERIAL]
        if self.stamps is not stamps or self.expires < time.time():
            return False
        if self.checked == serial:
            return True
        if max(self.newest(words)) > self.start:
            return False
        if words[PENDING]:
            return not stamps.suspects(self.slots)
        self.checked = serial
        return True

    def tell(self) -> None:
        """The page that is being rendered shows it."""
        recording.shows(*self.things)
        if self.expires < math.inf:
            recording.expires_at(self.expires)
