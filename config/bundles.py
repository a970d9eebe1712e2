"""One file of many: what `css/reader.css` and `js/article.js` import is written into them at set-up.

The sources stay small files, and work as they are where nothing was set up. Each module keeps names of its
own, and one that fails does not take the others with it, as it was when browsers loaded them one by one."""

import posixpath
import re
from typing import Any

BUNDLES = {"css/reader.css", "js/article.js"}
SHEET = re.compile(r'^@import url\("(?P<name>[\w/.-]+)"\);$', re.MULTILINE)
MODULE = re.compile(r'^import "(?P<name>\./[\w/.-]+)";$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINE_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
INDENT = re.compile(r"\n\s*")
AROUND = re.compile(r"\s*([{};])\s*")  # in style sheets, whose strings hold none of these


def bundled(storage: Any, path: str) -> str:
    """The file at `path` with everything it imports, without what only people need."""
    pattern, packed = (SHEET, sheet) if path.endswith(".css") else (MODULE, module)
    base = posixpath.dirname(path)
    names = pattern.findall(text_of(storage, path))
    return "".join(packed(text_of(storage, posixpath.normpath(f"{base}/{name}"))) for name in names)


def text_of(storage: Any, path: str) -> str:
    with storage.open(path) as file:
        text = file.read()
    return text.decode() if isinstance(text, bytes) else str(text)


def sheet(text: str) -> str:
    return AROUND.sub(r"\1", INDENT.sub(" ", COMMENT.sub("", text))).strip()


def module(text: str) -> str:
    """A module without imports and exports as a closed piece of a larger one."""
    body = INDENT.sub("\n", LINE_COMMENT.sub("", text)).strip()
    return f"try{{(()=>{{{body}\n}})()}}catch(e){{reportError(e)}}\n"
