"""Whether a form was sent from our own pages.

Readers have no session and pages that serve everybody carry no token, so for them the browser's own word is
taken. With a session there is something to ride on, and Django's full protection applies."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from blog.publicpages import has_session
from blog.urlparts import split


class TokenCheck(CsrfViewMiddleware):
    """Django's check, for a view that has to answer a refusal itself."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def is_own_form(request: HttpRequest) -> bool:
    """Whether this POST may act for whoever sends it."""
    if has_session(request):
        return has_token(request)
    return comes_from_here(request)


def has_token(request: HttpRequest) -> bool:
    check = TokenCheck(lambda _: HttpResponse())
    return check.process_view(request, has_token, (), {}) is None  # type: ignore[arg-type]


def comes_from_here(request: HttpRequest) -> bool:
    """By Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/), else by Origin, else by Referer.

    Browsers that send none of them, such as lynx, are let in: they have nothing that could be misused.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    source = request.headers.get("Origin") or request.headers.get("Referer")
    return source is None or split(source).netloc in {request.get_host(), split(settings.SITE_URL).netloc}


def comes_from_nowhere_else(request: HttpRequest) -> bool:
    """For pages whose address is itself the right to press their button.

    They send no referrer, so that the address stays with its reader, and older browsers then call their
    origin `null`.
    """
    is_hidden = request.headers.get("Origin") == "null" and not request.headers.get("Sec-Fetch-Site")
    return is_hidden or comes_from_here(request)
