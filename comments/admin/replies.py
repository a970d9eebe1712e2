"""Replies in the admin: read, approve, spam, trash. Words are the writer's and are not edited here."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, re_path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments import moderation, permissions
from comments.models import Reply, ReplyQuerySet, ReplyStatus

# The button of a decision: the state it leads to, and what it says.
DECISIONS: list[tuple[str, Any]] = [
    (ReplyStatus.APPROVED, _("Approve")),
    (ReplyStatus.PENDING, _("Back to waiting")),
    (ReplyStatus.SPAM, _("Spam")),
    (ReplyStatus.TRASH, _("Remove")),
]


def decisions_for(reply: Reply) -> list[tuple[str, Any]]:
    """What a moderator may decide about a reply as it stands."""
    if reply.status == ReplyStatus.UNCONFIRMED:
        return []
    return [(to, label) for to, label in DECISIONS if reply.status in moderation.MOVES[to]]


class StateFilter(admin.SimpleListFilter):
    """Everything but spam and what was removed, or what stands at one state, each with its number."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        numbers = Reply.objects.numbers_by_status()
        return [(state.value, f"{state.label} ({numbers.get(state.value, 0)})") for state in ReplyStatus]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """The choice of none says what it leaves out."""
        everything, *states = super().choices(changelist)
        yield {**everything, "display": _("all but spam and removed")}
        yield from states

    def queryset(self, request: HttpRequest, queryset: Any) -> ReplyQuerySet:
        replies: ReplyQuerySet = queryset
        value = self.value()
        return replies.with_status(value) if value in ReplyStatus.values else replies.kept()


@admin.register(Reply)
class ReplyAdmin(admin.ModelAdmin[Any]):
    """The debate, newest first."""

    list_display = ["shown_reply", "shown_state"]
    list_display_links = None
    list_filter = [StateFilter, "kind"]
    search_fields = ["writer_name", "user_email", "comment", "post__title"]
    search_help_text = _("Words of the reply, the writer's name or address, the article's title")
    list_per_page = 50
    show_full_result_count = False
    actions = ["approve_chosen", "mark_spam_chosen", "trash_chosen", "restore_chosen"]
    readonly_fields = [
        "shown_article", "shown_state", "shown_words", "writer_name", "shown_address", "shown_website",
        "is_author", "submitted_at", "ip_address", "user_agent",
    ]  # fmt: skip
    fields = tuple(readonly_fields)
    change_form_template = "admin/comments/reply/change_form.html"

    class Media:
        css = {"all": ["css/admin/debate.css"]}

    # Who may

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Reply | None = None) -> bool:
        return permissions.may_moderate(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Reply | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Reply | None = None) -> bool:
        """Only together with its article: deleting one alone would tear its answers out of the thread."""
        match = request.resolver_match
        is_here = bool(match and "comments_reply" in (match.url_name or ""))
        return not is_here and super().has_delete_permission(request, obj)

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return permissions.may_moderate(request.user)

    # The list

    def get_queryset(self, request: HttpRequest) -> Any:
        parents = Reply.objects.filter(pk=OuterRef("parent_id")).order_by()
        rows = super().get_queryset(request).select_related("post")
        return rows.annotate(parent_name=Subquery(parents.values("writer_name")[:1]))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Buttons in the rows come back to the page on which they were pressed."""
        changelist = super().get_changelist_instance(request)
        for reply in changelist.result_list:
            reply.listed_at = request.get_full_path()
        return changelist

    @admin.display(description=_("reply"), ordering="submitted_at")
    def shown_reply(self, reply: Reply) -> SafeString:
        """Who wrote what, where and when, and what to do with it: one cell, so that it fits a telephone."""
        context = {
            "reply": reply,
            "text": excerpt(reply.comment),
            "article": self.shown_article(reply),
            "decisions": decisions_for(reply),
            "back": getattr(reply, "listed_at", ""),
        }
        return mark_safe(render_to_string("admin/comments/reply/_row.html", context))

    @admin.display(description=_("article"))
    def shown_article(self, reply: Reply) -> SafeString:
        target = reply.permalink if reply.shown else reply.post.get_absolute_url()
        answered = "" if reply.is_root else _("in answer to %(name)s") % {"name": parent_name(reply)}
        title = format_html('<a href="{}" dir="auto">{}</a>', target, reply.post.title)
        return format_html("{} · {}", title, answered) if answered else title

    @admin.display(description=_("state"), ordering="status")
    def shown_state(self, reply: Reply) -> SafeString:
        return format_html(
            '<span class="status status-{}">{}</span>', reply.status, reply.get_status_display()
        )

    # One reply

    @admin.display(description=_("reply"))
    def shown_words(self, reply: Reply) -> SafeString:
        return format_html('<div class="reply-words">{}</div>', mark_safe(reply.body_html))

    @admin.display(description=_("e-mail"))
    def shown_address(self, reply: Reply) -> str:
        return reply.user_email or "–"

    @admin.display(description=_("website"))
    def shown_website(self, reply: Reply) -> str:
        """As text: what a stranger wants clicked is not for a moderator to click."""
        return reply.writer_url or "–"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        reply = self.get_object(request, object_id) if self.has_view_permission(request) else None
        offered = {"decisions": decisions_for(reply), "reply": reply} if reply else {}
        return super().change_view(request, object_id, form_url, {**offered, **(extra_context or {})})

    # Decisions

    def get_urls(self) -> list[URLPattern]:
        decision = self.admin_site.admin_view(self.decision)
        return [
            re_path(r"^(?P<pk>[0-9]{1,15})/decision/$", decision, name="comments_reply_decision"),
            *super().get_urls(),
        ]

    def decision(self, request: HttpRequest, pk: str) -> HttpResponse:
        """A press of a button: `decision` is `state it was seen in:state to move to`."""
        if not self.has_moderate_permission(request):
            return HttpResponse(status=403)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        reply = get_object_or_404(Reply, pk=pk)
        seen, _colon, to = request.POST.get("decision", "").partition(":")
        if to not in dict(DECISIONS):
            return HttpResponse(status=400)
        changed = moderation.move([reply], to, seen=seen)
        reply.refresh_from_db(fields=["status"])
        tell(self, request, reply, changed)
        return HttpResponseRedirect(self.way_back(request))

    def way_back(self, request: HttpRequest) -> str:
        back = request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
        return back if is_ours else reverse("admin:comments_reply_changelist")

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve_chosen(self, request: HttpRequest, chosen: ReplyQuerySet) -> None:
        self.decide_many(request, chosen, ReplyStatus.APPROVED)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def mark_spam_chosen(self, request: HttpRequest, chosen: ReplyQuerySet) -> None:
        self.decide_many(request, chosen, ReplyStatus.SPAM)

    @admin.action(description=_("Remove"), permissions=["moderate"])
    def trash_chosen(self, request: HttpRequest, chosen: ReplyQuerySet) -> None:
        self.decide_many(request, chosen, ReplyStatus.TRASH)

    @admin.action(description=_("Put back among those that wait"), permissions=["moderate"])
    def restore_chosen(self, request: HttpRequest, chosen: ReplyQuerySet) -> None:
        self.decide_many(request, chosen, ReplyStatus.PENDING)

    def decide_many(self, request: HttpRequest, chosen: ReplyQuerySet, to: str) -> None:
        chosen_ones = list(chosen.values_list("pk", flat=True))
        changed = moderation.move(chosen_ones, to)
        said = ngettext(
            "%(number)d reply is now: %(state)s.", "%(number)d replies are now: %(state)s.", changed
        )
        words = {"number": changed, "state": ReplyStatus(to).label}
        self.message_user(request, said % words, messages.SUCCESS)
        if left := len(chosen_ones) - changed:
            said = ngettext("%(number)d stayed as it was.", "%(number)d stayed as they were.", left)
            self.message_user(request, said % {"number": left}, messages.WARNING)


def tell(model_admin: ReplyAdmin, request: HttpRequest, reply: Reply, changed: int) -> None:
    """What a single decision did."""
    words = {"name": reply.writer_name, "state": reply.get_status_display()}
    if changed:
        model_admin.message_user(request, _("The reply by %(name)s is now: %(state)s.") % words)
        return
    said = _("The reply by %(name)s was not changed: somebody has decided on it meanwhile. It is: %(state)s.")
    model_admin.message_user(request, said % words, messages.WARNING)


def excerpt(text: str, longest: int = 280) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def parent_name(reply: Reply) -> str:
    return getattr(reply, "parent_name", None) or str(_("a reply that has gone"))
