"""Recordings and documents made on the spot, with nothing but what their forms need."""

import struct
import wave
import zipfile
from io import BytesIO


def wav(seconds=2):
    """Silence, 8,000 samples a second."""
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * seconds)
    return buffer.getvalue()


def mp3(frames=100):
    """Silent frames of MPEG 1 layer III, 128 kbit/s at 44,100 Hz: 26 ms each."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def box(kind, content):
    """A box of ISO 14496-12."""
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(handler=b"vide", brand=b"isom", seconds=5):
    """A table of contents without any content."""
    header = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + bytes(80)
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13))))
    return box(b"ftyp", brand + bytes(4)) + box(b"moov", box(b"mvhd", header) + track)


def flac(seconds=3):
    """A stream's first block, 44,100 samples a second."""
    samples = 44100 * seconds
    facts = (44100 << 44) | (1 << 41) | (15 << 36) | samples
    return (
        b"fLaC"
        + b"\x80\x00\x00\x22"
        + struct.pack(">HH", 4096, 4096)
        + bytes(6)
        + facts.to_bytes(8, "big")
        + bytes(16)
    )


def ogg(packet=b"OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00", seconds=4):
    """Two pages: the codec's name, and the last sample's number."""

    def page(flags, granule, number, content):
        head = b"OggS\x00" + bytes([flags]) + struct.pack("<qIII", granule, 1, number, 0)
        return head + bytes([1, len(content)]) + content

    return (
        page(2, 0, 0, packet)
        + page(0, 0, 1, b"OpusTags" + bytes(8))
        + page(4, 48000 * seconds + 312, 2, b"\0" * 50)
    )


def zipped(**entries):
    """An archive; `__` in a name stands for `/`, `_x` for the dot."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def epub():
    """The first file of an EPUB."""
    return zipped(mimetype="application/epub+zip")


def docx(*extra):
    """The parts by which a DOCX is known, and others by name."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *extra):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()
