"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog import rendering
from blog.menu import Menus
from blog.models import Publication


def publication(request: HttpRequest) -> dict[str, object]:
    """`publication`, the direction in which its own language is written, and its menus; asked for only if
    used. (What is lazy costs a template twice: a view has asked for the publication already.)"""
    at_hand = Publication.at_hand()
    return {
        "publication": at_hand or SimpleLazyObject(Publication.current),
        "site_direction": site_direction() if at_hand else SimpleLazyObject(site_direction),
        "menus": SimpleLazyObject(Menus.current),
    }


def site_direction() -> str:
    """`ltr` or `rtl`."""
    return rendering.text_direction(Publication.current().language)
