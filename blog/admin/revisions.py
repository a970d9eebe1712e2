"""The history of a text: who changed what and when, any two versions side by side, and the way back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from blog import permissions
from blog.admin import places
from blog.admin.sidebyside import TO_COME, Version, folded
from blog.comparing import compare
from blog.models import Post
from blog.revisions import restoring, timeline
from blog.revisions.contents import content_of

PAGE = 30
NOW = "now"


def post_for(site_admin: Any, request: HttpRequest, object_id: int) -> Post:
    """The text, for whoever may see it in the admin."""
    if not site_admin.has_view_permission(request):
        raise PermissionDenied
    post: Post = get_object_or_404(site_admin.get_queryset(request), pk=object_id)
    return post


def revisions(site_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """Everything that has happened to a text, newest first."""
    post = post_for(site_admin, request, object_id)
    page = Paginator(timeline.events_of(post, permissions.person(request)), PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {"events": timeline.read(list(page.object_list)), "page": page}
    context["chosen"] = first_choice(context["events"])
    context["range"] = page.paginator.get_elided_page_range(page.number)
    return answer(site_admin, request, post, "revisions", context)


def first_choice(events: Sequence[timeline.Event]) -> tuple[str, str]:
    """The two versions that are ticked at first: what is not out yet beside what is saved now, otherwise what
    is saved now beside the version before it."""
    kinds = [(str(event.mark.pk), event.mark.kind) for event in events if event.is_revision]
    if kinds and kinds[0][1] in TO_COME:
        return NOW, kinds[0][0]
    return (kinds[min(1, len(kinds) - 1)][0] if kinds else NOW), NOW


def comparison(site_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """Two versions side by side: `from` and `to` are numbers of revisions, or `now` for what is saved."""
    post = post_for(site_admin, request, object_id)
    old = version(request, post, request.GET.get("from") or newest_number(post))
    new = version(request, post, request.GET.get("to") or NOW)
    if old.is_after(new):
        old, new = new, old
    differences = [folded(each) for each in compare(old.content, new.content)]
    context = {"title": _("Two versions"), "old": old, "new": new, "differences": differences}
    return answer(site_admin, request, post, "comparison", context)


def restore(site_admin: Any, request: HttpRequest, object_id: int, revision_id: int) -> HttpResponse:
    """Go back to a revision. Only by a button: following a link changes nothing."""
    post = post_for(site_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not site_admin.has_change_permission(request, post):
        raise PermissionDenied
    revision = get_object_or_404(post.revisions.readable_by(request.user), pk=revision_id)
    restoring.restore(post, revision, permissions.person(request))
    said = _("The version is back. What was there before is among the revisions.")
    if post.is_out:
        said = _("The version is the working copy now. Readers see nothing of it until you press “Update”.")
    messages.success(request, said)
    return redirect(f"admin:blog_{site_admin.opts.model_name}_change", post.pk)


def version(request: HttpRequest, post: Post, number: str) -> Version:
    """A version by the number of its revision, or what is saved now. Raises Http404."""
    if number == NOW:
        return Version(content_of(post), post.modified_at)
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    rows = post.revisions.readable_by(request.user).select_related("user")
    revision = get_object_or_404(rows, pk=int(number))
    return Version(revision.content, revision.saved_at, revision)


def newest_number(post: Post) -> str:
    """The kept revision before the last one; the last one, or what is saved, where there are fewer."""
    numbers = list(post.revisions.history().values_list("pk", flat=True)[:2])
    return str(numbers[-1]) if numbers else NOW


def answer(
    site_admin: Any, request: HttpRequest, post: Post, name: str, context: dict[str, Any]
) -> HttpResponse:
    """A page below the text's form."""
    shared = {
        "title": _("Revisions"),
        "subtitle": str(post),
        "opts": site_admin.opts,
        "post": post,
        "addresses": {each: address(post, each) for each in ("change", "revisions", "comparison")},
        "may_change": site_admin.has_change_permission(request, post),
    }
    context = {**site_admin.admin_site.each_context(request), **shared, **context}
    return TemplateResponse(request, f"admin/blog/post/{name}.html", context)


def address(post: Post, name: str) -> str:
    return reverse(f"admin:blog_{post.kind}_{name}", args=[post.pk])


def urls(site_admin: Any) -> list[URLPattern]:
    """Below the text's own address in the admin."""
    name = f"blog_{site_admin.opts.model_name}"

    def door(view: Any) -> Any:
        return site_admin.admin_site.admin_view(lambda request, **parts: view(site_admin, request, **parts))

    restoring_path = "<int:object_id>/revisions/<int:revision_id>/restore/"
    return [
        path("<int:object_id>/revisions/", door(revisions), name=f"{name}_revisions"),
        path("<int:object_id>/revisions/compare/", door(comparison), name=f"{name}_comparison"),
        path(restoring_path, door(restore), name=f"{name}_restore"),
    ]


places.writing_urls.append(urls)
