"""Files and folders that live as long as the process at work on them.

A process that is killed takes nothing away. So each holds what it has made, and whoever makes the next takes
away what nobody holds any more.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self
from weakref import finalize

PREFIX = "broadside-work-"
FOLDER = re.compile(rf"{PREFIX}\w+")
UPLOAD = re.compile(r"tmp\w{8}\.upload(\.\w+)?")  # as Django calls what is too large for memory
LONGEST_UPLOAD = 24 * 3600  # seconds


class WorkFolder:
    """An empty folder among the system's temporary files. It goes with `close`, at the end of the block, with
    the object, or, after a kill, when the next one is made."""

    def __init__(self) -> None:
        take_away_left(temporary(), FOLDER)
        self.path, descriptor = held(lambda: Path(tempfile.mkdtemp(prefix=PREFIX)))
        self.close = finalize(self, end, self.path, descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def end(path: Path, descriptor: int) -> None:
    """Take away what this process holds."""
    shutil.rmtree(path, ignore_errors=True)
    os.close(descriptor)


def held(make: Callable[[], Path]) -> tuple[Path, int]:
    """What `make` makes, and the descriptor that holds it until it is closed or the process ends. Somebody
    who cleans up may find it in the instant before it is held: then there is another."""
    while True:
        path = make()
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        with suppress(OSError):  # where a file system knows no locks nothing is ever taken away
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if is_there(path, descriptor):
            return path, descriptor
        os.close(descriptor)


def is_there(path: Path, descriptor: int) -> bool:
    """Whether the path still leads to what was opened."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def temporary() -> Path:
    """Where the system keeps temporary files."""
    return Path(tempfile.gettempdir())


def take_away_killed(now: float) -> int:
    """What processes that were killed have left among the temporary files, uploads of a day ago too; how
    many. `now` in seconds since 1970."""
    left = take_away_left(temporary(), FOLDER)
    for path in temporary().iterdir():
        with suppress(OSError):
            if UPLOAD.fullmatch(path.name) and path.lstat().st_mtime < now - LONGEST_UPLOAD:
                path.unlink()
                left += 1
    return left


def take_away_left(parent: Path, names: re.Pattern[str]) -> int:
    """Take away files and folders in `parent`, of such names, that no process holds; how many."""
    with suppress(OSError):  # a folder that may be written to, but not listed
        return sum(take_away(Path(entry.path)) for entry in os.scandir(parent) if names.fullmatch(entry.name))
    return 0


def take_away(path: Path) -> bool:
    """Whether it was held by nobody, and is gone."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False  # somebody else's, or gone already
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if is_there(path, descriptor):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            return True
    except OSError:
        pass
    finally:
        os.close(descriptor)
    return False
