"""A comparison made ready for its page: marked words, and long stretches without a difference folded away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.comparing import Difference, Pair, Side
from blog.comparing.marking import NEW, OLD, marked
from blog.models import Revision
from blog.revisions.contents import Content

TO_COME = {Revision.Kind.WORKING, Revision.Kind.AUTOSAVE}
AROUND = 1  # blocks that stay in sight beside a difference
KINDS: dict[str, Any] = {
    "h1": _("Heading"),
    "h2": _("Heading"),
    "h3": _("Heading"),
    "h4": _("Heading"),
    "h5": _("Heading"),
    "h6": _("Heading"),
    "li": _("List"),
    "blockquote": _("Quotation"),
    "aside": _("Pull quote"),
    "pre": _("Code"),
    "figcaption": _("Caption"),
    "caption": _("Caption"),
    "tr": _("Table"),
    "img": _("Picture"),
    "media": _("Media link"),
    "hr": _("Rule"),
}


@dataclass(frozen=True)
class Version:
    """One side of the comparison: a revision, or what is saved now."""

    content: Content
    moment: datetime
    revision: Revision | None = None

    def is_after(self, other: "Version") -> bool:
        """What is saved now comes after every revision that was."""
        if not self.revision:
            return other.revision is not None and other.revision.kind not in TO_COME
        if not other.revision:
            return self.revision.kind in TO_COME
        return (self.moment, self.revision.pk) > (other.moment, other.revision.pk)


@dataclass(frozen=True)
class Row:
    """Two blocks beside each other, as HTML; None where there is nothing."""

    state: str
    left: SafeString | None
    right: SafeString | None
    kind: str = ""  # of the block, for the style
    left_name: Any = ""
    right_name: Any = ""


@dataclass
class Stretch:
    """Rows in a row, in sight or folded away."""

    is_folded: bool
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Compared:
    """A part of the text with its rows."""

    name: str
    label: str
    stretches: list[Stretch]


def folded(difference: Difference) -> Compared:
    """The part with what is the same on both sides folded, apart from what stands beside a difference."""
    near: set[int] = set()
    for index, pair in enumerate(difference.pairs):
        if pair.state != "same":
            near.update(range(index - AROUND, index + AROUND + 1))
    return Compared(difference.name, difference.label, list(stretches(difference.pairs, near)))


def stretches(pairs: list[Pair], near: set[int]) -> Iterator[Stretch]:
    open_one: Stretch | None = None
    for index, pair in enumerate(pairs):
        is_folded = index not in near
        if open_one is None or open_one.is_folded != is_folded:
            if open_one:
                yield open_one
            open_one = Stretch(is_folded)
        open_one.rows.append(row(pair))
    if open_one:
        yield open_one


def row(pair: Pair) -> Row:
    some = pair.right or pair.left
    return Row(
        pair.state,
        side(pair.left, OLD),
        side(pair.right, NEW),
        some.kind if some else "",
        name(pair.left),
        name(pair.right),
    )


def side(one: Side | None, mark: str) -> SafeString | None:
    return marked(one, mark) if one else None


def name(one: Side | None) -> Any:
    return KINDS.get(one.kind, "") if one else ""
