"""The orders in which a thread is read. Each sorts the branches by their roots and keeps a branch together;
each has an index of its own, and a page is a few stretches of that index, however long the thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Reply, ReplyQuerySet


@dataclass(frozen=True)
class Order:
    """`name` is the value of `?sort=`; `branches` are columns that `ranking` keeps. `previous` and
    `following` lead to the pages before and after."""

    name: str
    label: Promise
    branches: tuple[str, ...]
    previous: Promise
    following: Promise

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.branches, "path")

    def all(self, rows: ReplyQuerySet) -> ReplyQuerySet:
        return rows.order_by(*self.columns)

    def onward(self, rows: ReplyQuerySet, place: Reply, most: int) -> ReplyQuerySet:
        """Up to `most` of `rows` in this order, the first at `place`."""
        return joined([rows.filter(part) for part in self.beyond(place)], self.columns, most)

    def back(self, rows: ReplyQuerySet, place: Reply, most: int) -> ReplyQuerySet:
        """Up to `most` of `rows` before `place`, the nearest first."""
        columns = tuple(opposite(column) for column in self.columns)
        return joined([rows.filter(part) for part in self.beyond(place, back=True)], columns, most)

    def beyond(self, place: Reply, *, back: bool = False) -> Iterator[Q]:
        """What follows `place` (and itself), or what is before it, as stretches of the index.

        Stretches, and not one condition with OR in it: no database walks an index by such a condition.
        """
        same: dict[str, object] = {}
        for column in self.columns:
            name = column.removeprefix("-")
            falls = column.startswith("-") != back
            comparison = "lt" if falls else "gt" if back or name != "path" else "gte"
            value = getattr(place, name)
            yield Q(**same, **{f"{name}__{comparison}": value})
            same[name] = value


def opposite(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def joined(stretches: list[ReplyQuerySet], columns: tuple[str, ...], most: int) -> ReplyQuerySet:
    """The first `most` of several disjoint stretches, of each of which no more are looked at."""
    nearest = [rows.order_by(*columns).values("pk")[:most] for rows in stretches]
    # SQLite takes no LIMIT in the parts of a union, but in a subquery of them.
    parts = [Reply.objects.filter(pk__in=part).order_by().values("pk") for part in nearest]
    return Reply.objects.filter(pk__in=parts[0].union(*parts[1:], all=True)).order_by(*columns)[:most]


OLDEST = Order("oldest", _("Oldest"), ("root_at",), _("← Older replies"), _("Newer replies →"))
NEWEST = Order("newest", _("Newest"), ("-root_at",), _("← Newer replies"), _("Older replies →"))
BEST = Order(
    "best",
    _("Most recommended"),
    ("-root_recommended", "root_at"),
    _("← More recommended"),
    _("Less recommended →"),
)
ORDERS = (OLDEST, NEWEST, BEST)


def order_named(name: str) -> Order:
    """The order of this name; by age for any other."""
    return next((order for order in ORDERS if order.name == name), OLDEST)


def whole_address(article: str, order: Order) -> str:
    """Of the page that holds all replies."""
    asked = {"replies": "all", **({"sort": order.name} if order != OLDEST else {})}
    return f"{article}?{urlencode(asked)}#replies"


def page_address(article: str, order: Order, start: int | None = None) -> str:
    """Of the page that begins with reply `start`; the article's own address for the first in order of age."""
    asked = {"sort": order.name if order != OLDEST else "", "replies": start or ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{article}{f'?{query}' if query else ''}#replies"
