"""The admin site itself: its name, its order, its front page and its doors."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from blog.admin import firststeps, places, timeline
from blog.admin.keeping import expiry
from blog.logins import LoginForm
from blog.models import Publication

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# Models of packages that we build on without using these tables by hand.
UNUSED = {"taggit", "django_comments", "django_comments_xtd", "sites"}

ORDER = [
    ("writing", _("Writing"), ["post", "page", "image", "medialink", "category", "tag", "author"]),
    ("debate", _("Debate"), ["reply", "writer", "ban", "debaterules", "decision"]),
    ("publication", _("Publication"), ["frontpick", "menuitem", "publication", "redirect"]),
    ("people", _("People"), ["user", "group"]),
    ("tools", _("Tools"), ["importrun"]),
]
NAMES = {
    "image": _("Media"),
    "frontpick": _("Front page"),
    "menuitem": _("Menus"),
    "publication": _("Settings"),
    "writer": _("Writers"),
    "debaterules": _("Rules"),
    "decision": _("Ledger"),
    "importrun": _("Import"),
}


class BroadsideAdminSite(admin.AdminSite):
    """Plain Django admin with Broadside's own restrained layer."""

    index_title = _("Dashboard")
    login_form = LoginForm
    empty_value_display = "–"

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Refuse a NUL in the query, which lists would hand to the database and PostgreSQL does not take."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if "%00" in request.META.get("QUERY_STRING", ""):
                return HttpResponseBadRequest()
            if not self.has_permission(request) and expiry.carries(request):
                return expiry.log_in_and_go_on(request, lambda: inner(request, *args, **kwargs))
            return inner(request, *args, **kwargs)

        return cast("View", checked)

    def register(
        self, model_or_iterable: Any, admin_class: type[admin.ModelAdmin[Any]] | None = None, **options: Any
    ) -> None:
        """Leave out what other packages register of tables that Broadside does not fill."""
        models: Iterable[type[Model]] = (
            [cast("type[Model]", model_or_iterable)]
            if isinstance(model_or_iterable, ModelBase)
            else model_or_iterable
        )
        used = [model for model in models if model._meta.app_label not in UNUSED]
        super().register(used, admin_class, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Named after the publication."""
        name = Publication.current().name
        return super().each_context(request) | {"site_header": name, "site_title": name}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """What `request.user` may see, by subject instead of by app; the rest in its own place at the end."""
        if app_label:
            return super().get_app_list(request, app_label)
        kept = vars(request)  # the dashboard asks twice
        if "app_list" not in kept:
            kept["app_list"] = self.by_subject(super().get_app_list(request))
        subjects: list[dict[str, Any]] = kept["app_list"]
        return subjects

    def by_subject(self, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        left = {entry["object_name"].lower(): entry for app in found for entry in app["models"]}
        groups = [
            group(key, str(label), [left.pop(name) for name in names if name in left])
            for key, label, names in ORDER
        ]
        groups.append(group("rest", str(_("Machinery")), list(left.values())))
        return [each for each in groups if each["models"]]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The dashboard: what waits, in the panels that apps have registered, and what happened."""
        made = [panel for maker in places.panels if (panel := maker(request))]
        context = {
            "panels": [panel for panel in made if panel.total],
            "idle": [panel.empty for panel in made if not panel.total],
            "days": timeline.days(request),
            "steps": firststeps.steps(request),
        }
        return super().index(request, context | (extra_context or {}))


def group(key: str, label: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """An entry of the app list that is no app: a subject with its models."""
    for entry in entries:
        entry["name"] = NAMES.get(entry["object_name"].lower(), capfirst(entry["name"]))
    return {"name": label, "app_label": key, "app_url": "", "has_module_perms": True, "models": entries}
