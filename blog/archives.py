"""Documents that are ZIP archives inside: which one, without unpacking it."""

import zipfile
from typing import IO

MOST_DIRECTORY = 4 * 2**20
END = b"PK\x05\x06"
MIMETYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}


class HoldsProgram(Exception):
    """It carries macros."""


def bundle_of(file: IO[bytes]) -> str:
    """`epub`, `odt`, `docx` …; empty for any other archive. Raises HoldsProgram for one with macros."""
    if not has_small_directory(file):
        return ""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
                raise HoldsProgram
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    return MIMETYPES.get(entry.read(100).strip(), "")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""
    found = [PARTS[name] for name in names if name in PARTS]
    return found[0] if found and "[Content_Types].xml" in names else ""


def has_small_directory(file: IO[bytes]) -> bool:
    """Whether the table of contents is short enough to be read: its last record says how long it is."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - 65_557))
    last = file.read()
    at = last.rfind(END)
    found = 0 <= at <= len(last) - 22
    return found and int.from_bytes(last[at + 12 : at + 16], "little") <= MOST_DIRECTORY
