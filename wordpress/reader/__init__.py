"""WordPress exports (WXR 1.0 to 1.2) as records, streamed. Pure: no database, no Django.

`Export.open(path)` reads the whole file once, to its end, hands on each record as it passes, and refuses what
cannot be taken; the export can be read again as often as needed.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lxml import etree

from . import text
from .passed import Passed
from .records import Author, Comment, CutOff, Item, ItemTerm, Record, Site, Survey, Term, WxrError
from .repair import Repair
from .stream import records

__all__ = [
    "Author",
    "Comment",
    "CutOff",
    "Export",
    "Item",
    "ItemTerm",
    "Record",
    "Site",
    "Survey",
    "Taker",
    "Term",
    "WxrError",
]

KNOWN_VERSION = re.compile(r"1\.\d+$")
UNREADABLE = (etree.XMLSyntaxError, UnicodeDecodeError)


class Taker(Protocol):
    """Who wants the records of a file while it is read for the first time."""

    def begin(self) -> None:
        """From the start, perhaps for the second time: what was taken of this file before is void."""
        ...

    def take(self, record: Record) -> None: ...

    def told(self, place: int) -> None:
        """So many bytes of the file are read."""
        ...


@dataclass(frozen=True)
class Export:
    """One export file that was read to its end without finding a reason to refuse it."""

    path: Path
    survey: Survey
    sound: bool

    @classmethod
    def open(cls, path: Path, taker: Taker | None = None, *, recovers: bool = False) -> "Export":
        """Read the file once, to its end; or, where it is cut off and `recovers`, to the last thing that is
        whole. Raises WxrError with one sentence for whoever runs the import."""
        text.root_element(path)
        try:
            passed = Passed()
            parts = text.blocks(path, told=taker.told if taker else None)
            survey, sound = _survey(records(parts, passed=passed), taker), True
            survey.mended += passed.reasons
        except UNREADABLE:
            survey, sound = _survey_mended(path, taker, recovers), False
        except WxrError as error:
            raise _named(path, error) from error
        _judge(survey, path)
        return cls(path, survey, sound)

    def records(self, types: Collection[str] | None = None) -> Iterator[Record]:
        """The site, then authors, terms and items (or only items of `types`), in the file's order."""
        if self.sound:
            return records(text.blocks(self.path), types)
        cut = bool(self.survey.cut)
        repair = Repair(text.from_beginning(self.path), recovers=cut)
        return records(repair.text(), types, whole=not cut)

    def items(self, *types: str) -> Iterator[Item]:
        """The items of these types (all of them without any), in the file's order."""
        return (record for record in self.records(types or None) if isinstance(record, Item))


def _named(path: Path, error: WxrError) -> WxrError:
    said = str(error)
    return error if said.startswith(path.name) else type(error)(f"{path.name}: {said}")


def _survey_mended(path: Path, taker: Taker | None, recovers: bool) -> Survey:
    parts = text.from_beginning(path, taker.told if taker else None)
    repair = Repair(parts, recovers=recovers)
    try:
        survey = _survey(records(repair.text(), whole=not recovers, passed=repair.passed), taker)
    except etree.XMLSyntaxError as error:
        raise WxrError(f"{path.name} is damaged and cannot be read: {error.msg}.") from error
    except WxrError as error:
        raise _named(path, error) from error
    before = text.before_export(next(text.blocks(path, errors=text.LENIENT), "")).strip()
    said = (
        [f"what stands before the export was passed over: “{' '.join(before.split())[:80]}”"]
        if before
        else []
    )
    damage = [*said, *repair.mended, *repair.passed.reasons]
    survey.mended = damage if repair.cut and not damage else ["the file is not well-formed XML", *damage]
    if repair.cut:
        survey.cut = f"the file is cut off {repair.cut}: what is whole before was read, the rest is missing"
    return survey


def _survey(found: Iterable[Record], taker: Taker | None) -> Survey:
    survey, items, comments = Survey(), Counter[str](), Counter[str]()
    terms: set[tuple[str, str, str]] = set()  # exporters may write one term twice, as category and as term
    if taker:
        taker.begin()
    for record in found:
        match record:
            case Site():
                survey.site = record
            case Author():
                survey.authors += 1
            case Term():
                terms.add((record.taxonomy, record.slug, record.parent))
            case Item():
                items[f"{record.type}/{record.status}"] += 1
                comments.update(comment.approved for comment in record.comments)
        if taker:
            taker.take(record)
    survey.terms = dict(Counter(taxonomy for taxonomy, _slug, _parent in terms))
    survey.items, survey.comments = dict(items), dict(comments)
    return survey


def _judge(survey: Survey, path: Path) -> None:
    """A file without a version is taken only if its items are plainly WordPress's; one that is cut off only
    if something of it is whole."""
    if survey.cut and not survey.items:
        raise CutOff(f"{path.name} is cut off before its first post is whole. Export it again.")
    version = survey.site.version
    if KNOWN_VERSION.match(version):
        return
    if not any(key != "/" for key in survey.items):
        said = f"gives “{version}” as its version" if version else "names no WXR version"
        raise WxrError(
            f"{path.name} is not a WordPress export that can be read: it {said} and holds no posts."
        )
    said = f"the unknown version “{version}”" if version else "no version"
    survey.mended.append(f"the file names {said}; it was read as 1.2")
