"""Bans: whom or what, until when, and which of the newest replies they would have kept out."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from blog.permissions import person
from comments.models import Ban
from comments.moderating import queue

LOOK = "_look"


class BanForm(forms.ModelForm[Ban]):
    """A ban; with the button that only looks, nothing is kept."""

    until = forms.DateTimeField(
        label=_("Until"),
        required=False,
        help_text=_("Empty: for good."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if LOOK in self.data and not self.errors:
            raise ValidationError(_("This is only a look: the ban is not saved yet."))
        return cleaned

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until <= timezone.now():
            raise ValidationError(_("This time is over. To end a ban, take it away."))
        return until


@admin.register(Ban)
class BanAdmin(admin.ModelAdmin[Ban]):
    """Who and what may not reply, for a time or for good."""

    form = BanForm
    list_display = ["value", "kind", "shown_until", "by", "made_at"]
    list_filter = ["kind"]
    list_select_related = ["by"]
    search_fields = ["value", "note"]
    search_help_text = _("An address, a name, a network, a word, or words of the note")
    show_full_result_count = False
    fields = ["kind", "value", "until", "note"]
    change_form_template = "admin/comments/ban/change_form.html"

    class Media:
        css = {"all": ["css/admin/debate.css"]}

    @admin.display(description=_("until"), ordering="until")
    def shown_until(self, ban: Ban) -> Any:
        if ban.until is None:
            return _("for good")
        end = date_format(timezone.localtime(ban.until), "j M Y, H:i")
        return _("over since %(end)s") % {"end": end} if ban.until <= timezone.now() else end

    def response_post_save_add(self, request: HttpRequest, obj: Ban) -> HttpResponseRedirect:
        """Back to the reply from which the ban was asked for; else to the list."""
        back = request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            return HttpResponseRedirect(back)
        return super().response_post_save_add(request, obj)

    def save_model(self, request: HttpRequest, obj: Ban, form: Any, change: bool) -> None:
        if not change:
            obj.by = person(request)
        super().save_model(request, obj, form, change)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **on: Any) -> Any:
        """Below the form: what it would have kept out, by what is typed, or what the queue has filled in."""
        form = context["adminform"].form
        found, looked = queue.caught_by(form["kind"].value() or "", form["value"].value() or "")
        context |= {"caught": found, "looked": looked}
        return super().render_change_form(request, context, *args, **on)
