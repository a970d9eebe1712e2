"""The folder of a copy: there whole or not at all, and never in the place of something else."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from blog.alone import is_held

MARK = ".broadside-copy"


class CopyError(Exception):
    """The copy cannot be put there; the message is one sentence for whoever runs the command."""


@contextmanager
def whole_folder(target: Path, *, replace: bool) -> Iterator[Path]:
    """A folder beside `target` that takes its name when everything is in it.

    Raises CopyError if something is there already, unless `replace` is given and it is a copy of a site, and
    while another copy is being written there. A kill leaves only folders whose names begin with a dot; the
    next run puts the former copy back, if it was killed between the two names, and takes the rest away.
    """
    begun, former = (target.with_name(f".{target.name}.{word}") for word in ("part", "former"))
    refuse_others(target, replace=replace)
    with held(begun):
        try:
            put_back(former, target)
            refuse_others(target, replace=replace)
            yield begun
            (begun / MARK).touch()
            shutil.rmtree(former, ignore_errors=True)
            if target.exists():
                target.rename(former)
            begun.rename(target)
            shutil.rmtree(former, ignore_errors=True)
        except BaseException:
            put_back(former, target)
            shutil.rmtree(begun, ignore_errors=True)
            raise


@contextmanager
def held(begun: Path) -> Iterator[None]:
    """The folder, empty, while no other process has it. A process that dies lets go of it."""
    begun.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(begun, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not is_held(descriptor):
            raise CopyError(f"Another copy is being written to {begun}. Nothing was changed.")
        for left in begun.iterdir():
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        yield
    finally:
        os.close(descriptor)


def put_back(former: Path, target: Path) -> None:
    if former.exists() and not target.exists():
        former.rename(target)


def refuse_others(target: Path, *, replace: bool) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CopyError(f"{target} is no folder.")
    if not target.exists() or not any(target.iterdir()):
        return
    if not replace:
        raise CopyError(f"{target} is not empty; --replace puts the new copy in the place of the old one.")
    if not (target / MARK).exists():
        raise CopyError(f"{target} holds something else than a copy of a site, which is never replaced.")
