"""Pages: a tree, edited like articles."""

import json
from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from tree_queries.admin import TreeChangeList

from blog import permissions
from blog.admin.address import parents_of_pages
from blog.admin.filters import StatusFilter
from blog.admin.postform import WritingForm
from blog.admin.posts import is_list, side_box, standing
from blog.admin.trees import indented_name
from blog.admin.widgets import IndentedChoiceField
from blog.admin.writing import WritingAdmin
from blog.models import Page, PostQuerySet


class PageForm(WritingForm):
    """A page's form: it may stand under any page that does not stand under it."""

    parent = IndentedChoiceField(
        Page.objects.none(), required=False, label=_("Stands under"), empty_label=_("nothing: at the top")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "parent" in fields:
            fields["parent"].queryset = Page.objects.kept().with_tree_fields()
            fields["slug"].widget.attrs["data-parents"] = json.dumps(parents_of_pages())

    def clean_parent(self) -> Page | None:
        """Not itself, and nothing below itself."""
        parent: Page | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if above.pk == self.instance.pk:
                raise ValidationError(_("A page cannot stand under itself."))
            above = Page.objects.filter(pk=above.parent_id).first()
        return parent

    def rivals(self) -> Any:
        self.instance.parent = self.cleaned_data.get("parent")
        return super().rivals()


@admin.register(Page)
class PageAdmin(WritingAdmin):
    """The pages of the publication."""

    form = PageForm
    list_display = ["shown_name", "shown_address", "shown_status", "position"]
    list_display_links = ["shown_name"]
    list_filter = [StatusFilter]
    fieldsets = [
        (None, {"fields": ["title", "slug", "standfirst", "body"], "classes": ("writing",)}),
        (
            _("Search and sharing"),
            {
                "fields": ["shown_sharing", "seo_title", "seo_description", "canonical_url"],
                "classes": ("box-search", "collapse"),
            },
        ),
        side_box(
            _("Publish"), "box-publish", ["status", "publish_at", "visibility", "password", "shown_owner"]
        ),
        side_box(_("Place"), "box-place", ["parent", "position"]),
        side_box(_("Featured image"), "box-featured", ["featured_image"]),
        side_box(_("Replies"), "box-replies", ["replies_open"]),
        side_box(_("Language"), "box-language", ["language"], "collapse"),
    ]
    readonly_fields = [*WritingAdmin.readonly_fields, "shown_sharing"]
    prepopulated_fields = {"slug": ["title"]}

    def get_changelist(self, request: HttpRequest, **options: Any) -> Any:
        return TreeChangeList

    def get_queryset(self, request: HttpRequest) -> PostQuerySet:
        rows: Any = super().get_queryset(request)
        if not is_list(request):
            return cast("PostQuerySet", rows)
        rows = rows.order_by().with_tree_fields().defer("body", "body_html", "body_text", "import_data")
        return cast("PostQuerySet", rows)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Page | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["title"]}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new page has no replies below it unless somebody wants them."""
        return {"replies_open": False, **super().get_changeform_initial_data(request)}

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return permissions.may_publish(request.user) and request.user.has_perm("blog.change_page")

    @admin.display(description=_("title"))
    def shown_name(self, page: Page) -> SafeString:
        return indented_name(page, page.title)

    @admin.display(description=_("address"))
    def shown_address(self, page: Page) -> str:
        return f"/{page.path}/" if page.path else ""

    @admin.display(description=_("status"), ordering="status")
    def shown_status(self, page: Page) -> SafeString:
        return format_html('<span class="status status-{}">{}</span>', page.status, standing(page))
