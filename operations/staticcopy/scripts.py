"""Scripts and style sheets for pages that no server sends: modules put together, what sheets name found."""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

IMPORT = re.compile(r"""^import\s+["'](?P<name>\./[\w/.-]+)["'];?[ \t]*$""", re.MULTILINE)
NAMED = re.compile(r"""(?:url\(\s*|@import\s+(?!url))["']?(?P<name>(?!data:|https?:|//|#)[^"')\s;]+)""")


def source(name: str) -> Path | None:
    """The static file of this name: as set up for serving, or where it is written."""
    collected = Path(settings.STATIC_ROOT) / name
    found = collected if collected.is_file() else finders.find(name)
    return Path(found) if isinstance(found, str | Path) else None


def beside(name: str, link: str) -> str:
    """What a file's relative link names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), link))


def name_of(address: str) -> str:
    return address.removeprefix(str(settings.STATIC_URL)).partition("?")[0]


def content(address: str, found: Callable[[str], object]) -> bytes | None:
    """The file at a static address as the copy shall hold it; None if there is none. `found` is told of those
    that it names."""
    path = source(name_of(address))
    if path is None:
        return None
    if address.endswith(".js"):
        return "".join(script(name_of(address))).encode()
    if address.endswith(".css"):
        for each in NAMED.finditer(path.read_text("utf-8")):
            found(
                posixpath.normpath(posixpath.join(posixpath.dirname(address), each["name"].partition("#")[0]))
            )
    return path.read_bytes()


def script(name: str) -> Iterator[str]:
    """The script after everything that it imports: each part keeps its own names."""
    path = source(name)
    text = path.read_text("utf-8") if path else ""
    for each in IMPORT.finditer(text):
        yield from script(beside(name, each["name"]))
    rest = IMPORT.sub("", text)
    yield f"try{{(()=>{{{rest}\n}})()}}catch(e){{reportError(e)}}\n"
