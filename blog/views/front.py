"""The front page and the pages of older articles behind it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog import addresses
from blog.frontpage import Arrangement
from blog.pagination import list_page
from blog.publicpages import looks_at, public_page, reader

LEGACY = {"p", "page_id", "attachment_id", "cat", "author", "tag", "s", "feed"}


@public_page
@looks_at("p page_id attachment_id cat author tag s feed")
def front(request: HttpRequest, number: int = 1) -> HttpResponse:
    if LEGACY & request.GET.keys():
        return legacy(request)
    page = list_page(Arrangement.of(), number, reverse("blog:front"))
    if number == 1:
        return render(request, "blog/front.html", {"page": page})
    return render(request, "blog/archive.html", {"page": page, "heading": _("Older articles")})


def legacy(request: HttpRequest) -> HttpResponse:
    """WordPress's plain addresses: `/?p=123` and their like."""
    if target := addresses.legacy_query(request.GET, reader(request)):
        return HttpResponsePermanentRedirect(target)
    raise Http404
