"""An export's bytes as text, in blocks; what is plainly no export is refused here.

WordPress writes UTF-8 (or the encoding its XML declaration names). Single bytes that are not valid there are
taken as Windows-1252, which is what they are in exports of old sites.
"""

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from .foreign import ELEMENTS, element_reason, text_reason
from .records import CutOff, WxrError

LENIENT = "wxr-windows-1252"  # the decoding that never fails
GZIP = b"\x1f\x8b"
BLOCK = 1 << 18
HEAD = 1 << 16
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# What may stand before the first element: white space, declarations and comments.
PROLOGUE = re.compile(r"(?:\s+|\ufeff|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
# Where an export begins that a server has written something else before: PHP's warnings, a page's head.
BEGINNING = re.compile(r"(?:<\?xml\s[^>]*\?>(?:\s+|<!--.*?-->)*)?<rss[\s>]", re.DOTALL)
EXPORT = re.compile(r"<(?:\w+:)?(?:rss|channel|item)\b")
DECLARING = re.compile(r"<!ENTITY|<!DOCTYPE\s+(?!html\b)", re.IGNORECASE)  # refused, wherever it stands
FIRST_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]*)")

ROOTS = {"rss", "channel", "item"}


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error(LENIENT, _as_windows_1252)


def encoding_of(head: bytes) -> str:
    """The encoding that a byte order mark or the XML declaration names; UTF-8 where neither does, or where
    the declaration, which stands there in single bytes, names one of double bytes."""
    for mark, name in (*BYTE_ORDER_MARKS, *UNMARKED):
        if head.startswith(mark):
            return name
    declared = ENCODING.search(head.partition(b"<rss")[0])
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    return "utf-8" if known.startswith(("utf-16", "utf-32")) else known


def blocks(path: Path, *, errors: str = "strict", told: Callable[[int], None] | None = None) -> Iterator[str]:
    """The file's text in blocks, decoded; `told` how many bytes of the file were read.

    Raises UnicodeDecodeError with `errors="strict"`, WxrError where the file cannot be opened.
    """
    try:
        with opened(path) as file:
            data = file.read(BLOCK)
            decoder = codecs.getincrementaldecoder(encoding_of(data[:HEAD]))(errors=errors)
            while data:
                yield decoder.decode(data)
                if told:
                    told(place_in(file))
                data = file.read(BLOCK)
            yield decoder.decode(b"", final=True)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise WxrError(
            f"{path.name} is cut off or damaged: it cannot be unpacked. Export it again."
        ) from error
    except IsADirectoryError as error:
        raise WxrError(f"{path.name} is a folder; name the files in it.") from error
    except OSError as error:
        raise WxrError(f"{path.name} cannot be opened: {error.strerror}.") from error


def place_in(file: IO[bytes] | gzip.GzipFile) -> int:
    """How many bytes of the file on disk were read."""
    on_disk = cast("IO[bytes]", file.fileobj) if isinstance(file, gzip.GzipFile) else file
    return on_disk.tell()


def from_beginning(path: Path, told: Callable[[int], None] | None = None) -> Iterator[str]:
    """The text, leniently decoded, without what stands before the export's own first tag."""
    parts = blocks(path, errors=LENIENT, told=told)
    first = next(parts, "")
    yield first[len(before_export(first)) :]
    yield from parts


def before_export(text: str) -> str:
    """What a server has written at the head of the file before the export began; mostly nothing."""
    prologue = PROLOGUE.match(text)
    if prologue and EXPORT.match(text, prologue.end()):
        return ""
    begins = BEGINNING.search(text[:HEAD])
    before = text[: begins.start()] if begins else ""
    return "" if DECLARING.search(before) else before


def opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    """The file's bytes, unpacked if it was packed by gzip."""
    file = path.open("rb")
    if file.read(2) == GZIP:
        file.close()
        return cast("IO[bytes]", gzip.open(path))
    file.seek(0)
    return file


def root_element(path: Path) -> str:
    """The name of the file's first element, without prefix.

    Raises WxrError for what is empty, not XML, another format, or declares a document type: WordPress writes
    none, and entities declared in one can fill the memory or reach for other files.
    """
    text = "".join(part for part, _ in zip(blocks(path, errors=LENIENT), range(2), strict=False))
    if not text.strip("\ufeff \t\r\n\0"):
        raise WxrError(f"{path.name} is empty.")
    text = text[len(before_export(text)) :]
    prologue = PROLOGUE.match(text)
    rest = text[prologue.end() :] if prologue else text
    if rest.startswith("<!--"):
        raise CutOff(f"{path.name} is cut off before the first post; export it again.")
    if rest.startswith("<!"):
        raise WxrError(_doctype_reason(path, rest))
    element = FIRST_ELEMENT.match(rest)
    if element is None:
        raise WxrError(f"{path.name}: {text_reason(text)}")
    name = element.group(1).rpartition(":")[2].lower()
    if name not in ROOTS:
        raise WxrError(f"{path.name}: {element_reason(name, text)}")
    return name


def _doctype_reason(path: Path, rest: str) -> str:
    if re.match(r"<!doctype\s+html", rest, re.IGNORECASE):
        return f"{path.name}: {ELEMENTS['html']}"
    return f"{path.name} declares a document type or entities, which no WordPress export does; it is refused."
