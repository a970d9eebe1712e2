"""What hangs on an article and is edited with it: bylines, media links, pictures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.admin.medialinks import found_in, state_of
from blog.admin.widgets import named, plain_choice
from blog.embeds.addresses import is_own_path, public_address, tidied
from blog.models import MediaLink, Post, PostAuthor, PostImage


class Lines(BaseInlineFormSet[Any, Any, Any]):
    """The empty line, which scripts copy, is made once; Django makes it anew for each that looks at it."""

    @cached_property
    def empty_form(self) -> Any:
        return super().empty_form


class PartInline(admin.TabularInline[Any, Any]):
    """Whoever may change the article may change its parts: the form around them has asked already."""

    formset = Lines
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return named(plain_choice(super().formfield_for_dbfield(db_field, request, **kwargs)))

    def has_view_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return obj is None or permissions.asker_may_edit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return self.has_add_permission(request, obj)


class AuthorInline(PartInline):
    """The bylines, in order. Only editors set them: a byline is also a right to edit."""

    model = PostAuthor
    fields = ["author", "position"]
    extra = 0
    side = True

    def has_add_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return permissions.edits_others(request.user)

    def get_extra(self, request: HttpRequest, obj: Post | None = None, **options: Any) -> int:
        return 0 if obj else 1


class MediaLinkForm(forms.ModelForm[MediaLink]):
    """One media link; further addresses one a line."""

    further_urls = forms.CharField(
        required=False,
        label=_("Further addresses"),
        help_text=_("The same recording elsewhere, one address a line."),
        widget=AdminTextareaWidget(attrs={"rows": 2}),
    )

    class Meta:
        widgets = {"transcript": AdminTextareaWidget(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["further_urls"] = "\n".join(self.instance.further_urls or [])

    def clean_url(self) -> str:
        return absolute(self.cleaned_data["url"])

    def clean_further_urls(self) -> list[str]:
        return [absolute(line) for line in self.cleaned_data["further_urls"].split() if line]


class MediaLinkInline(PartInline, admin.StackedInline[Any, Any]):
    """“Listen to the interview on …”: the records behind the cards."""

    model = MediaLink
    form = MediaLinkForm
    template = "admin/edit_inline/stacked.html"
    autocomplete_fields = ["poster"]
    readonly_fields = ["found", "state"]
    fieldsets = [
        (None, {
            "fields": [
                "url", ("found", "state"), "title", ("outlet", "published_on"),
                ("seconds", "placement", "position"),
            ],
        }),
        (_("Poster, transcript, other addresses"), {
            "fields": ["poster", "transcript", "further_urls"],
            "classes": ["collapse"],
        }),
    ]  # fmt: skip

    @admin.display(description=_("its site says"))
    def found(self, link: MediaLink) -> str:
        return found_in(link) if link.pk else "–"

    @admin.display(description=_("still there"))
    def state(self, link: MediaLink) -> str:
        return state_of(link) if link.pk else "–"


class PostImageInline(PartInline):
    """Pictures of the article; those that the text does not show stand below it."""

    model = PostImage
    fields = ["image", "caption", "position"]
    autocomplete_fields = ["image"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "caption":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def absolute(address: str) -> str:
    """The address of a public page or of a file of our own, tidied; ValidationError for any other."""
    address = tidied(address)
    if is_own_path(address):
        return address
    if not address.startswith(("https://", "http://")):
        raise ValidationError(_("An address starts with https://"))
    if public_address(address) is None:
        raise ValidationError(_("This address leads to no public site. Please check how it is written."))
    return address
