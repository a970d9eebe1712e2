"""Names under which uploaded files are stored: what a person chose, made harmless. Pure."""

from pathlib import PurePath

from django.utils.text import get_valid_filename

MOST_BYTES = 120  # file systems take 255, and sizes and digests are added


def safe_stem(name: str, fallback: str) -> str:
    """The stem of a file's name without path, signs that browsers or shells read otherwise, and excess.

    `..\\\\windows\\\\The harbour.exe` is `The_harbour`; nothing is left of `../..`, so that is `fallback`."""
    stem = PurePath(name.replace("\\", "/").rpartition("/")[2]).stem.strip(" ._-")
    kept = stem.encode("utf-8", "ignore")[:MOST_BYTES].decode("utf-8", "ignore")
    safe = get_valid_filename(f"x{kept}")[1:].strip("._-")
    return safe or fallback
