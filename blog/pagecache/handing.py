"""One rendering of a page for all processes of the machine: the others wait for it and take what it gave.

Finished pages lie in a fixed number of files, one a place, so that the directory never grows. They are good
for the processes of one server only, since another may run other code.
"""

import errno
import fcntl
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from blog.pagecache.pages import Answer, Key, Page
from blog.pagecache.stamps import birth_of

PLACES = 2048
MOST_BYTES = 4 * 2**20
PATIENCE = 10.0  # seconds to wait for another's rendering before doing it oneself
LOOK_AGAIN = 0.002


class Hand:
    """The files, and the locks on their places: among threads and among processes."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory / "pages"
        self.directory.mkdir(parents=True, exist_ok=True)
        self.locks = os.open(directory / "rendering", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.threads = [threading.Lock() for _ in range(PLACES)]
        parent = os.getppid()
        self.server = f"{parent}:{birth_of(parent)}"

    def place(self, key: Key) -> int:
        return int.from_bytes(sha256("\0".join(key).encode("utf-8", "replace")).digest()[:4], "big") % PLACES

    @contextmanager
    def alone(self, key: Key) -> Iterator[bool]:
        """Hold the page's place. False if another held it too long."""
        place, limit = self.place(key), time.monotonic() + PATIENCE
        if not self.threads[place].acquire(timeout=PATIENCE):
            yield False
            return
        try:
            held = self.wait_for(place, limit)
            try:
                yield held
            finally:
                if held:
                    fcntl.lockf(self.locks, fcntl.LOCK_UN, 1, place)
        finally:
            self.threads[place].release()

    def wait_for(self, place: int, limit: float) -> bool:
        """The lock of the place among processes; one that dies lets go of it."""
        while True:
            try:
                fcntl.lockf(self.locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EAGAIN) or time.monotonic() > limit:
                    return False
                time.sleep(LOOK_AGAIN)
            else:
                return True

    def give(self, key: Key, page: Page) -> None:
        """Lay a page where the others look."""
        answer = page.answer
        if len(answer.body) > MOST_BYTES:
            return
        head = {
            "server": self.server,
            "key": key,
            "status": answer.status,
            "headers": answer.headers,
            "slots": page.slots,
            "start": page.start,
            "expires": page.expires,
            "size": len(answer.body),
        }
        path = self.directory / f"{self.place(key):04}"
        new = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        with suppress(OSError):  # a full disk: each process renders for itself
            new.write_bytes(json.dumps(head).encode() + b"\n" + answer.body)
            new.replace(path)

    def take(self, key: Key) -> Page | None:
        """What another process has laid there, true or not."""
        try:
            head, _, body = (self.directory / f"{self.place(key):04}").read_bytes().partition(b"\n")
            said = json.loads(head)
        except (OSError, ValueError):
            return None
        if said["server"] != self.server or said["key"] != list(key) or said["size"] != len(body):
            return None
        answer = Answer(said["status"], [(name, value) for name, value in said["headers"]], body)
        return Page(answer, said["slots"], said["start"], said["expires"])
