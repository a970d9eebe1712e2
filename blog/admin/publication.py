"""The publication's own settings: one row, one form."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.admin.postform import language_choices
from blog.admin.widgets import IndentedChoiceField, named
from blog.models import Category, MenuItem, Page, Permalink, Publication


def time_zone_choices() -> list[Any]:
    """Time zones by continent."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        region, slash, place = name.partition("/")
        if slash and region not in {"Etc", "SystemV", "posix", "right"}:
            groups.setdefault(region, []).append((name, place.replace("_", " ")))
    return [("UTC", "UTC"), *groups.items()]


class PublicationForm(forms.ModelForm[Publication]):
    """The settings with the choices there are."""

    permalink = forms.ChoiceField(
        choices=Permalink.choices,
        widget=forms.RadioSelect,
        label=_("Addresses of articles"),
        help_text=_("Addresses of the other forms lead to the one that is chosen here, so no link breaks."),
    )
    posts_per_page = forms.IntegerField(label=_("Articles on a page"), min_value=1, max_value=100)

    class Meta:
        widgets = {"about": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = time_zone_choices()
        known = {name for _region, group in zones[1:] for name, _place in group}
        if self.instance.time_zone not in known | {"UTC"}:
            zones.append((self.instance.time_zone, self.instance.time_zone))
        self.fields["time_zone"] = forms.ChoiceField(choices=zones, label=_("Time zone"))
        languages = language_choices(self.instance.language)[1:]
        self.fields["language"] = forms.ChoiceField(choices=languages, label=_("Language"))


class MenuItemForm(forms.ModelForm[MenuItem]):
    """One line of the menu."""

    category = IndentedChoiceField(Category.objects.none(), required=False, label=_("Category"))
    page = IndentedChoiceField(Page.objects.none(), required=False, label=_("Page"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["category"].queryset = Category.objects.with_tree_fields()
        fields["page"].queryset = Page.objects.kept().with_tree_fields()
        for field in fields.values():
            named(field)


class MenuInline(admin.TabularInline[MenuItem, Publication]):
    """The menu, line by line."""

    model = MenuItem
    form = MenuItemForm
    fields = ["label", "category", "page", "url", "position"]
    extra = 0
    view_on_site = False


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin[Publication]):
    """The list of publications is the one there is."""

    form = PublicationForm
    inlines = [MenuInline]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "about"]}),
        (_("Reading"), {"fields": ["permalink", "posts_per_page", "replies_open"]}),
        (_("Place and time"), {"fields": ["language", "time_zone"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(self.address())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        context |= {"title": _("Settings of the publication"), "subtitle": None}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_change(self, request: HttpRequest, obj: Publication) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address())

    def address(self) -> str:
        return reverse("admin:blog_publication_change", args=[Publication.current().pk])
