"""Files of the media library: whole, in part, or by a name that they had before.

They come from here whatever keeps them, so that readers' browsers ask no other host. On a larger site the
server in front keeps copies, or answers for the directory itself.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from blog.files import storedfiles
from blog.files.filetypes import BY_EXTENSION
from blog.files.images import FORMATS
from blog.files.outage import StorageAway
from blog.files.ranges import Unsatisfiable, still_holds, wanted_part
from blog.files.storedfiles import StoredFile
from blog.models import FormerFile

PICTURES = {extension: mime_type for mime_type, extension in FORMATS.values()} | {".jpeg": "image/jpeg"}
TYPES = PICTURES | BY_EXTENSION | {".md": "text/plain", ".vtt": "text/vtt", ".m4b": "audio/mp4"}
# Shown in the browser; whatever else there is, it only offers to keep.
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/plain", "text/vtt")
ONE_DAY = timedelta(days=1)
ONE_YEAR = timedelta(days=365)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file, or the part of it that is asked for; 503 while what keeps files is away."""
    try:
        return shown(request, path)
    except StorageAway as error:
        headers = {"Retry-After": "10", "Cache-Control": "no-store"}
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8", headers=headers)


def shown(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file, or where it is now."""
    file = storedfiles.find(path)
    if file is None:
        return former(path)
    modified = http_date(file.modified.timestamp())
    response = get_conditional_response(
        request, etag=file.etag, last_modified=int(file.modified.timestamp())
    ) or answer(request, file, modified)
    kept = ONE_YEAR if path.startswith("renditions/") else ONE_DAY
    said = {"ETag": file.etag, "Last-Modified": modified, "Accept-Ranges": "bytes"}
    for name, value in (said | {"Cache-Control": f"public, max-age={int(kept.total_seconds())}"}).items():
        response.headers[name] = value
    return response


def former(path: str) -> HttpResponse:
    """To the file that has replaced the one of this name."""
    if "\0" in path:
        raise Http404
    row = FormerFile.objects.select_related("image", "attachment").filter(name=path).first()
    if row is None or not row.file_now:
        raise Http404
    response = redirect(row.file_now.url)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def answer(request: HttpRequest, file: StoredFile, modified: str) -> HttpResponseBase:
    """200 with the whole, 206 with a part, or 416."""
    part = None
    if still_holds(request.headers.get("If-Range", ""), file.etag, modified):
        try:
            part = wanted_part(request.headers.get("Range", ""), file.size)
        except Unsatisfiable:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    start, stop = part or (0, file.size)
    response = StreamingHttpResponse(content(request, file, start, stop), headers=headers_of(file))
    response.headers["Content-Length"] = str(stop - start)
    if part:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    return response


def content(request: HttpRequest, file: StoredFile, start: int, stop: int) -> Iterator[bytes]:
    """The bytes; none for HEAD."""
    return iter(()) if request.method == "HEAD" else file.part(start, stop)


def headers_of(file: StoredFile) -> dict[str, str]:
    """What it is, and whether a browser may show it: what it might run as a page is only offered to keep."""
    name = PurePosixPath(file.name)
    kind = TYPES.get(name.suffix.lower(), "application/octet-stream")
    shown = kind.startswith(SHOWN)
    disposition = content_disposition_header(as_attachment=not shown, filename=name.name) or "attachment"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return {"Content-Type": kind + charset, "Content-Disposition": disposition}


media.needs_no_publication = True  # type: ignore[attr-defined]
