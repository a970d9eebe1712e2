"""Where an attachment's file is: in a copy of the uploads folder, and on the old site. No ORM."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from blog.urlparts import split

UPLOADS = re.compile(r"^.*/(?:uploads|blogs\.dir/\d+/files|files)/")
STARTS = ("", "uploads", "wp-content/uploads", "files")
# WordPress scales what is larger than 2560 pixels down, and remembers in PHP's notation what it was.
ORIGINAL = re.compile(r's:14:"original_image";s:\d+:"([^"]+)"')


def find(folder: Path, url: str, meta: Iterable[tuple[str, str]]) -> Path | None:
    """The attachment's original in a copy of the uploads folder, or None.

    `meta` is the item's: WordPress keeps the path there. Names may be composed differently (macOS), and
    nothing outside the folder is looked at.
    """
    root = folder.resolve()
    for relative in relatives(url, dict(meta)):
        for form in ("NFC", "NFD"):
            for start in STARTS:
                try:
                    path = (root / start / unicodedata.normalize(form, relative)).resolve()
                    if path.is_relative_to(root) and path.is_file():
                        return path
                except (OSError, ValueError, RuntimeError):
                    continue  # a name that no file can have
    return None


def relatives(url: str, meta: dict[str, str]) -> Iterator[str]:
    """Paths below the uploads folder, the unscaled original first."""
    attached = meta.get("_wp_attached_file", "").strip()
    at_url = UPLOADS.sub("", unquote(split(url).path)).lstrip("/")
    for path in dict.fromkeys(filter(None, (UPLOADS.sub("", attached).lstrip("/"), at_url))):
        if original := original_name(meta):
            yield str(PurePosixPath(path).with_name(original))
        yield path


def addresses(url: str, meta: dict[str, str]) -> list[str]:
    """Where the old site has it, the unscaled original first."""
    original = original_name(meta)
    if not original or "/" not in split(url).path:
        return [url]
    return [f"{url.partition('?')[0].rpartition('/')[0]}/{quote(original)}", url]


def original_name(meta: dict[str, str]) -> str:
    """The name of the file that was too large for WordPress, if there was one."""
    match = ORIGINAL.search(meta.get("_wp_attachment_metadata", ""))
    name = match.group(1) if match else ""
    return "" if "/" in name or name in {".", ".."} else name
