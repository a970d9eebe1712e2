"""Old addresses and where they lead."""

from typing import Any
from urllib.parse import unquote

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blog.models import Redirect


class RedirectForm(forms.ModelForm[Redirect]):
    """An old path, and one thing that answers for it now."""

    class Meta:
        help_texts = {"old_path": _("As it stood behind the site's name, for example /2009/old-name/")}

    def clean_old_path(self) -> str:
        path = unquote(self.cleaned_data["old_path"].strip())
        if not path.startswith("/") or path.startswith("//"):
            raise ValidationError(_("An old path starts with one slash, for example /2009/old-name/"))
        return path

    def clean_new_path(self) -> str:
        path = self.cleaned_data["new_path"].strip()
        if path and (path.startswith("//") or not path.startswith(("/", "https://", "http://"))):
            raise ValidationError(_("An address starts with / or https://"))
        return str(path)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        targets = [cleaned.get(name) for name in ("new_path", "post", "category", "image")]
        if not self.errors and sum(map(bool, targets)) != 1:
            raise ValidationError(_("Choose one: an article or page, a category, a picture, or an address."))
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin[Redirect]):
    """Made by imports and by changes of slugs; here they can be seen, added and taken away."""

    form = RedirectForm
    list_display = ["old_path", "shown_target"]
    list_select_related = ["post", "category", "image"]
    search_fields = ["old_path", "new_path"]
    raw_id_fields = ["post", "image"]
    show_full_result_count = False

    @admin.display(description=_("leads to"))
    def shown_target(self, row: Redirect) -> str:
        return str(row.post or row.category or row.image or row.new_path)
