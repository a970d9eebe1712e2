"""Recordings and documents as they are taken in: checked, measured, harmlessly named. No ORM."""

from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _
from tinytag import TinyTag

from blog.files.containers import mp4_is_cut_off
from blog.files.filenames import safe_stem
from blog.files.filetypes import DOCUMENT, FileType, UnusableFile, file_type

SAYS_ITS_LENGTH = {".mp3", ".m4a", ".wav"}  # others may be streams that did not know it
MP4_FORMS = {".mp4", ".m4a"}


class CheckedFile(File[bytes]):
    """A file whose content was looked at. `seconds` is its length, if it is a recording that says so."""

    def __init__(self, file: IO[bytes], name: str, found: FileType, seconds: int | None) -> None:
        self.safe_name = safe_stem(name, found.kind) + found.extension
        super().__init__(file, name=self.safe_name)
        self.type, self.seconds = found, seconds


def checked(file: Any, name: str) -> CheckedFile:
    """The file, if it is a recording or a document that we keep.

    Raises UnusableFile with one sentence for whoever chose it: empty, too large, not of a kind we take.
    """
    refuse_too_large(file)
    found = file_type(file, name)
    return CheckedFile(file, name, found, None if found.kind == DOCUMENT else length(file, found))


def refuse_too_large(file: Any) -> None:
    """UnusableFile if it has more bytes than the setting UPLOAD_MOST_BYTES."""
    file.seek(0, 2)
    if file.tell() > settings.UPLOAD_MOST_BYTES:
        raise UnusableFile(too_large())


def too_large() -> str:
    """The sentence for a file of too many bytes."""
    words = _("This file is larger than %(size)d MB, which is the most that is taken here.")
    return words % {"size": settings.UPLOAD_MOST_BYTES // 2**20}


def length(file: Any, found: FileType) -> int | None:
    """Seconds, rounded; None where the file does not say.

    Raises UnusableFile for a recording that nothing can be read of, or of which the end is missing.
    """
    file.seek(0)
    try:
        told = TinyTag.get(filename=f"x{found.extension}", file_obj=file, tags=False).duration
    except Exception:  # readers of broken bytes raise anything
        told = None
    is_cut_off = found.extension in MP4_FORMS and mp4_is_cut_off(file)
    file.seek(0)
    if is_cut_off or (not told and found.extension in SAYS_ITS_LENGTH):
        raise UnusableFile(_("This recording is damaged or was cut off on its way. Please send it again."))
    return round(told) if told and 0 < told < 1_000_000 else None
