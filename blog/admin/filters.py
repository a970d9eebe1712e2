"""Filters of the lists of posts and pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.admin.widgets import indented
from blog.models import Author, Category, Status


class StatusFilter(admin.SimpleListFilter):
    """Everything but the trash, or what stands at one state."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(status.value, status.label) for status in Status]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        return queryset.with_status(value) if value in Status.values else queryset.kept()


class MineFilter(admin.SimpleListFilter):
    """What I wrote myself."""

    title = _("writer")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("only mine"))] if permissions.edits_others(request.user) else []

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.written_by(permissions.person(request)) if self.value() == "1" else queryset


class CategoryFilter(admin.SimpleListFilter):
    """Filed under a category or any below it."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(row.pk), indented(row)) for row in Category.objects.with_tree_fields()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value() or ""
        category = Category.objects.filter(pk=value).first() if value.isdecimal() else None
        return queryset.in_category(category) if category else queryset


class AuthorFilter(admin.SimpleListFilter):
    """Under one byline."""

    title = _("author")
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(pk), name) for pk, name in Author.objects.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value() or ""
        author = Author.objects.filter(pk=value).first() if value.isdecimal() else None
        return queryset.by_author(author) if author else queryset
