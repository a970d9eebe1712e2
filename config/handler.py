"""Django's WSGI handler, told what is known of a request already."""

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import ResolverMatch

from blog.pagecache.asking import ROUTE


class Handler(WSGIHandler):
    """Django, with the view that whoever looked for a kept page has found already."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        found: ResolverMatch | None = request.META.get(ROUTE)
        if found is None or hasattr(request, "urlconf"):
            return super().resolve_request(request)
        request.resolver_match = found
        return found
