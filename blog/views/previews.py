"""What is being worked on, for whoever has a signed link. Nobody needs a login, and nothing is kept of it."""

from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from blog import limits
from blog.models import Page, Post, PreviewLink
from blog.network import client_network
from blog.revisions import previewing
from blog.revisions.previewing import Source

SCOPE = "preview-link"


def unlisted(view: Any) -> Any:
    """Answers of `view` stand in no index and no cache, tell no other site their address, and may be framed
    by our own pages only. (Of players' frames it is the origin that they ask for: it is told.)"""

    @csp_replace({"frame-ancestors": [SELF]})
    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(*args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return answer


@csrf_exempt
@unlisted
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The post behind a signed link: 404 for a wrong one, 410 for one that is over."""
    try:
        link = previewing.link_of(token)
    except LookupError:
        return over(request)
    if link is None:
        heading = _("This is no preview link of ours")
        sentence = _("Perhaps a part of it was lost on its way. Please copy it once more, as a whole.")
        return words(request, heading, sentence, 404)
    if not previewing.opens(link):
        return over(request)
    if not limits.allow(SCOPE, client_network(request), settings.PREVIEW_LIMIT):
        sentence = _("Previews were asked for very often from your network. Please wait a minute.")
        return words(request, _("A moment, please"), sentence, 429)
    source = previewing.newest(link.post, link.user if link.shows_unsaved else None)
    return page(request, link.post, source, link)


def page(request: HttpRequest, post: Post, source: Source, link: PreviewLink | None = None) -> HttpResponse:
    """The post's public page with the content of the source in it."""
    copy, subjects = previewing.filled(post, source.content)
    copy.read_parts()
    context = {"post": copy, "is_open": True, "subjects": subjects, "previewed": source, "link": link}
    if copy.kind == Post.Kind.PAGE:
        context["children"] = Page.objects.published().under(copy)
    return render(request, f"blog/{'page' if copy.kind == Post.Kind.PAGE else 'article'}.html", context)


def over(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "It has expired, or the authors have ended it. Please ask whoever sent it to you for another."
    )
    return words(request, _("This preview is over"), sentence, 410)


def words(request: HttpRequest, heading: str, sentence: str, status: int) -> HttpResponse:
    """A page that says why there is nothing to see."""
    said = {"heading": heading, "sentence": sentence}
    return render(request, "blog/preview_over.html", said, status=status)
