"""What is inside recordings, as far as their first bytes and tables of contents tell. Pure but for files."""

from collections.abc import Iterator
from typing import IO

# Pictures, and QuickTime, which few browsers play: https://mp4ra.org/registered-types/brands
NO_MP4_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"qt  ", b"crx ", b"jp2 "}
MOST_BOXES = 4096
MOST_TABLE = 32 * 2**20
# Kilobits a second of MPEG versions 1 and 2, layer III: ISO 11172-3 and 13818-3, table of bit rates.
RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def ogg_content(head: bytes) -> str:
    """`opus`, `sound` or nothing that browsers play: the first packet names its codec (RFC 3533)."""
    packet = head[27 + head[26] :] if len(head) > 27 else b""
    if packet.startswith(b"OpusHead"):
        return "opus"
    return "sound" if packet.startswith((b"\x01vorbis", b"\x7fFLAC")) else ""


def is_mp3(head: bytes, file: IO[bytes]) -> bool:
    """Whether two frames of MPEG layer III stand one behind the other, perhaps after an ID3 tag."""
    start = 0
    if head.startswith(b"ID3") and len(head) > 10:
        size = 0
        for byte in head[6:10]:
            size = size << 7 | (byte & 0x7F)
        start = 10 + size
    file.seek(start)
    frames = file.read(16 * 1024)
    limit = 4096 if start else 1  # some writers pad their tag
    return any(
        (length := frame_length(frames[at : at + 4])) and frame_length(frames[at + length : at + length + 4])
        for at in range(min(limit, len(frames)))
        if frames[at] == 0xFF
    )


def frame_length(header: bytes) -> int:
    """Bytes of the frame that begins with these four; 0 if they begin none of layer III."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, hertz = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate in {0, 15} or hertz == 3:
        return 0
    speed = RATES[3 if version == 3 else 2][rate] * 1000
    return (144 if version == 3 else 72) * speed // HERTZ[version][hertz] + (header[2] >> 1 & 1)


def mp4_has_video(file: IO[bytes]) -> bool:
    """Whether its table of contents names a moving picture (ISO 14496-12, handler `vide`)."""
    for kind, start, size in mp4_boxes(file):
        if kind == b"moov":
            file.seek(start)
            return b"vide" in file.read(min(size, MOST_TABLE))
    return True


def mp4_is_cut_off(file: IO[bytes]) -> bool:
    """Whether its table of contents is missing, which many cameras write last, or its media end too early."""
    end = file.seek(0, 2)
    ends = {kind: start + size for kind, start, size in mp4_boxes(file) if kind in {b"moov", b"mdat"}}
    return b"moov" not in ends or max(ends.values()) > end


def mp4_boxes(file: IO[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """(type, where its content begins, bytes of content) of the boxes at the top."""
    at = 0
    for _number in range(MOST_BOXES):
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            return
        size, skipped = int.from_bytes(header[:4], "big"), 8
        if size == 1:
            size, skipped = int.from_bytes(header[8:16], "big"), 16
        if size < skipped:
            return
        yield header[4:8], at + skipped, size - skipped
        at += size
