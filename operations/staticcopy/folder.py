"""The folder of a copy: there whole or not at all, and never in the place of something else."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".broadside-copy"


class CopyError(Exception):
    """The copy cannot be put there; the message is one sentence for whoever runs the command."""


@contextmanager
def whole_folder(target: Path, *, replace: bool) -> Iterator[Path]:
    """A folder beside `target` that takes its name when everything is in it.

    Raises CopyError if something is there already, unless `replace` is given and it is a copy of a site.
    A kill leaves only a folder whose name begins with a dot, which the next run takes away.
    """
    refuse_others(target, replace=replace)
    begun, former = (target.with_name(f".{target.name}.{word}") for word in ("part", "former"))
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    try:
        yield begun
        (begun / MARK).touch()
        shutil.rmtree(former, ignore_errors=True)
        if target.exists():
            target.rename(former)
        begun.rename(target)
        shutil.rmtree(former, ignore_errors=True)
    except BaseException:
        if former.exists() and not target.exists():
            former.rename(target)
        shutil.rmtree(begun, ignore_errors=True)
        raise


def refuse_others(target: Path, *, replace: bool) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CopyError(f"{target} is no folder.")
    if not target.exists() or not any(target.iterdir()):
        return
    if not replace:
        raise CopyError(f"{target} is not empty; --replace puts the new copy in the place of the old one.")
    if not (target / MARK).exists():
        raise CopyError(f"{target} holds something else than a copy of a site, which is never replaced.")
