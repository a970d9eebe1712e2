"""The feeds of the whole site and of each category, tag, author and search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from blog.addresses import normal
from blog.feeds import feed_response
from blog.models import Author, Category, Post, PostQuerySet, Tag
from blog.postfeeds import post_channel
from blog.publicpages import looks_at, public_page
from blog.search import asked, matching


@public_page
def site(request: HttpRequest, form: str = "rss") -> HttpResponse:
    channel = post_channel(Post.objects.all(), address=reverse("blog:front"), feeds=reverse("blog:feed"))
    return feed_response(request, channel, form)


@public_page
def category(request: HttpRequest, path: str, form: str = "rss") -> HttpResponse:
    found = get_object_or_404(Category, path=normal(path))
    return subject_feed(request, found, Post.objects.in_category(found), form)


@public_page
def tag(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    found = get_object_or_404(Tag, slug=normal(slug))
    return subject_feed(request, found, Post.objects.tagged(found), form)


@public_page
def author(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    found = get_object_or_404(Author, slug=normal(slug))
    return subject_feed(request, found, Post.objects.by_author(found), form)


@public_page
@looks_at("q")
def search(request: HttpRequest, form: str = "rss") -> HttpResponse:
    """The newest of what is found for `q`."""
    words = asked(request.GET.get("q", ""))
    channel = post_channel(
        matching(words),
        address=reverse("blog:search"),
        feeds=reverse("blog:search_feed"),
        title=words,
        query=f"?{urlencode({'q': words})}",
    )
    return feed_response(request, channel, form)


def subject_feed(
    request: HttpRequest, subject: Category | Tag | Author, posts: PostQuerySet, form: str
) -> HttpResponse:
    about = subject.about if isinstance(subject, Author) else subject.description
    address = subject.get_absolute_url()
    channel = post_channel(posts, address=address, feeds=f"{address}feed/", title=subject.name, about=about)
    return feed_response(request, channel, form)
