"""The moderators' queue and the page of one reply. Words are the writer's and are not edited here."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.admin.monthpages import ListedByMonth, MonthPages
from comments import permissions
from comments.admin.deciding import DecidingAdmin
from comments.admin.filters import ArticleFilter, StateFilter, ViewFilter, chosen_article, months, view_of
from comments.models import (
    OPEN,
    Decision,
    Reason,
    Reply,
    ReplyQuerySet,
    ReplyStanding,
    ReplyStatus,
    View,
)  # fmt: skip
from comments.moderating import queue
from comments.moderating.choosing import DECISIONS

KEY = "xtdcomment_ptr_id"


class QueuePage(ChangeList):
    """A page of the queue; the last one for those beyond, which empty while one decides."""

    def get_results(self, request: HttpRequest) -> None:
        if self.page_num != 1:
            pages = self.model_admin.get_paginator(request, self.queryset, self.list_per_page).num_pages
            self.page_num = max(1, min(self.page_num, pages))
        super().get_results(request)


@admin.register(Reply)
class ReplyAdmin(ListedByMonth, DecidingAdmin):
    """The debate: what waits the oldest first, the rest the newest first."""

    list_display = ["__str__"]
    list_display_links = None
    list_filter = [ViewFilter, StateFilter, ArticleFilter]
    search_fields = ["writer_name", "user_email", "comment", "post__title"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_list_template = "admin/comments/reply/queue.html"

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

    # The queue

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return QueuePage

    def get_queryset(self, request: HttpRequest) -> Any:
        return Reply.objects.for_queue()

    def month_pages(self, request: HttpRequest, rows: QuerySet[Any], per_page: int) -> MonthPages | None:
        counted = months(request)
        if counted is None:
            return None
        if view_of(request) in OPEN:
            return MonthPages(rows, per_page, counted[::-1], since=ReplyQuerySet.sent_since, key=KEY)
        return MonthPages(rows, per_page, counted, before=ReplyQuerySet.sent_before, key=KEY)

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["submitted_at", "pk"] if view_of(request) in OPEN else ["-submitted_at", "-pk"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The queue, around what Django's own list has searched, narrowed and cut into pages."""
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            context.update(self.around(request, context["cl"]))
        return response

    def around(self, request: HttpRequest, changelist: ChangeList) -> dict[str, Any]:
        article, view = chosen_article(request), view_of(request)
        numbers = Reply.objects.filter(post_id=article).numbers() if article else ReplyStanding.numbers()
        return {
            "title": _("Replies"),
            "view": view,
            "tabs": [(name, label, numbers[name]) for name, label in View.choices],
            "states": [
                (state, label, numbers[f"state_{state}"])
                for state, label in ReplyStatus.choices
                if state not in {ReplyStatus.PENDING, ReplyStatus.APPROVED}
            ],
            "state": request.GET.get("state", ""),
            "rows": queue.rows(changelist.result_list),
            "articles": self.articles(changelist),
            "article": str(article or ""),
            "back": request.get_full_path(),
            "reasons": Reason.choices,
            "decisions": DECISIONS,
        }

    def articles(self, changelist: ChangeList) -> Any:
        """The choices of the filter by article."""
        found = [spec for spec in changelist.filter_specs if isinstance(spec, ArticleFilter)]
        return [choice for choice in found[0].lookup_choices if choice[0]] if found else []

    # One reply

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One reply with everything that is known of it; nothing of it is edited."""
        if not self.has_view_permission(request) or request.method != "GET":
            raise PermissionDenied
        number = int(object_id) if object_id.isdecimal() and len(object_id) < 16 else 0
        reply = Reply.objects.for_queue().filter(pk=number).first()
        if reply is None:
            self.message_user(request, _("This reply is no longer there."), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:comments_reply_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Reply by %(name)s") % {"name": reply.writer_name},
            "opts": self.opts,
            "row": queue.rows([reply])[0],
            "ledger": Decision.objects.filter(reply_id=reply.pk).order_by("pk"),
            "back": request.path,
            "reasons": Reason.choices,
        }
        return TemplateResponse(request, "admin/comments/reply/one.html", context)
