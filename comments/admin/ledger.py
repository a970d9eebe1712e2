"""The ledger: who decided what, when and why. It is read here; nobody writes it by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from comments.models import Decision
from comments.moderating.choosing import in_words, whose


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin[Decision]):
    """The newest first."""

    list_display = ["made_at", "shown_who", "shown_what", "shown_reply", "note"]
    list_display_links = None
    list_filter = ["actor", "became", "reason"]
    search_fields = ["by_name", "note"]
    search_help_text = _("A moderator's name, or words of the note")
    date_hierarchy = "made_at"
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False

    @admin.display(description=_("who"), ordering="by_name")
    def shown_who(self, decision: Decision) -> str:
        return whose(decision)

    @admin.display(description=_("what"), ordering="became")
    def shown_what(self, decision: Decision) -> str:
        return in_words(decision)

    @admin.display(description=_("reply"))
    def shown_reply(self, decision: Decision) -> SafeString:
        """By its number alone: the ledger outlives replies and their writers' names."""
        address = reverse("admin:comments_reply_change", args=[decision.reply_id])
        return format_html('<a href="{}">{}</a>', address, decision.reply_id)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["made_at", "shown_who", "shown_what", "was", "became", "reason", "note", "shown_reply"]
