"""Those who write without an account: whom to trust, and what became of their replies."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from comments.models import Reply, Writer
from comments.moderating import queue


class ConfirmedFilter(admin.SimpleListFilter):
    """Whether the address has once answered a mail."""

    title = _("confirmed")
    parameter_name = "confirmed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("confirmed")), ("no", _("not confirmed"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        known = {"yes": False, "no": True}
        return (
            queryset.filter(confirmed_at__isnull=known[value])
            if (value := self.value()) in known
            else queryset
        )


@admin.register(Writer)
class WriterAdmin(admin.ModelAdmin[Writer]):
    """Addresses: trusted or not. An address itself is its owner's, and is not changed here."""

    list_display = ["email", "shown_history", "trusted", "confirmed_at"]
    list_filter = ["trusted", ConfirmedFilter]
    search_fields = ["email"]
    search_help_text = _("An address")
    show_full_result_count = False
    fields = ["email", "trusted", "shown_history", "confirmed_at", "made_at"]
    readonly_fields = ["email", "shown_history", "confirmed_at", "made_at"]
    actions = ["trust_chosen", "distrust_chosen"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Writer | None = None) -> bool:
        """Writers erase themselves; with their articles' replies they go by nobody's click."""
        return False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """One query for what became of everything that those of the page have written."""
        changelist = super().get_changelist_instance(request)
        histories = Reply.objects.histories({writer.key for writer in changelist.result_list})
        for writer in changelist.result_list:
            writer.history = histories.get(writer.key, {})
        return changelist

    @admin.display(description=_("replies"))
    def shown_history(self, writer: Any) -> SafeString | str:
        history = getattr(writer, "history", None)
        if history is None:
            history = Reply.objects.histories({writer.key}).get(writer.key, {})
        if not history:
            return "–"
        address = (
            reverse("admin:comments_reply_changelist") + "?" + urlencode({"view": "all", "q": writer.email})
        )
        return format_html('<a href="{}">{}</a>', address, queue.history_in_words(history))

    @admin.action(description=_("Trust: their replies wait for nobody"), permissions=["change"])
    def trust_chosen(self, request: HttpRequest, chosen: Any) -> None:
        number = chosen.update(trusted=True)
        self.message_user(request, _("Trusted: %(number)d.") % {"number": number})

    @admin.action(description=_("Trust no more"), permissions=["change"])
    def distrust_chosen(self, request: HttpRequest, chosen: Any) -> None:
        self.message_user(
            request, _("Trusted no more: %(number)d.") % {"number": chosen.update(trusted=False)}
        )
