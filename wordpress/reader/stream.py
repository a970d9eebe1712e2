"""Records out of XML text that arrives in blocks; what was read is let go at once, so memory stays flat."""

from collections.abc import Collection, Iterable, Iterator

from lxml import etree

from . import elements
from .names import canonical
from .passed import Passed
from .records import Record, WxrError

LARGEST_ITEM = 1 << 28  # characters that a single post may have, with all its comments
SITE_TAGS = set(elements.SITE_FIELDS)


def records(
    text: Iterable[str],
    types: Collection[str] | None = None,
    *,
    whole: bool = True,
    passed: Passed | None = None,
) -> Iterator[Record]:
    """The site first, then authors, terms and items in the file's order; of items only those of `types`.
    Of text that is not `whole`, only what was closed before its end. `passed` is told what is no part of it.

    Raises etree.XMLSyntaxError where the text is not well-formed or ends too early, WxrError where it
    declares a document type.
    """
    head: dict[str, str] | None = {}
    passed = passed or Passed()
    for element in _children_of_channel(text, whole=whole):
        found = elements.site_field(element) if head is not None else {}
        if head is not None and found:
            head = found | head
        else:
            record = elements.record(element) if is_wanted(element, types) else None
            if record is not None and head is not None:
                yield elements.site(head)
                head = None
            if record is not None:
                yield record
        _let_go(element, passed)
    if head is not None:
        yield elements.site(head)


def is_wanted(element: elements.Element, types: Collection[str] | None) -> bool:
    """Making a record costs more than reading its element, so it is asked before."""
    return types is None or elements.item_type(element) in types


def _children_of_channel(text: Iterable[str], *, whole: bool) -> Iterator[elements.Element]:
    """Entities stay unresolved and nothing outside the file is read; libxml2's size limits are for documents
    held in memory whole, this one is not."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=("{*}rss", "{*}channel", *_child_tags()),
        encoding="utf-8",
        huge_tree=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    since = 0
    for block in text:
        parser.feed(block.encode("utf-8", "replace"))
        since += len(block)
        for element in _finished(parser):
            since = 0
            yield element
        if since > LARGEST_ITEM:
            raise WxrError(f"One item in the file is larger than {LARGEST_ITEM >> 20} megabytes.")
    if whole:
        parser.close()
    yield from _finished(parser)


def _child_tags() -> set[str]:
    return {"{*}" + name.rpartition(":")[2] for name in SITE_TAGS | set(elements.READERS)}


def _finished(parser: etree.XMLPullParser) -> Iterator[elements.Element]:
    for event, element in parser.read_events():
        parent = element.getparent()
        if event == "start" and parent is None:
            _refuse_document_type(element)
        elif event == "end" and parent is not None and canonical(parent.tag) == "channel":
            yield element


def _refuse_document_type(root: elements.Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise WxrError("The file declares a document type or entities, which no WordPress export does.")


def _let_go(element: elements.Element, passed: Passed) -> None:
    """Drop the element's content and everything before it; the element itself the parser still stands on."""
    parent = element.getparent()
    while element.getprevious() is not None:
        passed.see(parent[0])
        del parent[0]
    if not passed.words:
        passed.look_into(element)
    element.clear()
