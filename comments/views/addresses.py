"""Where replies are found: their permanent addresses."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from blog.models import Post
from blog.publicpages import public_page, reader
from comments.models import Reply
from comments.tree.reading import address_of


@public_page
def permalink(request: HttpRequest, pk: str) -> HttpResponse:
    """To the page of the article that shows the reply."""
    found = get_object_or_404(Reply.objects.shown().select_related("post"), pk=pk)
    if not Post.everything.visible_to(reader(request)).filter(pk=found.post_id).exists():
        raise Http404
    return redirect(address_of(found))
