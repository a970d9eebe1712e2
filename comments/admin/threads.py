"""An article's own rules for its debate, among the boxes of the article's form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.admin.postparts import PartInline
from blog.models import Post
from comments.models import Mode, Thread


class ThreadForm(forms.ModelForm[Thread]):
    """Saves what it asks for and nothing else: replies that arrive meanwhile change the row's counts."""

    class Meta:
        help_texts = {"mode": "", "closes_at": _("Empty: as everywhere.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"] = forms.ChoiceField(
            choices=[("", _("as everywhere")), *Mode.choices],
            required=False,
            label=self.fields["mode"].label,
        )

    def save(self, commit: bool = True) -> Thread:
        if commit:
            chosen = {name: self.cleaned_data[name] for name in ("mode", "closes_at")}
            with transaction.atomic():
                Thread.objects.hold(self.instance.post_id)
                Thread.objects.filter(pk=self.instance.post_id).update(**chosen)
        return self.instance


class ThreadInline(PartInline, admin.StackedInline[Any, Any]):
    """Who waits for a moderator here, and until when replies are open. For editors."""

    model = Thread
    form = ThreadForm
    fields = ["mode", "closes_at"]
    template = "admin/edit_inline/stacked.html"
    verbose_name = verbose_name_plural = _("Debate")
    can_delete = False
    max_num = extra = 1
    beside = "box-replies"

    def has_view_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return permissions.edits_others(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return permissions.edits_others(request.user)
