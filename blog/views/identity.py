"""The style sheet that carries the publication's spot colour to every page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from blog import identity

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def accent(request: HttpRequest, digits: str) -> HttpResponse:
    """What the address says is all that it says: any two colours, the same for everybody, for ever."""
    return HttpResponse(
        identity.accent_sheet(digits),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": FOR_EVER},
    )


accent.needs_no_publication = True  # type: ignore[attr-defined]
