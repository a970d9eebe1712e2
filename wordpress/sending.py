"""Files that are sent for an import: in parts, so that large ones pass any server in front and a broken line
costs one part. They lie in the storage of media, where no reader's address leads, until the import is done.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction

from blog.files.workfiles import WorkFolder
from blog.models import User
from wordpress.models import SentFile

HEAD = 4096


class UnusablePart(ValueError):
    """A part that does not fit what has arrived; the message is for whoever sends."""


def begin(name: str, size: int, by: User) -> SentFile:
    """A file of `size` bytes of which nothing has arrived yet."""
    return SentFile.objects.create(name=Path(name).name[:255], size=size, by=by)


def add_part(sent: SentFile, offset: int, part: "UploadedFile[bytes]") -> SentFile:
    """Keep the bytes from `offset` on. A part that has arrived already changes nothing.

    A file without parts may come as one, of any size. Raises OSError and OperationalError where there is no
    room, and UnusablePart where bytes between would be missing, or where there are too many.
    """
    size = part.size or 0
    with transaction.atomic():
        now = SentFile.objects.select_for_update().get(pk=sent.pk)
        if offset + size <= now.received:
            return now
        if offset != now.received or offset + size > now.size:
            raise UnusablePart(f"{now.received} bytes of {now.size} have arrived; send what follows.")
        now.parts = [*now.parts, stored(part, f"{now.folder}/{offset}")]
        now.received = offset + size
        now.save(update_fields=["parts", "received"])
    return now


def keep_whole(upload: "UploadedFile[bytes]", by: User) -> SentFile:
    """A file that was sent at once. Raises OSError and OperationalError where there is no room."""
    sent = begin(upload.name or "", upload.size or 0, by)
    try:
        return add_part(sent, 0, upload)
    except BaseException:
        with suppress(OSError, DatabaseError):
            drop(sent)
        raise


def stored(part: "UploadedFile[bytes]", name: str) -> str:
    """The name under which it is kept: this one, whole, in the place of what a server that was killed or had
    no room left there."""
    default_storage.delete(name)
    try:
        return default_storage.save(name, part)
    except BaseException:
        with suppress(OSError):
            default_storage.delete(name)
        raise


@contextmanager
def joined(files: Sequence[SentFile]) -> Iterator[list[Path]]:
    """The files whole, in a directory that goes at the end, under the names that they were sent with."""
    with WorkFolder() as folder:
        yield [join(each, folder.path / str(number)) for number, each in enumerate(files)]


def join(sent: SentFile, directory: Path) -> Path:
    directory.mkdir()
    whole = directory / (sent.name or "export.xml")
    with whole.open("wb") as file:
        for name in sent.parts:
            with default_storage.open(name) as part:
                shutil.copyfileobj(part, file)
    return whole


def head_of(sent: SentFile) -> bytes:
    """Its first bytes, by which one sees what it is."""
    if not sent.parts:
        return b""
    with default_storage.open(sent.parts[0]) as part:
        return bytes(part.read(HEAD))


def drop(sent: SentFile) -> None:
    """Forget the file; what was imported from it stays."""
    for name in (*sent.parts, f"{sent.folder}/{sent.received}"):  # the last may have been begun
        default_storage.delete(name)
    with suppress(OSError):  # a bucket has no folders
        default_storage.delete(sent.folder)
    sent.delete()


def drop_older_than(moment: datetime) -> int:
    """Forget files that were sent before `moment` and that no import is reading; how many."""
    old = list(SentFile.objects.idle().filter(created_at__lt=moment))
    for sent in old:
        drop(sent)
    return len(old)
