"""The editors' list of media links: what is there, what is gone, and looking again now."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog import permissions
from blog.admin.places import Panel, Row, panels
from blog.embeds import display_host
from blog.embeds.cards import length_text
from blog.models import MediaLink, Post
from blog.tasks import check_media

SHOWN = 6


class StateFilter(admin.SimpleListFilter):
    """Gone, doubtful, or there."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("gone", _("gone")), ("doubtful", _("doubtful")), ("there", _("there"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "gone":
            return queryset.filter(dead_since__isnull=False)
        if self.value() == "doubtful":
            return queryset.filter(dead_since=None, failures__gt=0)
        return queryset.filter(failures=0, checked_at__isnull=False) if self.value() == "there" else queryset


@admin.register(MediaLink)
class MediaLinkAdmin(admin.ModelAdmin[MediaLink]):
    """All of them, to look through; each is edited with its article."""

    list_display = ["called", "heard_at", "article", "state"]
    list_display_links = None
    list_filter = [StateFilter, "kind"]
    list_select_related = ["post"]
    list_per_page = 50
    search_fields = ["title", "found_title", "place", "url"]
    ordering = ["-dead_since", "-failures", "-pk"]
    actions = ["check_now"]

    def has_view_permission(self, request: HttpRequest, obj: MediaLink | None = None) -> bool:
        return permissions.edits_others(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: MediaLink | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: MediaLink | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[MediaLink]:
        texts = [f"post__{name}" for name in ("body", "body_html", "body_text", "import_data")]
        return super().get_queryset(request).select_related("post").defer("transcript", "words", *texts)

    @admin.display(description=gettext_lazy("recording"), ordering="title")
    def called(self, link: MediaLink) -> str:
        words = str(link)[:120]
        if not link.url.startswith(("http://", "https://", "/")):
            return words
        return format_html('<a href="{}" rel="noopener">{}</a>', link.url, words)

    @admin.display(description=gettext_lazy("outlet"), ordering="place")
    def heard_at(self, link: MediaLink) -> str:
        return link.place

    @admin.display(description=gettext_lazy("article"), ordering="post__title")
    def article(self, link: MediaLink) -> SafeString:
        return format_html('<a href="{}">{}</a>', form_address(link.post), link.post)

    @admin.display(description=gettext_lazy("state"), ordering="dead_since")
    def state(self, link: MediaLink) -> str:
        return state_of(link)

    @admin.action(description=gettext_lazy("Check now whether they are still there"))
    def check_now(self, request: HttpRequest, queryset: QuerySet[MediaLink]) -> None:
        """A task asks each site; the list shows what came of it."""
        keys = list(queryset.values_list("pk", flat=True)[:200])
        for key in keys:
            check_media.enqueue(key)
        said = ngettext(
            "One link is being checked. Look again in a minute.",
            "%(number)d links are being checked. Look again in a minute.",
            len(keys),
        )
        messages.success(request, said % {"number": len(keys)})


def form_address(post: Post) -> str:
    kind = "page" if post.kind == Post.Kind.PAGE else "post"
    return reverse(f"admin:blog_{kind}_change", args=[post.pk])


def state_of(link: MediaLink) -> str:
    """In a sentence: there or gone since when, and what readers see instead."""
    if link.dead_since:
        since = {"day": day(link.dead_since), "answer": link.last_answer}
        said = _("Gone since %(day)s (%(answer)s).") % since
        copy = _("Shown is the copy at %(host)s.") % {"host": display_host(link.living_url)}
        return f"{said} {copy if link.living_url else _('Readers see title, poster and transcript.')}"
    if link.failures:
        return _("Not found at the last check on %(day)s (%(answer)s); it will be looked at again.") % {
            "day": day(link.checked_at),
            "answer": link.last_answer,
        }
    return (
        _("There on %(day)s.") % {"day": day(link.checked_at)} if link.checked_at else _("Not checked yet.")
    )


def found_in(link: MediaLink) -> str:
    """What its site says of it, in a line; shown where nothing is typed."""
    if link.fetch_due_at:
        return _("Its site has not been asked yet.")
    known = [link.found_title, link.found_outlet, length_text(link.found_seconds)]
    return " · ".join(filter(None, known)) or _("Its site says nothing of it.")


def day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j M Y") if moment else ""


def gone(request: HttpRequest) -> Panel | None:
    """Media links that are dead, with their articles."""
    if not request.user.has_perm("blog.view_post"):
        return None
    own = Post.everything.belonging_to(request.user).kept().filter(pk=OuterRef("post_id"))
    links = MediaLink.objects.dead().filter(Exists(own)).select_related("post").defer("transcript", "words")
    sees_list = permissions.edits_others(request.user)
    address = f"{reverse('admin:blog_medialink_changelist')}?state=gone" if sees_list else ""
    rows = [Row(f"{link.post}", form_address(link.post), remark(link)) for link in links[:SHOWN]]
    empty = _("Every media link is where it was.")
    return Panel(_("Media links that are gone"), rows, links.count(), address, empty)


def remark(link: MediaLink) -> str:
    return f"{link.place or display_host(link.url)}: {state_of(link)}"


panels.append(gone)
