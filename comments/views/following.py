"""Following replies by mail, and the way out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import mails


@csrf_exempt  # the signed address is the right to do it, and mail programs press without cookie or Origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """A button that ends mails about answers to one reply; RFC 8058 wants it pressed by one POST."""
    followed = mails.followed_reply(token)
    if followed is None:
        raise Http404
    if request.method == "POST":
        followed.unfollow()
    return render(request, "comments/unfollow.html", {"reply": followed})
