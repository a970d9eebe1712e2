"""Looking at a text as readers will: as wide as a telephone or a desk, and by link for other people."""

import json
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from blog import permissions
from blog.addresses import absolute
from blog.admin import places
from blog.admin.keeping import autosaving
from blog.admin.revisions import address, answer, post_for
from blog.models import Post, Revision
from blog.revisions import previewing, revising
from blog.views.previews import page, unlisted

DEFAULT_DAYS = 7
WITH_FRAMES = {"frame-src": [SELF]}
# In its frame a preview lives under the rules of public pages, not under the admin's.
AS_PUBLIC = {"frame-ancestors": [SELF], "script-src": [SELF], "style-src": [SELF]}


def preview(site_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """The newest words in frames, and the links by which others may read them."""
    post = post_for(site_admin, request, object_id)
    if request.method == "POST":
        return changed(request, post)
    source = previewing.newest(post, permissions.person(request))
    context = {
        "title": _("Preview"),
        "source": source,
        "is_unsaved": bool(source.revision and source.revision.kind == Revision.Kind.AUTOSAVE),
        "frame": address(post, "previewpage"),
        "links": [(link, absolute(previewing.address(link))) for link in living(post)],
        "lifetimes": previewing.LIFETIMES,
        "default_days": DEFAULT_DAYS,
    }
    return answer(site_admin, request, post, "preview", context)


def living(post: Post) -> Any:
    return post.preview_links.all().living().select_related("user")


def changed(request: HttpRequest, post: Post) -> HttpResponse:
    """Make a link, end one, or end them all, as the pressed button says."""
    days, ended = request.POST.get("days", ""), request.POST.get("_end", "")
    if "_end_all" in request.POST:
        post.preview_links.all().end()
        messages.success(request, _("All preview links of this text have ended."))
    elif ended.isdecimal() and len(ended) < 18:
        post.preview_links.filter(pk=int(ended)).end()
        messages.success(request, _("The link has ended: whoever follows it now is told so."))
    elif days.isdecimal() and int(days) in previewing.LIFETIMES:
        shows_unsaved = "shows_unsaved" in request.POST
        user = permissions.person(request)
        previewing.make_link(post, user, int(days), shows_unsaved=shows_unsaved)
        messages.success(
            request, _("The link is ready. Whoever has it can read the preview without a login.")
        )
    return HttpResponseRedirect(f"{address(post, 'preview')}#links")


@unlisted
def previewpage(site_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """What stands in the frames."""
    post = post_for(site_admin, request, object_id)
    return page(request, post, previewing.newest(post, permissions.person(request)))


def previewtyped(site_admin: Any, request: HttpRequest, object_id: int | None = None) -> HttpResponse:
    """Keep what stands in the form without saving it, and go on to its preview (in JSON: say where it is)."""
    if not (site_admin.has_view_or_change_permission(request) or site_admin.has_add_permission(request)):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    number_anew(request)
    kept = autosaving.autosave(request, site_admin, object_id)
    said = json.loads(getattr(kept, "content", b"{}"))
    if kept.status_code != 200:
        raise PermissionDenied
    said["preview"] = f"{said['address'].removesuffix('change/')}preview/"
    if "json" in request.headers.get("Accept", ""):
        return JsonResponse(said)
    return HttpResponseRedirect(said["preview"])


def number_anew(request: HttpRequest) -> None:
    """Where no script counts what the form sends, each preview shows what it was asked with."""
    if not revising.count({revising.COUNT: request.POST.getlist(revising.COUNT)}):
        known = Revision.objects.of_form(request.POST.get("form_token", ""), permissions.person(request).pk)
        typed: Any = request.POST.copy()
        typed[revising.COUNT] = str((revising.count(known.typed) if known else 0) + 1)
        request.POST = typed


def urls(site_admin: Any) -> list[URLPattern]:
    """Below the text's own address in the admin."""
    name = f"blog_{site_admin.opts.model_name}"

    def door(view: Any, rules: dict[str, Any] | None = None) -> Any:
        def opened(request: HttpRequest, **parts: Any) -> HttpResponse:
            response: HttpResponse = view(site_admin, request, **parts)
            return response

        return site_admin.admin_site.admin_view(csp_replace(rules)(opened) if rules else opened)

    return [
        path("add/preview/", door(previewtyped), name=f"{name}_previewnew"),
        path("<int:object_id>/preview/", door(preview, WITH_FRAMES), name=f"{name}_preview"),
        path("<int:object_id>/preview/page/", door(previewpage, AS_PUBLIC), name=f"{name}_previewpage"),
        path("<int:object_id>/preview/typed/", door(previewtyped), name=f"{name}_previewtyped"),
    ]


places.writing_urls.append(urls)
