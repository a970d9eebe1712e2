"""The menus, line by line in two levels: under the nameplate and at the foot."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog import menu
from blog.admin import menulines, samples
from blog.admin.arranging import MOST, ArrangingAdmin, offered, pressed, verb_of, verbs
from blog.admin.menulines import KINDS, MODELS, Line, settled
from blog.admin.widgets import indented
from blog.menu import HEADER, Menus
from blog.models import Category, MenuItem, Page


@admin.register(MenuItem)
class MenuAdmin(ArrangingAdmin[MenuItem, Line]):
    """The lines of one menu on one page."""

    template = "admin/blog/menuitem/arrange.html"
    log_words = gettext_lazy("The menu is arranged")

    def kept(self, request: HttpRequest) -> list[Line]:
        items = list(MenuItem.objects.filter(place=place_asked(request)).order_by("position", "pk"))
        return menulines.resolved([menulines.line_of(item) for item in menulines.in_reading_order(items)])

    def read(self, request: HttpRequest) -> list[Line]:
        sent = [request.POST.getlist(name) for name in ("target", "label", "url", "depth")]
        lines = []
        for target, label, url, depth in zip(*sent, strict=False):
            kind, _colon, key = target.partition(":")
            if kind in KINDS and key.isdecimal() and len(key) < 18:
                lines.append(Line(kind, int(key), label.strip(), url.strip(), int(depth == "1")))
        return menulines.resolved(lines)

    def said(self, row: Line) -> str:
        return repr((row.target, row.label, row.url, row.depth))

    def named(self, row: Line) -> str:
        return f"{'– ' * row.depth}{row.name}"

    def arrange(self, rows: list[Line], request: HttpRequest) -> list[Line]:
        verb, value = verb_of(request.POST)
        if verb == "add":
            rows = [*rows, *added(value, request)]
        if verb == "begin":
            rows = beginning()
        known = {**verbs(), **menulines.VERBS}
        return settled(pressed(rows, request.POST, known))

    def keep(self, rows: list[Line], request: HttpRequest) -> bool:
        place, items = place_asked(request), []
        for position, line in enumerate(settled(rows)):
            try:
                items.append(line.item(place, position))
            except ValidationError as error:
                line.error = " ".join(error.messages)
        if any(line.error for line in rows):
            return False
        with transaction.atomic():
            MenuItem.objects.filter(place=place).delete()
            above = None
            for item, line in zip(items, rows, strict=True):
                item.parent = above if line.depth else None
                item.save()
                above = above if line.depth else item
        return True

    def show(self, rows: list[Line], request: HttpRequest) -> dict[str, Any]:
        words = request.POST.get("words", "").strip()
        return {
            "title": _("Menus"),
            "rows": settled(rows),
            "places": [(value, label, place_address(value)) for value, label in MenuItem.Place.choices],
            "place": place_asked(request),
            "categories": [(row.pk, indented(row)) for row in Category.objects.with_tree_fields()],
            "pages": pages(),
            "words": words,
            "found": offered(words) if words else [],
            "preview_address": f"preview/?place={place_asked(request)}",
        }

    def try_out(self, rows: list[Line], request: HttpRequest) -> HttpResponse:
        place = place_asked(request)
        shown = [line for line in settled(rows) if line.is_shown]
        menus = menu.tried(menulines.targets(shown), place) if shown or place != HEADER else Menus.current()
        return samples.front(request, menus=menus)

    def address(self, request: HttpRequest) -> str:
        return place_address(place_asked(request))


def pages() -> list[tuple[int, str]]:
    """(key, title moved in by its depth) of pages; their paths say the tree, without walking all posts."""
    rows = Page.objects.kept().order_by("path").values_list("pk", "path", "title")[:MOST]
    return [(key, "\u2003" * path.count("/") + title) for key, path, title in rows]


def place_asked(request: HttpRequest) -> str:
    """Which menu the address names."""
    place = request.GET.get("place", HEADER)
    return str(place if place in MenuItem.Place.values else HEADER)


def place_address(place: str) -> str:
    return f"{reverse('admin:blog_menuitem_changelist')}?place={place}"


# New lines


def added(value: str, request: HttpRequest) -> list[Line]:
    """The new line that a button asks for: `category`, `page`, `post-12`, `address`, `words`."""
    kind, _dash, key = value.partition("-")
    label = request.POST.get("new_label", "").strip()
    if kind == "address":
        url = request.POST.get("new_url", "").strip()
        return [Line("url", label=label, url=url)] if url else []
    if kind == "words":
        return [Line("words", label=request.POST.get("new_words", "").strip() or _("More"))]
    key = key or request.POST.get(f"new_{kind}", "")
    known = kind in MODELS and key.isdecimal() and len(key) < 18
    return menulines.resolved([Line(kind, int(key))]) if known else []


def beginning() -> list[Line]:
    """What readers see while nobody has made a menu."""
    top = Category.objects.filter(parent=None).order_by("position", "name")[: menu.MOST]
    return menulines.resolved([Line("category", category.pk) for category in top])
