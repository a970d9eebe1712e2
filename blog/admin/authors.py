"""Bylines. Editors keep them all; everybody else their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.models import Author


class AuthorForm(forms.ModelForm[Author]):
    class Meta:
        widgets = {"about": AdminTextareaWidget(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "slug" in fields:
            fields["slug"].allow_unicode = True  # for the script that proposes it


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin[Author]):
    """Names that stand over articles, with or without a login behind them."""

    form = AuthorForm
    list_display = ["name", "slug", "user", "shown_count"]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "email"]
    fields = ["name", "slug", "about", "portrait", "website", "email", "user"]
    autocomplete_fields = ["portrait"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Author]":
        rows = super().get_queryset(request).annotate(number=Count("post_authors"))
        return (
            rows if permissions.edits_others(request.user) else rows.filter(user=permissions.person(request))
        )

    def has_change_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.may_change_author(request.user, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Author | None = None) -> list[str]:
        """A byline is a right to edit and an address: who has only their own changes neither."""
        return [] if permissions.edits_others(request.user) else ["slug", "user"]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Author | None = None) -> dict[str, Any]:
        return {} if obj or not permissions.edits_others(request.user) else {"slug": ["name"]}

    def get_view_on_site_url(self, obj: Author | None = None) -> str | None:
        return obj.get_absolute_url() if obj and obj.pk else None

    @admin.display(description=_("texts"), ordering="number")
    def shown_count(self, author: Any) -> int:
        return int(author.number)
