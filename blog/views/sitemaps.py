"""The sitemap: an index, and the files that it lists."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from blog import sitemaps
from blog.publicpages import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    context = {"files": sitemaps.index()}
    return render(request, "feeds/sitemap_index.xml", context, content_type="application/xml")


@public_page
def section(request: HttpRequest, section: str, number: int) -> HttpResponse:
    places = sitemaps.places(section, number)
    if not places:
        raise Http404
    return render(request, "feeds/sitemap.xml", {"places": places}, content_type="application/xml")
