"""Articles: the list, and the form with its writing column and side boxes."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.admin import filing, places, postlist
from blog.admin.filters import AuthorFilter, CategoryFilter, MineFilter, MonthFilter, StatusFilter
from blog.admin.monthpages import ListedByMonth, MonthPages
from blog.admin.postform import PostForm
from blog.admin.postparts import AuthorInline, MediaLinkInline, PostImageInline
from blog.admin.writing import WritingAdmin
from blog.models import Category, Post, PostAuthor, PostQuerySet, Revision, Status
from blog.models.listing import LISTED_AT

WAITING = {
    Revision.Kind.WORKING: _("changes saved for later"),
    Revision.Kind.AUTOSAVE: _("words that are not saved"),
}


@admin.register(Post)
class PostAdmin(ListedByMonth, WritingAdmin):
    """The articles of the publication."""

    form = PostForm
    list_display = ["shown_title", "shown_status", "shown_authors", "shown_categories", "shown_date"]
    list_filter = [StatusFilter, MineFilter, CategoryFilter, AuthorFilter, MonthFilter]
    ordering = [LISTED_AT.desc(), "-pk"]
    actions = [*WritingAdmin.actions, "file_chosen"]
    readonly_fields = [*WritingAdmin.readonly_fields, "shown_sharing", "shown_body"]
    inlines = [AuthorInline, MediaLinkInline, PostImageInline]

    # The list

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*self.list_display, *map(column, places.post_columns)]

    def get_queryset(self, request: HttpRequest) -> PostQuerySet:
        rows: Any = super().get_queryset(request)
        if not is_list(request):
            return cast("PostQuerySet", rows)
        for added in places.post_columns:
            rows = added.prepare(rows)
        rows = rows.prefetch_related(
            Prefetch("post_authors", PostAuthor.objects.select_related("author")),
            Prefetch("categories", Category.objects.order_by("position", "name")),
            Prefetch("revisions", Revision.objects.unfinished(), to_attr="unfinished"),
        ).defer("body", "body_html", "body_text", "import_data")
        return cast("PostQuerySet", rows)

    def month_pages(self, request: HttpRequest, rows: QuerySet[Any], per_page: int) -> MonthPages | None:
        counted = postlist.months(request, self.model)
        before = PostQuerySet.listed_before
        return None if counted is None else MonthPages(rows, per_page, counted, before=before)

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, post: Post) -> str:
        return post.title or format_html('<span class="untitled">{}</span>', _("(no title)"))

    @admin.display(description=_("status"), ordering="status")
    def shown_status(self, post: Post) -> SafeString:
        said = format_html('<span class="status status-{}">{}</span>', post.status, standing(post))
        waiting = [WAITING[found.kind] for found in vars(post).get("unfinished", [])[:1]]
        return said + format_html_join("", '<span class="waiting">{}</span>', ([text] for text in waiting))

    @admin.display(description=_("authors"))
    def shown_authors(self, post: Post) -> str:
        return ", ".join(byline.author.name for byline in post.post_authors.all())

    @admin.display(description=_("categories"))
    def shown_categories(self, post: Post) -> str:
        return ", ".join(category.name for category in post.categories.all())

    @admin.display(description=_("date"), ordering=LISTED_AT)
    def shown_date(self, post: Post) -> SafeString:
        moment = timezone.localtime(post.publish_at or post.modified_at)
        said = date_format(moment, "j M Y, H:i")
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), said)

    @admin.action(description=_("Add a category or tags…"), permissions=["change"])
    def file_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        posts = Post.objects.editable_by(request.user).filter(pk__in=queryset.values("pk"))
        return filing.file_chosen(self, request, posts)

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Post | None = None) -> Any:
        publishing = ["status", "publish_at", "visibility", "password", "shown_owner"]
        place = ["replies_open", "sticky"] if permissions.edits_others(request.user) else ["replies_open"]
        if not permissions.may_publish(request.user):
            publishing = ["status", "shown_owner"]
        is_read = obj is not None and not self.has_change_permission(request, obj)
        words = ["title", "slug", "standfirst", "shown_body" if is_read else "body"]
        shown = ["shown_sharing", "seo_title", "seo_description", "canonical_url"]
        return [
            (None, {"fields": words, "classes": ("writing",)}),
            (_("Search and sharing"), {"fields": shown, "classes": ("box-search", "collapse")}),
            side_box(_("Publish"), "box-publish", publishing),
            side_box(_("Categories"), "box-categories", ["categories", "primary_category"]),
            side_box(_("Tags"), "box-tags", ["tags"]),
            side_box(_("Featured image"), "box-featured", ["featured_image"]),
            side_box(_("Replies and place"), "box-replies", place),
            side_box(_("Language"), "box-language", ["language"], "collapse"),
        ]

    @admin.display(description=_("text"))
    def shown_body(self, post: Post) -> SafeString:
        """For whoever may read it here and no more: as readers see it."""
        text = mark_safe(post.body_html)  # rendered from what is allowed
        return format_html(
            '<div class="read-text" lang="{}" dir="{}">{}</div>', post.language, post.direction, text
        )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Post | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["title"]}

    def get_formset_kwargs(self, request: HttpRequest, obj: Post, inline: Any, prefix: str) -> dict[str, Any]:
        """A new article stands under its writer's own byline until somebody says otherwise."""
        options: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, AuthorInline) and request.method == "GET" and not obj.pk:
            options["initial"] = [{"author": permissions.person(request).byline().pk, "position": 0}]
        return options

    def get_inlines(self, request: HttpRequest, obj: Post | None) -> list[Any]:
        """Bylines are the editors' business; a new article of anybody else stands under their own."""
        if (obj is None or obj.is_only_begun) and not permissions.edits_others(request.user):
            return [MediaLinkInline, PostImageInline]
        return [*self.inlines, *places.post_inlines]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.is_first and not form.instance.post_authors.exists():
            PostAuthor.objects.create(post=form.instance, author=permissions.person(request).byline())


def side_box(title: Any, name: str, fields: list[str], *classes: str) -> tuple[Any, Any]:
    """A box beside the text; of the class `collapse` it comes folded."""
    return title, {"fields": fields, "classes": ("side", name, *classes)}


def is_list(request: HttpRequest) -> bool:
    """Whether the request is for the list and not for one row."""
    match = request.resolver_match
    return bool(match and (match.url_name or "").endswith("_changelist"))


def standing(post: Post) -> str:
    """The state in words, with what else decides who sees it."""
    remarks = [str(post.get_status_display())]
    if post.status == Status.SCHEDULED and post.publish_at:
        remarks.append(date_format(timezone.localtime(post.publish_at), "j M Y, H:i"))
    if post.visibility == "private":
        remarks.append(str(_("private")))
    if post.password:
        remarks.append(str(_("password")))
    return ", ".join(remarks)


def column(added: places.PostColumn) -> Any:
    """A column of another app as the list wants it."""

    @admin.display(description=added.label)
    def show(post: Post) -> str:
        return added.show(post)

    show.__name__ = added.name
    return show
