"""Several machines with one database: each hears through Redis what the others change, and applies it to its
own map of stamps.

Before its COMMIT a writer adds to a stream what may change, after it what has changed; it is answered once
every machine has taken note. A machine that takes none loses its lease: it may use kept pages only for a
short while after it last asked for news, and a writer waits as long for one that is silent. So a machine
without contact serves nothing that is older than that; it renders instead, and `/readyz` says so.
"""

import fcntl
import logging
import os
import secrets
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from redis import Redis, RedisError

from blog.pagecache.stamps import EVERYTHING, LEASE, LOST_AFTER, UNTOLD, Stamps
from blog.pagecache.untold import Listener

logger = logging.getLogger("blog.pagecache")

LEASE_FOR = 2.0  # seconds
MARGIN = 0.5  # a name in Redis outlives the lease that it stands for by this
ASK_EVERY = 0.4
ANSWER_WITHIN = 1.0  # seconds that Redis may take
NEWS = 20_000  # entries of the stream, about
LOOK_AGAIN = 0.002
EVERY_PLACE = "*"


def connected(url: str) -> "Redis":
    """A connection that gives up soon."""
    return Redis.from_url(
        url,
        socket_timeout=ANSWER_WITHIN,
        socket_connect_timeout=ANSWER_WITHIN,
        decode_responses=True,
        retry=None,
    )


class Machines:
    """This machine among the others, as its writers see them."""

    def __init__(self, url: str, site: str, directory: Path, stamps: Stamps) -> None:
        self.url, self.stamps = url, stamps
        self.redis = connected(url)
        self.stream, self.all, self.name_of = f"{site}:news", f"{site}:machines", f"{site}:machine:"
        self.own = own_name(directory / "machine")

    def announce(self, places: list[int] | None) -> str:
        """Tell what may be changed by the COMMIT that follows; the entry, empty if nobody can be told."""
        try:
            return self.add("intent", places, "")
        except RedisError:
            self.stamps.words[UNTOLD] = 1
            return ""

    def tell(self, announced: str, places: list[int]) -> None:
        """Tell what has been changed, and wait until every machine knows or has lost its lease."""
        limit = time.monotonic() + LEASE_FOR + MARGIN
        try:
            change = self.add("change", places, announced)
            while self.are_behind(announced or change) and time.monotonic() < limit:
                time.sleep(LOOK_AGAIN)
        except RedisError:
            # Whoever can ask Redis has the announcement; whoever cannot loses its lease by then.
            self.stamps.words[UNTOLD] = 1
            time.sleep(max(0.0, limit - time.monotonic()))

    def add(self, kind: str, places: list[int] | None, intent: str) -> str:
        said = EVERY_PLACE if places is None else ",".join(map(str, places))
        entry: Any = {"machine": self.own, "kind": kind, "places": said, "intent": intent}
        return str(self.redis.xadd(self.stream, entry, maxlen=NEWS, approximate=True))

    def are_behind(self, entry: str) -> bool:
        """Whether a machine that may use its pages has not read the stream so far."""
        names: Any = self.redis.smembers(self.all)
        others = [f"{self.name_of}{name}" for name in names if name != self.own]
        read: Any = self.redis.mget(others) if others else []
        return any(known is not None and number(known) < number(entry) for known in read)


def number(entry: str) -> tuple[int, int]:
    """`1700000000000-3`, to compare."""
    first, _, second = entry.partition("-")
    return int(first), int(second or 0)


def own_name(path: Path) -> str:
    """A name of this machine that stays."""
    with suppress(FileExistsError), path.open("x") as file:
        file.write(secrets.token_hex(8))
    return path.read_text() or path.parent.as_posix()


class Follower:
    """Reads the news for this machine: one thread in one of its web processes; another takes its place when
    that dies."""

    def __init__(self, machines: Machines, directory: Path) -> None:
        self.machines, self.stamps = machines, machines.stamps
        self.place = directory / "follower"
        self.last = "0-0"
        self.suspected: dict[str, tuple[int, list[int], int]] = {}  # entry: record, places, since
        self.listener = Listener(machines.own, machines.stamps)
        self.is_stopped = threading.Event()

    def start(self) -> threading.Thread:
        """From now on no page is used without a lease."""
        self.stamps.words[LEASE] = max(self.stamps.words[LEASE], 1)
        thread = threading.Thread(target=self.follow, name="page cache follower", daemon=True)
        thread.start()
        return thread

    def follow(self) -> None:
        """As long as the process lives, if no other process of the machine does it."""
        file = os.open(self.place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        self.listener.start()
        is_told = False
        while not self.is_stopped.is_set():
            redis = connected(self.machines.url)
            try:
                self.join(redis)
                while not self.is_stopped.is_set():
                    self.ask(redis)
                    is_told = False
            except (RedisError, OSError) as error:
                if not is_told:
                    logger.warning("no contact with the other machines: %s", error)
                is_told = True
                self.is_stopped.wait(ASK_EVERY)
            finally:
                redis.close()
        self.listener.stop()
        os.close(file)

    def join(self, redis: "Redis") -> None:
        """Begin anew: nobody knows what was missed. Announcements that nobody has settled count again."""
        machines = self.machines
        redis.sadd(machines.all, machines.own)
        if self.stamps.words[UNTOLD]:
            self.stamps.words[UNTOLD] = 0
            machines.add("change", [EVERYTHING], "")
        seconds, _micro = redis.time()
        self.last = f"{(int(seconds) - LOST_AFTER // 10**9) * 1000}-0"
        self.take(redis.xrange(machines.stream, min=self.last))
        self.stamps.bump([EVERYTHING])

    def ask(self, redis: "Redis") -> None:
        """News, and with it the lease from the moment of asking."""
        asked = min(time.monotonic_ns(), self.listener.vouches_for())
        found: Any = redis.xread({self.machines.stream: self.last}, block=int(ASK_EVERY * 1000), count=1000)
        for _stream, entries in found or []:
            self.take(entries)
        self.settle_old()
        own = f"{self.machines.name_of}{self.machines.own}"
        redis.set(own, self.last, px=int((LEASE_FOR + MARGIN) * 1000))
        self.stamps.words[LEASE] = asked + int(LEASE_FOR * 10**9)

    def take(self, entries: Any) -> None:
        """Apply what others have announced or changed."""
        for entry, said in entries:
            self.last = entry
            if said["machine"] == self.machines.own or entry in self.suspected:
                continue
            everything = said["places"] == EVERY_PLACE
            places = [EVERYTHING] if everything else [int(each) for each in said["places"].split(",") if each]
            if said["kind"] == "intent":
                record = self.stamps.mark(None if everything else places)
                self.suspected[entry] = (record, places, time.monotonic_ns())
            elif known := self.suspected.pop(said["intent"], None):
                self.stamps.settle(known[0], places)
            else:
                self.stamps.bump(places)

    def settle_old(self) -> None:
        """A writer that died between announcement and change: it may have changed it."""
        now = time.monotonic_ns()
        for entry, (record, places, since) in list(self.suspected.items()):
            if now - since > LOST_AFTER:
                self.stamps.settle(record, places)
                del self.suspected[entry]


def problem(stamps: Stamps | None) -> str:
    """Why this machine uses none of its kept pages; empty if it does, or if it is the only one."""
    if stamps is None or stamps.words[LEASE] == 0 or stamps.words[LEASE] > time.monotonic_ns():
        return ""
    return "no contact with the other machines through Redis: pages are rendered anew for each reader"
