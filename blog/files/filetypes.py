"""What an uploaded recording or document is, by its content; its name decides nothing. Pure but for files."""

import re
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from blog import archives
from blog.files import containers

AUDIO, VIDEO, DOCUMENT = "audio", "video", "document"
HEAD = 64 * 1024
MOST_TEXT = 20 * 2**20


class UnusableFile(ValueError):
    """The file is none that we keep; its message says why, for whoever chose it."""


@dataclass(frozen=True, slots=True)
class FileType:
    """`kind` is audio, video or document; `mime_type` is how it is served, `extension` how it is named."""

    kind: str
    mime_type: str
    extension: str


MP3 = FileType(AUDIO, "audio/mpeg", ".mp3")
M4A = FileType(AUDIO, "audio/mp4", ".m4a")
OGG = FileType(AUDIO, "audio/ogg", ".ogg")
OPUS = FileType(AUDIO, "audio/ogg", ".opus")
FLAC = FileType(AUDIO, "audio/flac", ".flac")
WAV = FileType(AUDIO, "audio/wav", ".wav")
MP4 = FileType(VIDEO, "video/mp4", ".mp4")
WEBM = FileType(VIDEO, "video/webm", ".webm")
WEBA = FileType(AUDIO, "audio/webm", ".weba")
PDF = FileType(DOCUMENT, "application/pdf", ".pdf")
RTF = FileType(DOCUMENT, "application/rtf", ".rtf")
TEXT = FileType(DOCUMENT, "text/plain", ".txt")
CSV = FileType(DOCUMENT, "text/csv", ".csv")
OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
BUNDLES = {
    "epub": FileType(DOCUMENT, "application/epub+zip", ".epub"),
    "odt": FileType(DOCUMENT, f"{OPEN_DOCUMENT}.text", ".odt"),
    "ods": FileType(DOCUMENT, f"{OPEN_DOCUMENT}.spreadsheet", ".ods"),
    "odp": FileType(DOCUMENT, f"{OPEN_DOCUMENT}.presentation", ".odp"),
    "docx": FileType(DOCUMENT, f"{OPEN_XML}.wordprocessingml.document", ".docx"),
    "xlsx": FileType(DOCUMENT, f"{OPEN_XML}.spreadsheetml.sheet", ".xlsx"),
    "pptx": FileType(DOCUMENT, f"{OPEN_XML}.presentationml.presentation", ".pptx"),
}
TYPES = (MP3, M4A, OGG, OPUS, FLAC, WAV, MP4, WEBM, WEBA, PDF, RTF, TEXT, CSV, *BUNDLES.values())
BY_EXTENSION = {each.extension: each.mime_type for each in TYPES}
PAGES = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe|\?php|\?=|%)|<\?xml\b")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!", b"\0asm")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08")
UNPRINTED = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def file_type(file: IO[bytes], name: str) -> FileType:
    """What the file is. `name` only tells a table (`.csv`) from other text.

    Raises UnusableFile with one sentence for whoever chose it.
    """
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise UnusableFile(_("This file is empty."))
    found = recording(head, file) or document(head, file) or text(head, file, name)
    file.seek(0)
    if found is None:
        raise UnusableFile(why_not(head))
    return found


def recording(head: bytes, file: IO[bytes]) -> FileType | None:
    """Sound or film that browsers play."""
    if head.startswith(b"OggS"):
        return {"opus": OPUS, "sound": OGG}.get(containers.ogg_content(head))
    if head.startswith(b"fLaC") or (head.startswith(b"RIFF") and head[8:12] == b"WAVE"):
        return FLAC if head.startswith(b"fLaC") else WAV
    if containers.is_mp3(head, file):
        return MP3
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:80]:
        return WEBM if b"V_VP" in head or b"V_AV1" in head else WEBA
    if head[4:8] == b"ftyp" and head[8:12] not in containers.NO_MP4_BRANDS:
        return MP4 if containers.mp4_has_video(file) else M4A
    return None


def document(head: bytes, file: IO[bytes]) -> FileType | None:
    """A document with a form of its own."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"PK\x03\x04"):
        try:
            return BUNDLES.get(archives.bundle_of(file))
        except archives.HoldsProgram:
            raise UnusableFile(
                _("This document holds macros, which are programs. Please save it without.")
            ) from None
    return None


def text(head: bytes, file: IO[bytes], name: str) -> FileType | None:
    """Plain text, which is to say UTF-8 that holds no page and no program."""
    file.seek(0)
    content = file.read(MOST_TEXT + 1)
    if len(content) > MOST_TEXT or UNPRINTED.search(content) or is_page_or_program(head):
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return CSV if name.lower().endswith(".csv") else TEXT


def is_page_or_program(head: bytes) -> bool:
    """Whether a browser, a server or a shell might run it."""
    return head.startswith(PROGRAMS) or bool(PAGES.search(head[:4096].lower()))


def why_not(head: bytes) -> str:
    """The sentence for a file that is not taken, as exact as its first bytes allow."""
    if head.startswith(PROGRAMS):
        return _("Programs are not taken.")
    if PAGES.search(head[:4096].lower()):
        return _("Web pages and SVG drawings are not taken, because they can carry programs.")
    if head.startswith((b"PK\x03\x04", *ARCHIVES)):
        return _("Archives are not taken. Please upload the files one by one.")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _("Old Office documents can carry programs. Please save it as DOCX, ODT or PDF.")
    if head[4:8] == b"ftyp" or head.startswith((b"\x1aE\xdf\xa3", b"OggS", b"RIFF", b"FLV")):
        return _("Browsers do not play this recording. Please save it as MP3, M4A, MP4 or WebM.")
    return _(
        "This kind of file is not taken. What is: pictures (JPEG, PNG, GIF, WebP, AVIF), sound (MP3, M4A, "
        "OGG, Opus, FLAC, WAV), film (MP4, WebM) and documents (PDF, EPUB, ODT, DOCX, RTF, TXT, CSV …)."
    )
