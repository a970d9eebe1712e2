"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog import rendering
from blog.models import Publication


def publication(request: HttpRequest) -> dict[str, object]:
    """`publication`, and the direction in which its own language is written; asked for only if used."""
    return {
        "publication": SimpleLazyObject(Publication.current),
        "site_direction": SimpleLazyObject(site_direction),
    }


def site_direction() -> str:
    """`ltr` or `rtl`."""
    return rendering.text_direction(Publication.current().language)
