"""The menu under the nameplate."""

from dataclasses import dataclass
from urllib.parse import unquote

from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Category, MenuItem

MOST = 7  # top categories shown while nobody has made a menu


@dataclass(frozen=True)
class MenuLine:
    """`current` is the value of aria-current: “page” for this very address, “true” for its section."""

    label: str
    address: str
    current: str = ""


def menu_lines(path: str, section: str = "") -> list[MenuLine]:
    """The menu as seen from `path`, a page of the section at address `section` (both as in links)."""
    targets = [*chosen_or_top(), (_("Search"), reverse("blog:search"))]
    return [MenuLine(label, address, current(address, path, section)) for label, address in targets]


def chosen_or_top() -> list[tuple[str, str]]:
    """What somebody has put into the menu, else the first top categories: (label, address), in one query."""
    label = Coalesce(NullIf("label", Value("")), "category__name", "page__title", "url")
    lines = MenuItem.objects.annotate(rank=Value(0)).values_list(
        "rank", "position", "pk", label, "url", "category__path", "page__path",
    ).order_by()  # fmt: skip
    top = Category.objects.filter(parent=None).annotate(rank=Value(1)).values_list(
        "rank", "position", Value(0), "name", Value(""), "path", Value(""),
    ).order_by()  # fmt: skip
    rows = sorted(lines.union(top, all=True), key=lambda row: row[:4])
    first = [row for row in rows if row[0] == rows[0][0]]
    shown = first if first and first[0][0] == 0 else first[:MOST]
    return [(label, address_of(url, category, page)) for *_place, label, url, category, page in shown]


def address_of(url: str, category: str, page: str) -> str:
    if category:
        return reverse("blog:category", args=[category])
    return reverse("blog:page", args=[page]) if page else url


def current(address: str, path: str, section: str) -> str:
    if unquote(address) == path:
        return "page"
    return "true" if section and section.startswith(address) and address != "/" else ""
