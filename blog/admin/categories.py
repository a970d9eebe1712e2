"""Categories: one list drawn as the tree it is."""

from typing import Any
from urllib.parse import unquote

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from tree_queries.admin import TreeChangeList

from blog.admin.trees import indented_name
from blog.admin.widgets import IndentedChoiceField, named
from blog.models import Category
from blog.models.slugs import free_slug, slug_from


class CategoryForm(forms.ModelForm[Category]):
    """A category, and where it stands."""

    parent = IndentedChoiceField(
        Category.objects.none(), required=False, label=_("Stands under"), empty_label=_("nothing: at the top")
    )

    class Meta:
        widgets = {"description": AdminTextareaWidget(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "parent" in fields:
            fields["parent"].queryset = Category.objects.with_tree_fields()
        if "slug" in fields:
            fields["slug"].allow_unicode = True  # for the script that proposes it

    def clean(self) -> dict[str, Any]:
        """A proposed slug is made free among the siblings; one chosen by hand is answered by the model."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name, slug = cleaned.get("name", ""), cleaned.get("slug", "")
        if not self.instance.pk and slug in {"", slugify(name, allow_unicode=True)}:
            siblings = Category.objects.filter(parent=cleaned.get("parent"))
            cleaned["slug"] = free_slug(slug_from(name), siblings)
        return cleaned


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin[Category]):
    """The subjects of the publication."""

    form = CategoryForm
    list_display = ["shown_name", "shown_address", "shown_count", "position", "add_below"]
    list_display_links = ["shown_name"]
    list_editable = ["position"]
    list_per_page = 500
    search_fields = ["name", "slug", "description"]
    fields = ["name", "slug", "parent", "position", "description"]
    prepopulated_fields = {"slug": ["name"]}

    def get_changelist(self, request: HttpRequest, **options: Any) -> Any:
        return TreeChangeList

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Category]":
        rows: QuerySet[Category] = Category.objects.with_tree_fields()
        return rows.annotate(number=Count("posts"))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Category | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["name"]}

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """A branch does not go with its root by mistake: what stands under it has to move first."""
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        chosen = [row.pk for row in objs]
        below = Category.objects.filter(parent__in=chosen).exclude(pk__in=chosen)
        return found, counts, lacking, [*protected, *map(str, below)]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return named(super().formfield_for_dbfield(db_field, request, **kwargs))

    @admin.display(description=_("name"))
    def shown_name(self, row: Category) -> SafeString:
        return indented_name(row, row.name)

    @admin.display(description=_("address"))
    def shown_address(self, row: Category) -> SafeString:
        address = row.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, unquote(address))

    @admin.display(description=_("articles"))
    def shown_count(self, row: Any) -> SafeString:
        address = f"{reverse('admin:blog_post_changelist')}?category={row.pk}"
        return format_html('<a href="{}">{}</a>', address, row.number)

    @admin.display(description=_("add"))
    def add_below(self, row: Category) -> SafeString:
        address = f"{reverse('admin:blog_category_add')}?parent={row.pk}"
        return format_html('<a class="addlink" href="{}">{}</a>', address, _("one below"))
