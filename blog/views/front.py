"""The front page and the pages of older articles behind it."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog import plainaddresses
from blog.frontpage import Arrangement
from blog.pagination import list_page
from blog.publicpages import looks_at, public_page
from blog.views import articles


@public_page
@looks_at("p page_id attachment_id cat author tag s feed m")
def front(request: HttpRequest, number: int = 1) -> HttpResponse:
    if plainaddresses.LEGACY & request.GET.keys():
        return articles.plain(request)
    if request.GET and (target := plainaddresses.by_word(request.GET)):
        return HttpResponsePermanentRedirect(target)
    page = list_page(Arrangement.of(), number, reverse("blog:front"))
    if number == 1:
        return render(request, "blog/front.html", {"page": page})
    return render(request, "blog/archive.html", {"page": page, "heading": _("Older articles")})
