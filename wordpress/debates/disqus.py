"""A Disqus export (XML, also as the `.xml.gz` that Disqus mails), streamed.

Format: https://docs.disqus.com/developers/export/ — `<thread dsq:id>` and `<post dsq:id>` under `<disqus>`,
a post naming its thread and its parent by `dsq:id`. Newer exports have neither addresses nor networks.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from lxml import etree

from wordpress.debates.records import Record, Remark, SourceError, State, Thread

Element = Any  # lxml's elements carry no types

ID = "{http://disqus.com/disqus-internals}id"
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Disqus:
    """One export file."""

    path: Path
    name: str = "disqus"
    counts_globally: bool = True

    def records(self) -> Iterator[Record]:
        """Threads and posts in the file's order. Raises SourceError for what is no whole Disqus export."""
        try:
            with opened(self.path) as file:
                for element in elements(file):
                    record = thread(element) if local(element) == "thread" else remark(element)
                    if record is not None:
                        yield record
                    let_go(element)
        except etree.XMLSyntaxError as error:
            raise SourceError(
                f"{self.path.name} breaks off or is damaged in line {error.lineno}; export it again."
            ) from error
        except (OSError, EOFError) as error:
            raise SourceError(f"{self.path.name} cannot be read: {error}.") from error


def opened(path: Path) -> gzip.GzipFile | IO[bytes]:
    """The file's XML, unpacked where it is packed. Raises OSError."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
    return gzip.open(path) if packed else path.open("rb")


def elements(file: gzip.GzipFile | IO[bytes]) -> Iterator[Element]:
    """Threads and posts right below the root; nothing outside the file is read."""
    parsed = etree.iterparse(
        file,
        events=("start", "end"),
        huge_tree=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    root = None
    for event, element in parsed:
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
        text=said(element, "message"),
        state=state(element),
        extra={"username": author} if author else {},
    )


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
