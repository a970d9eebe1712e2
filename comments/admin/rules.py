"""The rules of the debate: one row, one form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments.models import DebateRules


@admin.register(DebateRules)
class DebateRulesAdmin(admin.ModelAdmin[DebateRules]):
    """The list of rules is the one there is."""

    fieldsets = [
        (_("Who waits"), {"fields": ["mode", "watch_words", "most_links", "suspect_at", "reports_to_hold"]}),
        (_("Time"), {"fields": ["edit_minutes", "close_after_days"]}),
    ]
    radio_fields = {"mode": admin.VERTICAL}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: DebateRules | None = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The defaults, where nobody has saved any."""
        return DebateRules.current() if object_id == "1" else None

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "suspect_at" and field:
            field.widget = forms.NumberInput(attrs={"min": 0.5, "max": 1, "step": 0.01})
        if db_field.name == "mode" and field:
            field.help_text = _(
                "Whichever you choose, what looks like spam waits, as does a watch word, or too many links."
            )
        return field

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(self.address())

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **on: Any) -> Any:
        context |= {"title": _("Rules of the debate"), "subtitle": None}
        return super().render_change_form(request, context, *args, **on)

    def response_post_save_change(self, request: HttpRequest, obj: DebateRules) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address())

    def address(self) -> str:
        return reverse("admin:comments_debaterules_change", args=["1"])
