"""Where a file goes that must be there whole or not at all."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from blog.files.workfiles import held, take_away_left


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """A file that takes its name once it is written to its end; until then whatever had the name keeps it.

    A kill leaves only a file whose name begins with a dot, which the next one for `path` takes away. Raises
    OSError where there is no room or no right.
    """
    take_away_left(path.parent, re.compile(rf"\.{re.escape(path.name)}\.\w+\.part"))
    begun, descriptor = held(lambda: empty_beside(path))
    try:
        with begun.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def empty_beside(path: Path) -> Path:
    """For its owner alone: addresses of readers stand in it."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(descriptor)
    return Path(name)
