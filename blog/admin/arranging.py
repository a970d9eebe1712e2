"""Lists that editors put in order on one page: picks of the front page, lines of a menu.

The whole arrangement travels in its form. Each button sends it and is answered with the arrangement as it is
then; nothing is kept before “Save”, and everything works without JavaScript. Whoever saves after somebody
else has saved is shown what stands now, and chooses."""

import hashlib
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from blog.admin import samples
from blog.models import Post, Publication

Row = TypeVar("Row")
RowModel = TypeVar("RowModel", bound=Model)
FOUND = 8  # articles offered at once
MOST = 200  # rows that a form may send
DIFFERENT = 3  # what was opened, what stands now and what is to be saved: no two of them the same


def verb_of(data: QueryDict) -> tuple[str, str]:
    """What a button asks for: `up-3` is (“up”, “3”)."""
    verb, _dash, value = data.get("do", "").partition("-")
    return verb, value


def place_of(value: str, rows: list[Any]) -> int | None:
    """The row that a button stands in; None if there is none of this number."""
    return int(value) if value.isdecimal() and int(value) < len(rows) else None


def offered(words: str) -> list[Post]:
    """Articles to choose from: those with all of the words in their titles, newest first."""
    posts = Post.objects.published().newest_first().for_links()
    for word in words.split()[:8]:
        posts = posts.filter(title__icontains=word.replace("\0", ""))
    return list(posts[:FOUND])


class ArrangingAdmin(admin.ModelAdmin[RowModel], Generic[RowModel, Row]):
    """The list of a model is the page on which it is arranged. A subclass says what a row is."""

    template = ""
    log_words: Any = ""

    # What a subclass says

    def kept(self, request: HttpRequest) -> list[Row]:
        """The rows as they stand in the database."""
        raise NotImplementedError

    def read(self, request: HttpRequest) -> list[Row]:
        """The rows as the form sends them."""
        raise NotImplementedError

    def said(self, row: Row) -> str:
        """All that is kept of a row."""
        raise NotImplementedError

    def named(self, row: Row) -> str:
        """What editors call it."""
        raise NotImplementedError

    def arrange(self, rows: list[Row], request: HttpRequest) -> list[Row]:
        """What the pressed button makes of them."""
        raise NotImplementedError

    def keep(self, rows: list[Row], request: HttpRequest) -> bool:
        """Write them; False if something is wrong, which the rows say then."""
        raise NotImplementedError

    def show(self, rows: list[Row], request: HttpRequest) -> dict[str, Any]:
        """What the template needs to show them."""
        raise NotImplementedError

    def try_out(self, rows: list[Row], request: HttpRequest) -> HttpResponse:
        """The front page with them."""
        raise NotImplementedError

    def address(self, request: HttpRequest) -> str:
        """Where to go after saving."""
        return request.get_full_path()

    # The pages

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        arrange = self.admin_site.admin_view(samples.frames(self.changelist_view))
        preview = self.admin_site.admin_view(self.preview)
        return [
            path("", arrange, name=f"{name}_changelist"),
            path("preview/", preview, name=f"{name}_preview"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self.refuse_others(request)
        is_sent, met = request.method == "POST", dict[str, Any]()
        rows = self.sent(request) if is_sent else self.kept(request)
        if is_sent:
            if request.POST.get("do") == "save":
                met = self.save(rows, request)
                if met.get("is_saved"):
                    return self.saved(request)
            rows = self.arrange(rows, request)
        there = rows if not is_sent else self.kept(request) if "seen" not in request.POST else []
        met = {"seen": request.POST.get("seen") or self.mark(there), **met}
        context = {**self.admin_site.each_context(request), "opts": self.opts, **self.show(rows, request)}
        return TemplateResponse(request, self.template, context | met | (extra_context or {}))

    def save(self, rows: list[Row], request: HttpRequest) -> dict[str, Any]:
        """Write the rows, unless something is wrong, or somebody has arranged others since this form was
        opened: then what stands now, for the template. One at a time."""
        with transaction.atomic():
            list(Publication.objects.select_for_update().filter(pk=1))
            there = self.kept(request)
            marks = {self.mark(there), self.mark(rows), request.POST.get("seen", "")}
            if "seen" in request.POST and len(marks) == DIFFERENT:
                return {"seen": self.mark(there), "theirs": [self.named(row) for row in there], "met": True}
            return {"is_saved": self.keep(rows, request)}

    def saved(self, request: HttpRequest) -> HttpResponse:
        arranged: Any = Publication.current()
        self.log_change(request, arranged, str(self.log_words))
        messages.success(request, f"{self.log_words}.")
        return HttpResponseRedirect(self.address(request))

    def mark(self, rows: list[Row]) -> str:
        """By which an arrangement is known again."""
        return hashlib.sha256("\n".join(map(self.said, rows)).encode()).hexdigest()[:20]

    def preview(self, request: HttpRequest) -> HttpResponse:
        self.refuse_others(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return self.try_out(self.sent(request), request)

    def refuse_others(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def sent(self, request: HttpRequest) -> list[Row]:
        return self.read(request)[:MOST]


def moved(rows: list[Row], place: int, to: int) -> list[Row]:
    """`rows` with the one at `place` put at `to`, or at the nearer end."""
    rest = [*rows[:place], *rows[place + 1 :]]
    to = max(0, min(to, len(rest)))
    return [*rest[:to], rows[place], *rest[to:]]


Verb = Callable[[list[Row], int], list[Row]]


def verbs() -> dict[str, Verb[Any]]:
    """What a button in a row does to the rows."""
    return {
        "up": lambda rows, place: moved(rows, place, place - 1),
        "down": lambda rows, place: moved(rows, place, place + 1),
        "first": lambda rows, place: moved(rows, place, 0),
        "remove": lambda rows, place: [*rows[:place], *rows[place + 1 :]],
    }


def pressed(rows: list[Row], data: QueryDict, known: dict[str, Verb[Row]]) -> list[Row]:
    """`rows` after the button in a row that was pressed; unchanged after any other."""
    verb, value = verb_of(data)
    place = place_of(value, rows)
    return known[verb](rows, place) if verb in known and place is not None else rows
