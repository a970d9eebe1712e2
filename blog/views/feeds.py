"""The feeds of the whole site and of each category, tag, author and search."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from blog.feeds import feed_response
from blog.finding import author_at, category_at, tag_at
from blog.models import Author, Category, Tag
from blog.postfeeds import newest, newest_of, post_channel
from blog.publicpages import looks_at, public_page
from blog.search import asked, matching
from blog.shelves.reading import Shelf

Subject = TypeVar("Subject", Category, Tag, Author)


@public_page
def site(request: HttpRequest, form: str = "rss") -> HttpResponse:
    channel = post_channel(newest(Shelf()), address=reverse("blog:front"), feeds=reverse("blog:feed"))
    return feed_response(request, channel, form)


@public_page
def category(request: HttpRequest, path: str, form: str = "rss") -> HttpResponse:
    found = there(category_at(path))
    return subject_feed(request, found, form)


@public_page
def tag(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    found = there(tag_at(slug))
    return subject_feed(request, found, form)


@public_page
def author(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    found = there(author_at(slug))
    return subject_feed(request, found, form)


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


def subject_feed(request: HttpRequest, subject: Category | Tag | Author, form: str) -> HttpResponse:
    about = subject.about if isinstance(subject, Author) else subject.description
    address = subject.get_absolute_url()
    channel = post_channel(
        newest(Shelf.of(subject)), address=address, feeds=f"{address}feed/", title=subject.name, about=about
    )
    return feed_response(request, channel, form)


def there(found: Subject | None) -> Subject:
    """What a feed is about; Http404 for nothing."""
    if found is None:
        raise Http404
    return found
