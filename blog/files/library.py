"""The media library as one list: pictures, recordings and documents together, found by words and kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Q, QuerySet, Value

from blog.files import uses
from blog.models import Attachment, Image, User

A_PAGE = 60
Row = TypeVar("Row", Image, Attachment)
KINDS = ("image", "audio", "video", "document")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. `kind` is one of KINDS or empty, `month` a first day."""

    words: str = ""
    kind: str = ""
    is_mine: bool = False
    is_unused: bool = False
    lacks_alt: bool = False
    month: date | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Wanted":
        """From the address of the list; nonsense counts as nothing."""
        return cls(
            words=query.get("q", "").replace("\0", "").strip(),
            kind=query.get("kind", "") if query.get("kind") in KINDS else "",
            is_mine=bool(query.get("mine")),
            is_unused=bool(query.get("unused")),
            lacks_alt=bool(query.get("no_alt")),
            month=month_from(query.get("month", "")),
        )


@dataclass
class Library:
    """One page of what was found, each row a picture or an attachment, newest first."""

    page: Page[Any]
    rows: list[Image | Attachment] = field(default_factory=list)


def month_from(text: str) -> date | None:
    """`2016-08` as a day; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def find(wanted: Wanted, user: User, number: Any = 1) -> Library:
    """A page of the library, in a fixed number of queries however much there is."""
    pictures, attachments = pictures_for(wanted, user), attachments_for(wanted, user)
    page = Paginator(keys(pictures, "image").union(keys(attachments, "file"), all=True).order_by(
        "-created_at", "-pk"
    ), A_PAGE).get_page(number)  # fmt: skip
    found = list(page.object_list)
    shown = Image.objects.prefetch_related("renditions")
    images = shown.in_bulk([key for key, _moment, kind in found if kind == "image"])
    files = Attachment.objects.in_bulk([key for key, _moment, kind in found if kind == "file"])
    rows = [images.get(key) if kind == "image" else files.get(key) for key, _moment, kind in found]
    return Library(page, [row for row in rows if row])


def keys(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """(number, when it came, kind) of each."""
    named: QuerySet[Any] = rows.order_by().annotate(row_kind=Value(kind, output_field=CharField()))
    return named.values_list("pk", "created_at", "row_kind")


def pictures_for(wanted: Wanted, user: User) -> QuerySet[Image]:
    """The pictures among what is wanted."""
    rows: QuerySet[Image] = Image.objects.all() if wanted.kind in {"", "image"} else Image.objects.none()
    if wanted.lacks_alt:
        rows = rows.filter(alt="").exclude(file="")
    if wanted.is_unused:
        rows = rows.filter(pk__in=uses.unused()[0])
    found: QuerySet[Image] = narrowed(rows, wanted, user, "title alt caption credit licence file")
    return found


def attachments_for(wanted: Wanted, user: User) -> QuerySet[Attachment]:
    """The recordings and documents among what is wanted."""
    rows = Attachment.objects.filter(kind=wanted.kind) if wanted.kind else Attachment.objects.all()
    if wanted.lacks_alt:
        rows = rows.none()
    if wanted.is_unused:
        rows = rows.filter(pk__in=uses.unused()[1])
    return narrowed(rows, wanted, user, "title description credit licence file")


def narrowed(rows: QuerySet[Row], wanted: Wanted, user: User, columns: str) -> QuerySet[Row]:
    """By whose they are, when they came, and words: each must stand somewhere."""
    if wanted.is_mine:
        rows = rows.filter(uploaded_by=user)
    if wanted.month:
        rows = rows.filter(created_at__year=wanted.month.year, created_at__month=wanted.month.month)
    for word in wanted.words.split()[:10]:
        anywhere = Q()
        for name in columns.split():
            anywhere |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


def months() -> list[date]:
    """The months in which anything came, newest first."""
    moments = [model.objects.datetimes("created_at", "month") for model in (Image, Attachment)]
    return sorted({moment.date() for found in moments for moment in found}, reverse=True)
