"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from blog.models import Publication


def publication(request: HttpRequest) -> dict[str, object]:
    """`publication`, and the direction in which its own language is written; asked for only if used."""
    return {
        "publication": SimpleLazyObject(Publication.current),
        "site_direction": SimpleLazyObject(site_direction),
    }


def site_direction() -> str:
    """`ltr` or `rtl`; a language unknown to Django is written from left to right."""
    try:
        return "rtl" if get_language_info(Publication.current().language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
