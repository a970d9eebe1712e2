"""Articles and pages, at whatever address they are asked for."""

from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from blog import addresses, passwords, plainaddresses
from blog.models import Page, Post
from blog.neighbours import neighbours_of
from blog.publicpages import has_session, looks_at, public_page, reader
from blog.structureddata import article_data
from blog.subjects import subjects_of


@public_page
@looks_at("replies sort")
def address(request: HttpRequest, path: str) -> HttpResponse:
    """Whatever lives at `path`; 301 to the address in force where that is another one."""
    post = addresses.find(path, reader(request))
    if post is None:
        return elsewhere(request)
    if unquote(post.get_absolute_url()) != request.path:
        return moved(request, post.get_absolute_url())
    return show(request, post)


def elsewhere(request: HttpRequest) -> HttpResponse:
    """A redirect for what has moved or lacks its last slash; Http404 for the rest."""
    path = request.path_info
    if target := addresses.moved_to(path, reader(request)):
        if target == "/" and plainaddresses.LEGACY & request.GET.keys():  # /blog/?p=1
            return plain(request)
        return moved(request, target)
    if not path.endswith("/") and leads_to_view(f"{path}/"):
        return moved(request, own_address(request.path))
    raise Http404


def plain(request: HttpRequest) -> HttpResponse:
    """WordPress's plain addresses: `/?p=123` and their like."""
    if target := plainaddresses.legacy_query(request.GET, reader(request)):
        return HttpResponsePermanentRedirect(target)
    raise Http404


def own_address(path: str) -> str:
    """`path` as an address here. Two slashes at its beginning would name another host."""
    return escape_uri_path(f"/{path.strip('/')}/".replace("//", "/"))


@public_page
def alias(request: HttpRequest, path: str) -> HttpResponse:
    """A second address of `path`: WordPress's other names of a feed, and the first page of a list."""
    home = addresses.by_former_home(addresses.normal(path), reader(request))
    return moved(request, home or own_address(path))


def leads_to_view(path: str) -> bool:
    """Whether a route other than the one for articles and pages answers for `path`."""
    try:
        return resolve(path).func is not address
    except Resolver404:
        return False


def moved(request: HttpRequest, target: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{target}?{query}" if query and "?" not in target else target)


def show(request: HttpRequest, post: Post, error: str = "") -> HttpResponse:
    """The page of `post`; while it is locked, the question for its password."""
    is_open = passwords.is_open_to(post, request)
    subjects = subjects_of([post])[post.pk]
    post.read_parts()
    data = article_data(post, subjects)
    context = {"post": post, "is_open": is_open, "error": error, "subjects": subjects, "data": data}
    if post.kind == Post.Kind.PAGE:
        context["children"] = Page.objects.published().under(post)
    elif post.publish_at:
        context["neighbours"] = SimpleLazyObject(lambda: neighbours_of(post))
    if has_session(request):
        context["may_edit"] = Post.everything.editable_by(request.user).filter(pk=post.pk).exists()
    response = render(request, f"blog/{'page' if post.kind == Post.Kind.PAGE else 'article'}.html", context)
    if post.is_locked and is_open:
        response.headers["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt  # opens nothing that the password does not open, and readers have no session to ride on
@sensitive_post_parameters("password")
@require_POST
def password(request: HttpRequest, path: str) -> HttpResponse:
    """A reader's answer to the question for the password."""
    post = addresses.find(path, reader(request))
    if post is None or not post.is_locked:
        raise Http404
    if error := passwords.refusal(post, request):
        return show(request, post, error=error)
    response = redirect(post)
    passwords.remember(post, request, response)
    return response
