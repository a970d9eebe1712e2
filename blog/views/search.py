"""Search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from blog.forms import SearchFilters
from blog.models import Publication
from blog.pagination import ListPage, numbered
from blog.publicpages import looks_at, public_page
from blog.search import Results, asked, search


@public_page
@looks_at("q category author year")
def results(request: HttpRequest, number: int = 1) -> HttpResponse:
    """What was found for `q`, narrowed by `category` (its path), `author` (slug) and `year`."""
    query = asked(request.GET.get("q", ""))
    filters = SearchFilters(request.GET)
    chosen = filters.chosen()
    found = search(query, page=number, per_page=Publication.current().posts_per_page, **chosen)
    if not 1 <= number <= max(found.pages, 1):
        raise Http404
    context = {
        "query": query,
        "filters": filters,
        "chosen": chosen,
        "results": found,
        "page": list_page(request, found),
        "feed_query": f"?{urlencode({'q': query})}",
    }
    return render(request, "blog/search.html", context)


def list_page(request: HttpRequest, found: Results) -> ListPage:
    at = numbered(f"{reverse('blog:search')}?{request.GET.urlencode()}")
    return ListPage(
        items=found.hits,
        number=found.page,
        count=found.pages,
        total=found.total,
        newer=at(found.page - 1) if found.page > 1 else "",
        older=at(found.page + 1) if found.has_next else "",
    )
