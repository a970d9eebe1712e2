"""Parts of a file that a reader asks for: RFC 9110, sections 13 and 14, as far as one range goes. Pure."""

import re

RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """The part lies behind the end of the file."""


def wanted_part(header: str, size: int) -> tuple[int, int] | None:
    """(first byte, one behind the last) of `Range: bytes=500-999`, `500-` or `-500` (the last 500).

    None for what may be answered with the whole: no range, several, another unit, nonsense. Raises
    Unsatisfiable.
    """
    match = RANGE.fullmatch(header)
    if not match or match.group(1, 2) == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
        if int(last) == 0:
            raise Unsatisfiable
    else:
        start, stop = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < start:
            return None
    if start >= size:
        raise Unsatisfiable
    return start, stop


def still_holds(if_range: str, etag: str, modified: str) -> bool:
    """Whether `If-Range` (an ETag or a date, or nothing) means the file as it is now."""
    return not if_range or if_range in {etag, modified}
