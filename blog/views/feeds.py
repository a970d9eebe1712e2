"""The feeds of the whole site and of each category, tag, author and search."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from blog.feeds import feed_response
from blog.finding import author_at, category_at, tag_at
from blog.models import Author, Category, Tag
from blog.postfeeds import newest, newest_of, post_channel
from blog.publicpages import looks_at, public_page
from blog.search import asked, matching
from blog.shelves.reading import Shelf
from blog.views.articles import elsewhere


@public_page
def site(request: HttpRequest, form: str = "rss") -> HttpResponse:
    channel = post_channel(newest(Shelf()), address=reverse("blog:front"), feeds=reverse("blog:feed"))
    return feed_response(request, channel, form)


@public_page
def category(request: HttpRequest, path: str, form: str = "rss") -> HttpResponse:
    return subject_feed(request, category_at(path), form)


@public_page
def tag(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    return subject_feed(request, tag_at(slug), form)


@public_page
def author(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    return subject_feed(request, author_at(slug), form)


@public_page
@looks_at("q")
def search(request: HttpRequest, form: str = "rss") -> HttpResponse:
    """The newest of what is found for `q`."""
    words = asked(request.GET.get("q", ""))
    channel = post_channel(
        newest_of(matching(words)),
        address=reverse("blog:search"),
        feeds=reverse("blog:search_feed"),
        title=words,
        query=f"?{urlencode({'q': words})}",
    )
    return feed_response(request, channel, form)


def subject_feed(request: HttpRequest, subject: Category | Tag | Author | None, form: str) -> HttpResponse:
    if subject is None:
        return elsewhere(request)
    about = subject.about if isinstance(subject, Author) else subject.description
    address = subject.get_absolute_url()
    channel = post_channel(
        newest(Shelf.of(subject)), address=address, feeds=f"{address}feed/", title=subject.name, about=about
    )
    return feed_response(request, channel, form)
