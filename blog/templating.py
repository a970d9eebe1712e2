"""Django's templates, with the tags of those apps alone whose tags are used.

Django imports the tags of every app when the first template is shown. Those of django-comments-xtd bring its
API along, and that Django REST framework, requests and more: a seventh of what a start takes."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import django
from django.apps import apps
from django.template.backends.django import DjangoTemplates

UNUSED = {"django_comments", "django_comments_xtd"}


class Templates(DjangoTemplates):
    """The backend that settings name."""

    def get_templatetag_libraries(self, custom_libraries: dict[str, str]) -> dict[str, str]:
        """The libraries that templates may load: the module of each by name."""
        return {path.rpartition(".")[2]: path for path in modules() if is_library(path)} | custom_libraries


def modules() -> list[str]:
    """The modules in which tags may stand, Django's own first."""
    places = {"django": Path(django.__file__).parent}
    places |= {each.name: Path(each.path) for each in apps.get_app_configs() if each.name not in UNUSED}
    return [
        f"{app}.templatetags.{module.name}"
        for app, place in places.items()
        for module in iter_modules([str(place / "templatetags")])
    ]


def is_library(path: str) -> bool:
    return hasattr(import_module(path), "register")
