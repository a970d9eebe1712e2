"""Filters of the lists of posts and pages. However many authors or categories there are, a list costs the
same: a few are offered by name, of many one types a part of the name."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.admin.widgets import indented
from blog.models import Author, Category, Post, Publication, Status

MOST_OFFERED = 200


class StatusFilter(admin.SimpleListFilter):
    """Everything but the trash, or what stands at one state. Drawn above the list, with counts."""

    title = _("status")
    parameter_name = "status"
    is_drawn_above = True

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(status.value, status.label) for status in Status]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        return queryset.with_status(value) if value in Status.values else queryset.kept()


class MineFilter(admin.SimpleListFilter):
    """What I wrote myself. Drawn above the list."""

    title = _("writer")
    parameter_name = "mine"
    is_drawn_above = True

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("only mine"))] if permissions.edits_others(request.user) else []

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.written_by(permissions.person(request)) if self.value() == "1" else queryset


class NarrowingFilter(admin.SimpleListFilter):
    """One field of the form above the list: a choice while there are few rows, a part of a name otherwise."""

    template = "admin/filters/narrowing.html"
    is_typed = False

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        offered = list(self.offered())
        self.is_typed = len(offered) > MOST_OFFERED
        return [("", "")] if self.is_typed else offered

    def offered(self) -> Iterable[tuple[str, Any]]:
        """Values and labels, at least one more than MOST_OFFERED if there are more."""
        raise NotImplementedError

    def choices(self, changelist: Any) -> Any:
        chosen = self.value()
        for value, label in self.lookup_choices:
            yield {"value": value, "display": label, "selected": value == chosen}

    def typed(self) -> str:
        """What its field shows where one types: a chosen row by name."""
        row = self.row()
        return str(row) if row else self.value() or ""

    def row(self) -> Any:
        """The row that the value names by its number."""
        value = self.value() or ""
        return self.rows().filter(pk=value).first() if value.isdecimal() and len(value) < 19 else None

    def rows(self) -> Any:
        raise NotImplementedError


class CategoryFilter(NarrowingFilter):
    """Filed under a category or any below it."""

    title = _("category")
    parameter_name = "category"

    def rows(self) -> Any:
        return Category.objects.all()

    def offered(self) -> Iterable[tuple[str, Any]]:
        if self.rows()[: MOST_OFFERED + 1].count() > MOST_OFFERED:
            return [("", "")] * (MOST_OFFERED + 1)
        return [(str(row.pk), indented(row)) for row in Category.objects.with_tree_fields()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if row := self.row():
            return queryset.in_category(row)
        return queryset.in_category_named(self.value()) if self.is_typed and self.value() else queryset


class AuthorFilter(NarrowingFilter):
    """Under one byline."""

    title = _("author")
    parameter_name = "author"

    def rows(self) -> Any:
        return Author.objects.all()

    def offered(self) -> Iterable[tuple[str, Any]]:
        names = self.rows().order_by("name").values_list("pk", "name")[: MOST_OFFERED + 1]
        return [(str(pk), name) for pk, name in names]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if row := self.row():
            return queryset.by_author(row)
        return queryset.by_author_named(self.value()) if self.is_typed and self.value() else queryset


class MonthFilter(NarrowingFilter):
    """Listed in one month of the publication's calendar. Which months hold something is not asked: from the
    first to the last one all are offered, which two looks into an index tell."""

    title = _("month")
    parameter_name = "month"

    def offered(self) -> Iterable[tuple[str, Any]]:
        first, last = Post.objects.first_and_last_day()
        return [(f"{day:%Y-%m}", f"{MONTHS[day.month]} {day.year}") for day in months(first, last)]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.offered())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        try:
            first = datetime.strptime(self.value() or "", "%Y-%m").replace(tzinfo=Publication.current().zone)
        except ValueError:
            return queryset
        return queryset.listed_between(first, next_month(first))


def months(first: date | None, last: date | None) -> list[date]:
    """The first days of all months from the last one back to the first one."""
    if first is None or last is None:
        return []
    numbers = range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def next_month(first: datetime) -> datetime:
    """The first moment of the month after."""
    years, month = divmod(first.month, 12)
    return first.replace(year=first.year + years, month=month + 1)
