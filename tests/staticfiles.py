"""Scripts and styles for browser tests: read once, bundled as a set-up site has them, and kept by browsers.

Each test has a browser without memory, which asks for a hundred files at the first form. Django would look up
each in the directories of all apps, and the browser would ask again on the next page; a site does neither.
"""

import mimetypes
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.files.storage import FileSystemStorage

from config.bundles import BUNDLES, bundled

OWN = FileSystemStorage(settings.BASE_DIR / "static")


@cache
def answer(name: str) -> tuple[list[tuple[str, str]], bytes] | None:
    """Headers and content of `/static/<name>`, if there is such a file."""
    if not (found := finders.find(name)):
        return None
    content = bundled(OWN, name).encode() if name in BUNDLES else Path(str(found)).read_bytes()
    headers = {
        "Content-Type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "Content-Length": str(len(content)),
        "Cache-Control": "max-age=3600, immutable",
    }
    return list(headers.items()), content


class FromMemory(StaticFilesHandler):
    """Answers before anything of Django's begins."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        known = (
            answer(path.removeprefix(settings.STATIC_URL)) if path.startswith(settings.STATIC_URL) else None
        )
        if not known:
            return super().__call__(environ, start_response)
        start_response("200 OK", known[0])
        return [known[1]]
