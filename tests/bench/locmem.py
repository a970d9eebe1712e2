"""What one would use instead of kept pages: Django's own cache middleware, its pages in the process.

It keeps nothing that says `no-cache`, as our pages do because readers shall ask again; here they do not.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE

MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
    "tests.bench.locmem.kept_for_an_hour",
]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
CACHE_MIDDLEWARE_SECONDS = 3600
PAGE_CACHE_BYTES = 0


def kept_for_an_hour(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware that lets answers be kept."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cache-Control"] = "public"
        return response

    return answer
