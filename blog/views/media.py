"""Uploaded files kept on this machine. A larger site lets its own server or storage answer for them."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

SHOWN = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "application/pdf", "text/plain"}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """One file. What a browser might run as a page is only offered for download."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind not in SHOWN and not kind.startswith(("audio/", "video/")):
        response.headers["Content-Type"] = "application/octet-stream"
        response.headers["Content-Disposition"] = f'attachment; filename="{PurePosixPath(path).name}"'
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


media.needs_no_publication = True  # type: ignore[attr-defined]
