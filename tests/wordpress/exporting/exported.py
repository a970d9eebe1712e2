"""An export of the test's site, read by our own reader and as plain XML."""

import io
from pathlib import Path

from lxml import etree

from wordpress.exporting import export_to
from wordpress.reader import Export

WP = {"wp": "http://wordpress.org/export/1.2/", "content": "http://purl.org/rss/1.0/modules/content/"}


def text() -> str:
    file = io.StringIO()
    export_to(file.write)
    return file.getvalue()


def tree():
    """The export as any XML parser sees it."""
    return etree.fromstring(text().encode())


def opened(folder: Path) -> Export:
    path = folder / "out.xml"
    path.write_text(text(), "utf-8")
    return Export.open(path)


def items(folder: Path, *types: str):
    """Items by their titles."""
    return {item.title: item for item in opened(folder).items(*types)}


def metas(item) -> dict[str, str]:
    return dict(item.meta)
