"""Places in the admin that others fill: panels of the dashboard, columns of the list of articles, what is
edited with an article, boxes of the writing form and addresses below it.

An app appends to them while its own `admin` is imported, so that this app need not know it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern

from blog.models import Post


@dataclass(frozen=True)
class Row:
    """One line of a panel: what it is called, where it leads, and a quiet remark beside it."""

    title: str
    url: str
    remark: str = ""


@dataclass(frozen=True)
class Panel:
    """A box of the dashboard: a heading, its newest rows, how many there are in all, where the rest is."""

    title: str
    rows: Iterable[Row] = field(default_factory=list)
    total: int = 0
    url: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Event:
    """A line of what happened: when, what was done (“published”, by whom), and to what, with where it is."""

    moment: datetime
    done: str
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class PostColumn:
    """A column of the list of posts. `prepare` adds to the query what `show` needs, so rows cost nothing."""

    name: str
    label: str
    prepare: Callable[["QuerySet[Post]"], "QuerySet[Post]"]
    show: Callable[[Post], str]


@dataclass(frozen=True)
class Box:
    """A box of the writing form that is no field set. `prepare` gives its template's context from the
    request and the post (None while it is new), or None to leave it out."""

    name: str
    template: str
    prepare: Callable[[HttpRequest, Post | None], dict[str, Any] | None]
    is_side: bool = True
    is_first: bool = False  # right below what publishes


PanelMaker = Callable[[HttpRequest], Panel | None]
EventReader = Callable[[HttpRequest, int], Iterable[Event]]  # the newest, at most so many

panels: list[PanelMaker] = []
happenings: list[EventReader] = []
post_columns: list[PostColumn] = []
post_inlines: list[Any] = []  # classes of inlines
post_boxes: list[Box] = []
writing_urls: list[Callable[[Any], list[URLPattern]]] = []  # of (PostAdmin or PageAdmin), below its list
