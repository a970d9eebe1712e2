"""What of the site a link can lead to, found while one types: articles, pages, categories."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import permissions
from blog.admin import places
from blog.models import Category, Post, Publication, Status, User
from blog.search import search

OFFERED = 8
LONGEST_QUERY = 200
NEEDED = ["kind", "title", "slug", "path", "permalink_date", "publish_at", "status"]
MOST_UNSEARCHED = 300  # newest drafts and the like, whose titles are looked through one by one


def linking_urls(admin: Any) -> list[URLPattern]:
    """One address, below the posts' own."""
    if admin.opts.model_name != "post":
        return []

    def find(request: HttpRequest) -> JsonResponse:
        if not admin.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
        return JsonResponse({"results": targets(words, permissions.person(request))})

    return [path("linking/", admin.admin_site.admin_view(find), name="blog_post_linking")]


places.writing_urls.append(linking_urls)


def targets(words: str, user: User) -> list[dict[str, str]]:
    """What `user` may see and the words mean, as `{title, url, kind, detail}`; without words, the newest."""
    if not words:
        newest = Post.everything.visible_to(user).newest_first().only(*NEEDED)
        return [described(post) for post in newest[:OFFERED] if post.slug]
    posts = [*unsearched(words, user), *(hit.post for hit in search(words, per_page=OFFERED).hits)]
    # Titles before texts: who links knows what it is called.
    posts.sort(key=lambda post: not is_meant(words, post.title))
    return [*categories(words), *map(described, posts)][: 2 * OFFERED]


def unsearched(words: str, user: User) -> list[Post]:
    """Posts that the site's own search does not give away, by title."""
    searched = Post.everything.readable().values("pk")
    rows = Post.everything.visible_to(user).exclude(pk__in=searched).newest_first().only(*NEEDED)
    meant = (post for post in rows[:MOST_UNSEARCHED] if post.slug and is_meant(words, post.title))
    return list(islice(meant, OFFERED))


def is_meant(words: str, name: str) -> bool:
    """Whether the name holds each of the words, in any order and case."""
    return all(word in name.casefold() for word in words.casefold().split())


def described(post: Post) -> dict[str, str]:
    """A post: when it appeared, or where it stands if readers do not see it yet."""
    kind = _("page") if post.kind == Post.Kind.PAGE else _("article")
    if post.status in {Status.PUBLISHED, Status.SCHEDULED} and post.publish_at:
        detail = date_format(Publication.current().local_date(post.publish_at))
    else:
        detail = post.get_status_display()
    return {"title": str(post), "url": post.get_absolute_url(), "kind": kind, "detail": detail}


def categories(words: str) -> Iterator[dict[str, str]]:
    """Categories whose name is meant, with the name of the one above."""
    for category in Category.objects.select_related("parent"):
        if is_meant(words, category.name):
            above = str(category.parent or "")
            address = category.get_absolute_url()
            yield {"title": category.name, "url": address, "kind": _("category"), "detail": above}
