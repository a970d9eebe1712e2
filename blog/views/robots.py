"""robots.txt."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from blog.addresses import absolute
from blog.publicpages import public_page


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('blog:search')}",
        "",
        f"Sitemap: {absolute(reverse('blog:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
