"""Appearances: the page, its podcast feed, and the transcripts that the feed leads to."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blog import appearances, podcast
from blog.embeds import is_webvtt
from blog.forms import AppearanceFilters
from blog.pagination import ListPage, numbered
from blog.publicpages import looks_at, public_page
from blog.search import asked

ON_A_PAGE = 20


@public_page
@looks_at("q outlet kind year")
def index(request: HttpRequest, number: int = 1) -> HttpResponse:
    """Every recording, newest first, narrowed by `q`, `outlet`, `kind` and `year`."""
    words = asked(request.GET.get("q", ""))
    query, filters = appearances.asked_for(words), AppearanceFilters(request.GET)
    chosen = filters.chosen()
    keys = appearances.found(query, **chosen).values_list("pk", flat=True)
    paginator = Paginator(keys, ON_A_PAGE)
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    at = numbered(f"{reverse('blog:appearances')}?{request.GET.urlencode()}".rstrip("?"))
    page = ListPage(
        items=appearances.shown(paginator.page(number).object_list, query),
        number=number,
        count=paginator.num_pages,
        total=paginator.count,
        newer=at(number - 1) if number > 1 else "",
        older=at(number + 1) if number < paginator.num_pages else "",
    )
    context = {"query": words, "filters": filters, "chosen": chosen, "page": page}
    return render(request, "blog/appearances.html", context)


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """The recordings that are files, as a podcast."""
    return HttpResponse(podcast.feed(), content_type="application/rss+xml; charset=utf-8")


@public_page
@looks_at("form")
def transcript(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one recording, by themselves; `?form=vtt` with their times where they have some."""
    rows = appearances.public().exclude(transcript="").select_related("post")
    link = get_object_or_404(rows, pk=pk)
    if request.GET.get("form") == "vtt" and is_webvtt(link.transcript):
        return HttpResponse(link.transcript, content_type="text/vtt; charset=utf-8")
    return render(request, "blog/transcript.html", {"link": link, "post": link.post})
