"""Where replies are found: their permanent addresses, and the page of one that waits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.models import Post
from blog.publicpages import public_page, reader
from comments import waiting
from comments.models import Reply
from comments.reading import address_of


@never_cache
@require_safe
def waits(request: HttpRequest, path: str, token: str) -> HttpResponse:
    """What became of a reply that did not appear at once, for its writer."""
    sent = waiting.waiting_reply(token)
    if sent is None or not Post.everything.visible_to(reader(request)).filter(pk=sent.post_id).exists():
        raise Http404
    if sent.is_read:
        return redirect(sent.permalink)
    return render(request, "comments/waiting.html", {"reply": sent, "post": sent.post})


@public_page
def permalink(request: HttpRequest, pk: str) -> HttpResponse:
    """To the page of the article that shows the reply."""
    found = get_object_or_404(Reply.objects.shown().select_related("post"), pk=pk)
    if not Post.everything.visible_to(reader(request)).filter(pk=found.post_id).exists():
        raise Http404
    return redirect(address_of(found))
