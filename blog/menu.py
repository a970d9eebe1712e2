"""The menus: under the nameplate and at the foot, in two levels."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from django.db.models import CharField, DateField, IntegerField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext as _

from blog import pagecache
from blog.athand import AtHand
from blog.linking import link_to, prefix
from blog.models import Category, MenuItem, Post, Publication
from blog.prepared import Prepared

MOST = 7  # top categories shown while nobody has made a menu
HEADER, FOOTER = MenuItem.Place.HEADER, MenuItem.Place.FOOTER


@dataclass(frozen=True)
class MenuLine:
    """`current` is the value of aria-current: “page” for this very address, “true” for its section.
    Without an address it is only words above its `children`."""

    label: str
    address: str
    current: str = ""
    children: "tuple[MenuLine, ...]" = ()

    def above(self, lines: "list[MenuLine]") -> "MenuLine":
        """This line with those below it; it leads to the section of what they lead to."""
        around = "true" if any(line.current for line in lines) else ""
        return replace(self, current=self.current or around, children=tuple(lines))


@dataclass(frozen=True)
class Target:
    """A line of a menu as it is kept: what it is called, where it leads, under which line it stands."""

    label: str
    address: str
    key: int = 0
    parent: int | None = None


@dataclass
class Menus:
    """What stands in the menus, by place; asked for in one query."""

    lines: dict[str, list[Target]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def current(cls) -> "Menus":
        """What somebody has put into the menus; under the nameplate else the first top categories."""
        menus = cls()
        top: list[Target] = []
        for is_top, place, target in kept_lines():
            (top if is_top else menus.lines[place]).append(target)
        if not menus.lines[HEADER]:
            menus.lines[HEADER] = top[:MOST]
        return menus

    def at(self, place: str, path: str, section: str = "") -> list[MenuLine]:
        """The menu as seen from `path`, a page of the section at address `section` (both as in links)."""
        return nested(self.lines[place], path, section)


def menu_lines(path: str, section: str = "", menus: Menus | None = None) -> list[MenuLine]:
    """The menu under the nameplate, which ends with the search."""
    search = MenuLine(_("Search"), link_to("blog:search"), current(link_to("blog:search"), path, ""))
    return [*(menus or Menus.current()).at(HEADER, path, section), search]


def nested(targets: Sequence[Target], path: str, section: str) -> list[MenuLine]:
    """Lines with the lines under them. Whose upper line is not shown stands on the first level itself, and
    what lies deeper than two levels, on the second: nothing disappears."""
    parents = {target.key: target.parent for target in targets}
    below: dict[int | None, list[MenuLine]] = defaultdict(list)
    first: list[tuple[int, MenuLine]] = []
    for target in targets:
        line = MenuLine(target.label, target.address, current(target.address, path, section))
        if (top := top_of(target.key, parents)) == target.key:
            first.append((target.key, line))
        else:
            below[top].append(line)
    shown = [line.above(below[key]) for key, line in first]
    return [line for line in shown if line.address or line.children]


def top_of(key: int, parents: dict[int, int | None]) -> int:
    """The uppermost shown line above this one, itself if there is none; a circle ends where it began."""
    seen = {key}
    while (above := parents.get(key)) in parents and above is not None and above not in seen:
        seen.add(key := above)
    return key


KeptLine = tuple[bool, str, Target]


def kept_lines() -> Sequence[KeptLine]:
    """(whether it is a top category nobody has chosen, place, line) of each in its order."""
    return lines_of(ROWS_AT_HAND(), Publication.current().permalink, prefix())


@lru_cache(maxsize=64)
def lines_of(rows: tuple[tuple[Any, ...], ...], _permalink: str, _prefix: str) -> Sequence[KeptLine]:
    """The same rows give the same lines, while addresses have their form."""
    ordered = sorted(rows, key=lambda row: (*row[:3], row[4].casefold()))
    return tuple(
        (rank == 1, place, Target(label, address_of(*where), key, parent))
        for rank, _position, key, place, label, parent, *where in ordered
    )


def line_rows(now: datetime) -> Any:
    """Lines of the menus, and top categories, as rows of one shape."""
    label = Coalesce(NullIf("label", Value("")), "category__name", "page__title", "post__title", "url")
    lines = MenuItem.objects.leading_somewhere(now).annotate(rank=Value(0)).values_list(
        "rank", "position", "pk", "place", label, "parent_id", "url", "category__path", "page__path",
        "post__slug", "post__permalink_date",
    ).order_by()  # fmt: skip
    nothing, nowhere = Value(""), Value(None, IntegerField())
    top = Category.objects.filter(parent=None).annotate(rank=Value(1)).values_list(
        "rank", "position", Value(0), Value("", CharField()), "name", nowhere, nothing, "path", nothing,
        nothing, Value(None, DateField()),
    ).order_by()  # fmt: skip
    return lines.union(top, all=True)


ROWS = Prepared(line_rows, now=datetime)


def rows_now() -> tuple[tuple[Any, ...], ...]:
    """In one query."""
    with pagecache.as_a_whole("menus", "any:blog_menuitem"):
        return tuple(ROWS(now=timezone.now()))


ROWS_AT_HAND = AtHand(rows_now)


def address_of(url: str, category: str, page: str, slug: str, day: date | None) -> str:
    """Where a line leads, from the columns of what it leads to."""
    if category:
        return link_to("blog:category", category)
    if page:
        return link_to("blog:page", page)
    return Post(slug=slug, permalink_date=day).get_absolute_url() if slug else url


def current(address: str, path: str, section: str) -> str:
    """The value of aria-current of a link to `address`, see MenuLine."""
    if not address:
        return ""
    if unquote(address) == path:
        return "page"
    return "true" if section and section.startswith(address) and address != "/" else ""


def tried(targets: Iterable[Any], place: str) -> Menus:
    """The menus with one of them as somebody is arranging it, not kept yet."""
    menus = Menus.current()
    menus.lines[place] = list(targets)
    return menus
