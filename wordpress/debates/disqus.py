"""A Disqus export (XML, also as the `.xml.gz` that Disqus mails), streamed.

Format: https://docs.disqus.com/developers/export/ — `<thread dsq:id>` and `<post dsq:id>` under `<disqus>`,
a post naming its thread and its parent by `dsq:id`. Newer exports have neither addresses nor networks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape, unescape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from lxml import etree

from blog.urlparts import split
from wordpress.debates.mending import Mending
from wordpress.debates.records import Record, Remark, SourceError, State, Thread
from wordpress.reader.records import WxrError
from wordpress.reader.text import LENIENT, blocks

Element = Any  # lxml's elements carry no types

ID = "{http://disqus.com/disqus-internals}id"
# Disqus counts who follows a link: `http://disq.us/url?url=<the link>:<27 signs>&cuid=…`
COUNTED = re.compile(r"""(?<=href=["'])https?://disq\.us/(?:url)?\?[^"']+""")
SEAL = re.compile(r":[\w-]{27}$")


@dataclass
class Disqus:
    """One export file."""

    path: Path
    name: str = "disqus"
    counts_globally: bool = True
    mended: list[str] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Threads and posts in the file's order. Raises SourceError for what is no whole Disqus export."""
        mending = Mending(blocks(self.path, errors=LENIENT))
        try:
            for element in elements(mending.text()):
                record = thread(element) if local(element) == "thread" else remark(element)
                if record is not None:
                    yield record
                let_go(element)
        except etree.XMLSyntaxError as error:
            raise SourceError(
                f"{self.path.name} breaks off or is damaged in line {error.lineno}; export it again."
            ) from error
        except WxrError as error:
            raise SourceError(str(error)) from error
        self.mended = list(mending.met)


def elements(text: Iterable[str]) -> Iterator[Element]:
    """Threads and posts right below the root; nothing outside the file is read."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        huge_tree=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    root = None
    for block in chain(text, [None]):
        parser.close() if block is None else parser.feed(block.encode())
        for event, element in parser.read_events():
            if root is None:
                root = element
                refuse_other(root)
            if event == "end" and element.getparent() is root and local(element) in {"thread", "post"}:
                yield element


def refuse_other(root: Element) -> None:
    if local(root) != "disqus":
        raise SourceError(f"This is no export of Disqus: it begins with <{local(root)}>.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("The file declares a document type or entities, which no Disqus export does.")


def local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def let_go(element: Element) -> None:
    """Drop the element's content and everything before it; the parser still stands on itself."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def said(element: Element, path: str) -> str:
    """The text of a descendant, `author/name`, whatever the namespace; empty where there is none."""
    found = element.find("/".join("{*}" + step for step in path.split("/")))
    return ("".join(found.itertext()) if found is not None else "").strip()


def named(element: Element, child: str) -> str:
    """The `dsq:id` by which a child refers to something else."""
    found = element.find("{*}" + child)
    return found.get(ID, "") if found is not None else ""


def thread(element: Element) -> Thread | None:
    """None for the nameless threads that Disqus leaves behind."""
    key = element.get(ID, "")
    found = Thread(key, said(element, "link"), said(element, "title"), said(element, "id"))
    return found if key and (found.address or found.identifier) else None


def remark(element: Element) -> Remark:
    author = said(element, "author/username")
    return Remark(
        key=element.get(ID, ""),
        thread=named(element, "thread"),
        parent=named(element, "parent"),
        name=said(element, "author/name") or author,
        email=said(element, "author/email"),
        url=said(element, "author/link"),
        ip=said(element, "ipAddress"),
        written=moment(said(element, "createdAt")),
        text=COUNTED.sub(straight, said(element, "message")),
        state=state(element),
        extra={"username": author} if author else {},
    )


def straight(counted: re.Match[str]) -> str:
    """Where a counted link leads."""
    query = parse_qs(split(unescape(counted[0])).query)
    return escape(SEAL.sub("", query["url"][0])) if "url" in query else counted[0]


def state(element: Element) -> State:
    """Deleted before spam before held: the gravest that Disqus says."""
    if said(element, "isDeleted") == "true":
        return "trash"
    if said(element, "isSpam") == "true":
        return "spam"
    return "pending" if said(element, "isApproved") == "false" else "approved"


def moment(text: str) -> datetime | None:
    """`2013-10-10T19:20:29Z`, in UTC also where the letter is missing; None for what is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
