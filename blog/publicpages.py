"""What every public page has in common: one copy serves every reader, and asking for it again is cheap."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from blog import pagecache
from blog.models import User

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def public_page(view: View[Arguments]) -> View[Arguments]:
    """Let caches keep what `view` answers, under an ETag; only GET and HEAD are answered."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        pagecache.may_be_kept()
        return keepable(request, view(request, *args, **kwargs))

    answer.kept_names = getattr(view, "kept_names", frozenset())  # type: ignore[attr-defined]
    return csrf_exempt(require_safe(answer))  # other methods are not allowed here, rather than forbidden


def looks_at(names: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """The parameters of its query at which a public page looks; with others it is answered, but not kept."""

    def named(view: View[Arguments]) -> View[Arguments]:
        view.kept_names = frozenset(names.split())  # type: ignore[attr-defined]
        return view

    return named


def keepable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with the headers by which it can be kept, or a 304 if the reader's copy is still good."""
    response.headers.setdefault("Server-Timing", "page;desc=miss")
    # On a 301 too: browsers keep those for ever, and go in circles once addresses change back.
    response.headers.setdefault("Cache-Control", "private, no-cache" if has_session(request) else "no-cache")
    if response.status_code != 200:
        return response
    patch_vary_headers(response, ["Accept-Encoding"])  # also on the copy that happens to be plain
    response.headers.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:24]}"')
    modified = response.headers.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=response.headers["ETag"],
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )
    return cast("HttpResponse", answer)


def has_session(request: HttpRequest) -> bool:
    """Asks for the cookie only: a look into the session would make every page vary by it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def reader(request: HttpRequest) -> User | AnonymousUser:
    """Who asks, without opening a session for somebody who has none."""
    return request.user if has_session(request) else AnonymousUser()
