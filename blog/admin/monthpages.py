"""Pages of a list in the order of time whose rows are counted month by month: neither are they counted anew,
nor are those before a page walked, but for a part of one month."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from blog.models.unindexed import unindexed
from blog.shelves.reading import after, beginning

if TYPE_CHECKING:
    Admin = ModelAdmin[Any]
else:
    Admin = object

Months = Sequence[tuple[date, int]]  # in the order of the list
Narrow = Callable[[Any, datetime], Any]


class MonthPages(Paginator):  # type: ignore[type-arg]
    """`months` say how many rows of the list each has. `before(rows, moment)` are those of before a moment,
    for a list that begins with the newest; `since(rows, moment)` those from a moment on, for the other.
    `key` is the table's own key, where `pk` would ask another table."""

    def __init__(
        self,
        rows: Any,
        per_page: int,
        months: Months,
        *,
        before: Narrow | None = None,
        since: Narrow | None = None,
        key: str = "pk",
    ) -> None:
        super().__init__(rows, per_page)
        self.months, self.before, self.since, self.key = months, before, since, key

    @property
    def count(self) -> int:
        return sum(number for _month, number in self.months)

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        skipped = (number - 1) * self.per_page
        rows = self.object_list
        for month, standing in self.months:
            if skipped < standing:
                rows = self.from_month(month)
                break
            skipped -= standing
        return Page(self.found(rows, skipped), number, self)

    def found(self, rows: Any, skipped: int) -> Any:
        """Their keys first, so that of the rows that are passed over nothing but the index is read."""
        named = rows.query.order_by
        order = [each.replace("pk", self.key) if isinstance(each, str) else each for each in named]
        keys = rows.order_by(*order).values_list(self.key, flat=True)[skipped : skipped + self.per_page]
        every: Any = self.object_list
        return unindexed(every).filter(pk__in=list(keys))

    def from_month(self, month: date) -> Any:
        if self.before:
            return self.before(self.object_list, beginning(after(month)))
        return self.since(self.object_list, beginning(month)) if self.since else self.object_list


class ListedByMonth(Admin):
    """An admin whose list has such pages, where its rows are counted."""

    def month_pages(self, request: HttpRequest, rows: QuerySet[Any], per_page: int) -> MonthPages | None:
        """Of the list that is asked for; None where something narrows it that no kept count knows."""
        raise NotImplementedError

    def get_paginator(
        self, request: HttpRequest, queryset: Any, per_page: int, *args: Any, **more: Any
    ) -> Any:
        """Django asks this for the pages of a row's history, too, which is no such list."""
        pages = self.month_pages(request, queryset, per_page) if queryset.model is self.model else None
        return pages or super().get_paginator(request, queryset, per_page, *args, **more)
