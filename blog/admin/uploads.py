"""Files sent from a text or from the media library, one a request, answered in JSON.

The answer is `{kind, id, url, admin_url, srcset, alt, caption, credit, title, width, height}`, sizes in
pixels; `kind` is image, audio, video or document, and those that are no image also have `{seconds, bytes,
mime_type}`. Or it is
`{error}` with one sentence for whoever sent the file: 403 logged out or not allowed, 422 a file that is not
taken, 503 storage or database away, 507 no room.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from blog import permissions
from blog.files.filetypes import UnusableFile
from blog.files.images import UnusablePicture
from blog.files.uploading import keep_file
from blog.models import Attachment, Image
from blog.trouble import sentence_about_file, status_of

View = Callable[..., HttpResponseBase]


def upload_urls(admin: ModelAdmin[Any]) -> list[URLPattern]:
    """Addresses below the media library's own."""
    return [
        path("upload/", for_scripts(admin, upload), name="blog_image_upload"),
        path("<int:object_id>/describe/", for_scripts(admin, describe), name="blog_image_describe"),
    ]


def refused(sentence: str, status: int) -> JsonResponse:
    """What a script shows as it is."""
    return JsonResponse({"error": sentence}, status=status)


def for_scripts(admin: ModelAdmin[Any], view: View) -> View:
    """The view for whoever may add rows of this kind, its refusals in JSON.

    Reading what was sent may already fill the disk. The check of the request's origin reads it, so it stands
    inside (as in Django's “Modifying upload handlers on the fly”).
    """
    protected = csrf_protect(require_POST(view))

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, **parameters: Any) -> HttpResponseBase:
        if not admin.admin_site.has_permission(request):
            return refused(_("You have been logged out. Log in again in another tab, then try again."), 403)
        if not admin.has_add_permission(request):
            return refused(_("You may not add files here."), 403)
        try:
            return protected(request, **parameters)
        except (OSError, DatabaseError) as error:
            if not (sentence := sentence_about_file(error)):
                raise
            return refused(sentence, status_of(error))

    return checked


def upload(request: HttpRequest) -> HttpResponseBase:
    """Keep the one file that came in the field `file`; words about it may come along in `alt`."""
    sent = request.FILES.get("file")
    if sent is None:
        return refused(_("No file arrived."), 400)
    try:
        row = keep_file(sent, permissions.person(request), alt=request.POST.get("alt", "").strip())
    except (UnusablePicture, UnusableFile) as refusal:
        return refused(str(refusal), 422)
    return JsonResponse(described(row), status=201)


def describe(request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Give a picture of the library its alternative text, if it has none yet."""
    image = get_object_or_404(Image, pk=object_id)
    if not image.alt and permissions.may_change_image(request.user, image):
        image.alt = request.POST.get("alt", "").strip()
        image.save(update_fields=["alt"])
    return JsonResponse(described(image))


def described(row: Image | Attachment) -> dict[str, Any]:
    """An entry of the library as scripts know it."""
    said = {"id": row.pk, "title": str(row), "credit": row.credit}
    said["admin_url"] = reverse(f"admin:blog_{row._meta.model_name}_change", args=[row.pk])
    if isinstance(row, Attachment):
        words = {"alt": "", "caption": row.description, "srcset": "", "width": None, "height": None}
        facts = {"kind": row.kind, "url": row.file.url, "seconds": row.seconds, "bytes": row.bytes}
        return said | words | facts | {"mime_type": row.mime_type}
    picture = row.picture()
    words = {"alt": row.alt, "caption": row.caption, "srcset": picture.srcset}
    size = {"width": row.width, "height": row.height}
    return {"kind": "image", "url": picture.src} | said | words | size
