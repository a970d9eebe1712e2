"""Tags."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import Tag


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin[Tag]):
    """Tags by name, with how many articles carry them."""

    list_display = ["name", "slug", "shown_count"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "description"]
    list_per_page = 100

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Tag]":
        return super().get_queryset(request).annotate(number=Count("tagged_items"))

    @admin.display(description=_("articles"), ordering="number")
    def shown_count(self, row: Any) -> int:
        return int(row.number)
