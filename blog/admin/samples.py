"""Pages of the site as they would be, shown in a frame of the admin: with picks, menus or settings that
nobody has saved. What readers see is rendered by what renders it for readers."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from blog.frontpage import Arrangement
from blog.models import Post, Publication
from blog.pagination import list_page
from blog.subjects import subjects_of

# Of a page that is shown in a frame, and of the page around it.
framed = csp_replace({"frame-ancestors": [SELF]})
frames = csp_update({"frame-src": [SELF]})
PAPERS = {"light", "dark"}


def front(request: HttpRequest, picked: list[int] | None = None, **tried: Any) -> HttpResponse:
    """The front page. `tried` goes before what templates would find: `publication`, `menus`."""
    page = list_page(Arrangement.of(picked), 1, reverse("blog:front"))
    return sample(request, "blog/front.html", {"page": page, **tried})


def article(request: HttpRequest, **tried: Any) -> HttpResponse:
    """The newest article that readers see; the front page while there is none."""
    post = Post.objects.readable().newest_first().for_reading().first()
    if post is None:
        return front(request, **tried)
    post.read_parts()
    context = {"post": post, "is_open": True, "subjects": subjects_of([post])[post.pk], "data": {}}
    return sample(request, "blog/article.html", context | tried)


def sample(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """`template` on light or dark paper as the form asks, or as the browser likes it."""
    paper = request.POST.get("paper", "")
    context |= {"inside": template, "paper": paper if paper in PAPERS else ""}
    with context.get("publication", Publication.current()).tried():
        response = render(request, "admin/arranging/sample.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    framed(xframe_options_sameorigin(lambda _request: response))(request)
    return response
