"""Search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blog.models import Post
from blog.publicpages import public_page


@public_page
def results(request: HttpRequest, number: int = 1) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:200]
    posts = Post.objects.readable().filter(title__icontains=query).for_lists()[:10] if query else []
    return render(request, "blog/search.html", {"query": query, "results": posts})
