"""The menu under the nameplate."""

from dataclasses import dataclass
from urllib.parse import unquote

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
    items = MenuItem.objects.select_related("category", "page")
    targets = [(str(item), item.get_absolute_url()) for item in items]
    targets = targets or [
        (each.name, each.get_absolute_url()) for each in Category.objects.filter(parent=None)[:MOST]
    ]
    targets.append((_("Search"), reverse("blog:search")))
    return [MenuLine(label, address, current(address, path, section)) for label, address in targets]


def current(address: str, path: str, section: str) -> str:
    if unquote(address) == path:
        return "page"
    return "true" if section and section.startswith(address) and address != "/" else ""
