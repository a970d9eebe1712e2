"""The publication's own settings: one row, one form."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from blog.admin import identity, samples
from blog.admin.postform import language_choices
from blog.admin.widgets import plain_choice
from blog.models import Permalink, Publication

SAMPLES = [("front", _("Show the front page")), ("article", _("Show an article"))]


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
        widgets = {
            "about": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "footer": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }
        labels = {"about": _("About"), "footer": _("Small print")}
        help_texts = {
            "about": _("A few sentences at the foot of every page. Addresses become links."),
            "footer": _("At the very end of every page: copyright, licence, who is responsible."),
            "logo": _("It takes the place of the name at the head of every page."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = time_zone_choices()
        known = {name for _region, group in zones[1:] for name, _place in group}
        if self.instance.time_zone not in known | {"UTC"}:
            zones.append((self.instance.time_zone, self.instance.time_zone))
        self.fields["time_zone"] = forms.ChoiceField(choices=zones, label=_("Time zone"))
        languages = language_choices(self.instance.language)[1:]
        self.fields["language"] = forms.ChoiceField(choices=languages, label=_("Language"))
        self.fields |= identity.spot_fields()


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin[Publication]):
    """The list of publications is the one there is."""

    form = PublicationForm
    autocomplete_fields = ["logo", "logo_dark"]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "logo", "name_beside_logo", "logo_dark"]}),
        (_("At the foot of every page"), {"fields": ["about", "footer"]}),
        (_("Reading"), {"fields": ["permalink", "posts_per_page", "replies_open"]}),
        (_("Place and time"), {"fields": ["language", "time_zone"]}),
        (_("Colour"), {"fields": ["accent_light", "accent_dark"]}),  # last: what is said of it follows
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        sample = self.admin_site.admin_view(self.sample)
        verdicts = self.admin_site.admin_view(self.verdicts)
        return [
            path("sample/<slug:kind>/", sample, name="blog_publication_sample"),
            path("verdicts/", verdicts, name="blog_publication_verdicts"),
            *super().get_urls(),
        ]

    def sample(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The front page or an article with what the form holds, as far as it can be taken."""
        self.refuse_others(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        tried = self.tried(request)
        show = samples.article if kind == "article" else samples.front
        return show(request, publication=tried)

    def tried(self, request: HttpRequest) -> Publication:
        """The settings as the form has them, not saved."""
        form = self.get_form(request, Publication.current())(
            request.POST, instance=Publication.objects.get(pk=Publication.current().pk)
        )
        form.is_valid()
        return form.instance

    def verdicts(self, request: HttpRequest) -> HttpResponse:
        """What is to be said of two colours, as a piece of the page."""
        self.refuse_others(request)
        judged = identity.judged(request.GET.get("light", ""), request.GET.get("dark", ""))
        return render(request, "admin/blog/publication/_verdicts.html", {"verdicts": judged})

    def refuse_others(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    @method_decorator(samples.frames)
    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().change_view(request, *args, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return plain_choice(super().formfield_for_dbfield(db_field, request, **kwargs))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(self.address())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        publication = context["original"]
        context |= {
            "title": _("Settings of the publication"),
            "subtitle": None,
            "verdicts": identity.judged(publication.accent_light, publication.accent_dark),
            "remarks": identity.remarks(publication),
            "sample_buttons": [
                (reverse("admin:blog_publication_sample", args=[kind]), label) for kind, label in SAMPLES
            ],
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_change(self, request: HttpRequest, obj: Publication) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address())

    def address(self) -> str:
        return reverse("admin:blog_publication_change", args=[Publication.current().pk])
