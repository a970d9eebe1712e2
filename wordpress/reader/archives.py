"""Exports in a ZIP archive, as WordPress.com sends them: unpacked to where they can be read."""

import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from blog.files.workfiles import WorkFolder

from .records import WxrError

MOST_BYTES = 20 * 2**30
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)


@contextmanager
def unpacked(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The files themselves; in the place of a ZIP archive the XML files in it, in the order of their names.

    Raises WxrError for an archive that cannot be unpacked, or that holds no XML.
    """
    with WorkFolder() as folder:
        places = [folder.path / str(number) for number in range(len(paths))]
        yield [
            each
            for path, place in zip(paths, places, strict=True)
            for each in (members(path, place) if is_archive(path) else [path])
        ]


def is_archive(path: Path) -> bool:
    """Whether the file says that it is a ZIP archive."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) in {b"PK\3\4", b"PK\5\6"}


def members(path: Path, directory: Path) -> list[Path]:
    """The XML files of the archive, unpacked below `directory`."""
    try:
        with zipfile.ZipFile(path) as archive:
            chosen = sorted(filter(is_export, archive.infolist()), key=lambda info: by_number(info.filename))
            refuse_unfit(path, chosen)
            return [unpack(archive, info, directory / str(n)) for n, info in enumerate(chosen)]
    except UNREADABLE as error:
        raise WxrError(f"{path.name} is cut off or damaged: it cannot be unpacked.") from error


def is_export(info: zipfile.ZipInfo) -> bool:
    """Macs add a shadow of every file."""
    name = info.filename.lower()
    return name.endswith((".xml", ".wxr", ".xml.gz")) and not name.startswith("__macosx/")


def by_number(name: str) -> list[tuple[int, str]]:
    """`part.2.xml` before `part.10.xml`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def refuse_unfit(path: Path, chosen: Sequence[zipfile.ZipInfo]) -> None:
    """Raises WxrError where there is nothing to unpack, or too much, or a password is needed."""
    if not chosen:
        raise WxrError(f"{path.name} holds no XML file; the export is one (…wordpress….xml).")
    if any(info.flag_bits & 1 for info in chosen):
        raise WxrError(f"{path.name} is locked by a password: unpack it and import the XML files inside.")
    if sum(info.file_size for info in chosen) > MOST_BYTES:
        raise WxrError(f"{path.name} would unpack to more than {MOST_BYTES >> 30} gigabytes.")


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, directory: Path) -> Path:
    """One of its files, under its own name in a directory of its own."""
    directory.mkdir(parents=True)
    whole = directory / Path(info.filename).name
    with archive.open(info) as packed, whole.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return whole
