"""For load balancers and monitors: is the process alive, is the node ready."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operations.health import problems

PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nothing else."""
    return HttpResponse("ok\n", content_type=PLAIN)


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, cache and migrations are in order; otherwise 503 with one line a problem."""
    found = problems()
    text = "".join(f"{name}: {reason}\n" for name, reason in found.items())
    return HttpResponse(text or "ok\n", content_type=PLAIN, status=503 if found else 200)


healthz.needs_no_publication = readyz.needs_no_publication = True  # type: ignore[attr-defined]  # see blog/middleware.py
