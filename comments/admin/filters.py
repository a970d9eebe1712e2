"""What the queue shows: one of its views, one state, one article."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comments.models import VIEWS, Reply, ReplyStanding, ReplyStatus, View

EVERYTHING = "all"
ARTICLES = 30


def view_of(request: HttpRequest) -> str:
    """The view that is asked for; the first one, unless a state or everything is."""
    view = request.GET.get("view", "")
    if view in View.values or view == EVERYTHING:
        return view
    return "" if request.GET.get("state", "") in ReplyStatus.values else str(View.WAITING)


class ViewFilter(admin.SimpleListFilter):
    """One of the five views."""

    title = _("view")
    parameter_name = "view"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*View.choices, (EVERYTHING, _("everything"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        view = view_of(request)
        return queryset.in_view(view) if view in View.values else queryset


class StateFilter(admin.SimpleListFilter):
    """What stands at one state, across the views."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ReplyStatus.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        return queryset.with_status(value) if value in ReplyStatus.values else queryset


class ArticleFilter(admin.SimpleListFilter):
    """The replies to one article."""

    title = _("article")
    parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The articles with the most replies in the view, and the one that is chosen."""
        return Reply.objects.busiest(view_of(request), chosen_article(request), ARTICLES) or [("", "")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        number = chosen_article(request)
        return queryset.filter(post_id=number) if number else queryset


def months(request: HttpRequest) -> list[tuple[date, int]] | None:
    """How many replies each month has in the view or at the state that is asked for, the newest first; None
    where something else narrows the list, too."""
    view, state = view_of(request), request.GET.get("state", "")
    if not set(request.GET) <= {"p", "view", "state"} or (view and state):
        return None
    rows = ReplyStanding.objects.all()
    if view in View.values:
        return rows.filter(VIEWS[view]).by_month()
    return (rows.with_status(state) if state in ReplyStatus.values else rows).by_month()


def chosen_article(request: HttpRequest) -> int:
    """The number of the article that the queue is narrowed to; 0 for none."""
    value = request.GET.get("article", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 16 else 0
