"""Elements of an export as text, in the form that WordPress writes them and its importer reads them. Pure.

That importer has three parsers, one of which reads lines: an item's and a comment's own tags stand alone on
their lines, every other element is closed on the line that opens it or holds nothing but one CDATA section.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import quoteattr

from wordpress.reader.names import NAMESPACES
from wordpress.vocabulary import NO_XML

NO_DATE = "0000-00-00 00:00:00"
Pair = tuple[str, str]

HEAD = '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="Broadside" -->\n<rss version="2.0"\n'
HEAD += "".join(f'\txmlns:{prefix}="{uri}"\n' for prefix, uri in NAMESPACES.items())
HEAD += ">\n<channel>\n"
FOOT = "</channel>\n</rss>\n"


def writable(text: str) -> str:
    """The text without the characters that XML has no way to hold."""
    return NO_XML.sub("", text)


def cdata(text: str) -> str:
    """A CDATA section; `]]>` inside of it is parted as WordPress parts it."""
    return f"<![CDATA[{writable(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def section(name: str, text: object, **attributes: str) -> str:
    """An element with its text in a CDATA section."""
    said = "".join(f" {key}={quoteattr(writable(value))}" for key, value in attributes.items())
    return f"<{name}{said}>{cdata(str(text))}</{name}>"


def plain(name: str, value: object) -> str:
    """An element that holds a number or an address."""
    return f"<{name}>{escape(writable(str(value)), quote=False)}</{name}>"


def as_html(text: str) -> str:
    """Plain words as WordPress keeps them in titles and names: HTML."""
    return escape(text, quote=False)


def filed(taxonomy: str, slug: str, name: str) -> str:
    """The line of an item that files it under a term."""
    return f"\t{section('category', as_html(name), domain=taxonomy, nicename=slug)}\n"


def meta(pairs: Iterable[Pair], container: str = "wp:postmeta") -> Iterator[str]:
    """A line for each pair of key and value."""
    for key, value in pairs:
        held = section("wp:meta_key", key) + section("wp:meta_value", value)
        yield f"\t<{container}>{held}</{container}>\n"


def moment(at: datetime | None) -> str:
    """A moment as WordPress writes it, on the clock that it is given in; zeros for none."""
    return f"{at:%Y-%m-%d %H:%M:%S}".zfill(19) if at else NO_DATE


def feed_moment(at: datetime) -> str:
    """RFC 822, as RSS asks."""
    return format_datetime(at.astimezone(UTC))
