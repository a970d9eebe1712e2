"""Replying, and the addresses of replies."""

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog import addresses, limits, passwords
from blog.models import Post
from blog.network import client_address, network_of
from blog.publicpages import keepable, public_page, reader
from comments import permissions, posting
from comments.forms import ReplyForm
from comments.models import Reply
from comments.origin import is_own_form
from comments.reading import address_of
from comments.threads import ThreadError
from comments.waiting import token_for, waiting_reply

REFUSED, CONFLICT, INVALID, TOO_MANY = 403, 409, 422, 429


@csrf_exempt  # comments.origin looks at every POST, and keeps the text of those it refuses
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, path: str) -> HttpResponse:
    """The reply form as a page of its own, and where it sends what was typed."""
    post = addresses.among(Post.everything.visible_to(reader(request)), path).first()
    if post is None:
        return closed(request, None, _("This article is not to be read at the moment."), 404)
    if not passwords.is_open_to(post, request):
        return closed(request, post, _("This article asks for its password before one can reply."), REFUSED)
    if reason := permissions.why_closed(post):
        return closed(request, post, reason, REFUSED)
    return send(request, post) if request.method == "POST" else ask(request, post)


def ask(request: HttpRequest, post: Post) -> HttpResponse:
    """The empty form, for the article or for the reply that `?to=` names."""
    address = f"{post.get_absolute_url()}reply/"
    if address != addresses.asked(request):
        return addresses.moved(request, address)
    number = addresses.number_in(request.GET, "to")
    parent = Reply.objects.answerable(post, number)
    form = ReplyForm(initial={"parent": parent and parent.pk}, is_staff=writes_as_staff(request))
    notice = _("The reply that you wanted to answer is no longer there.") if number and not parent else ""
    return keepable(request, show(request, post, form, parent, notice))


def send(request: HttpRequest, post: Post) -> HttpResponse:
    """Take what was typed, or show it again with what is wrong."""
    form = ReplyForm(request.POST, is_staff=writes_as_staff(request))
    number = addresses.number_in(request.POST, "parent")
    parent = Reply.objects.answerable(post, number)
    if not is_own_form(request):
        return again(request, post, form, parent, _("Please press the button once more: this form was sent from elsewhere."), REFUSED)
    if not form.is_valid():
        return again(request, post, form, parent, "", INVALID)
    if number and parent is None:
        return orphaned(request, post, form)
    if is_too_fast(request, form):
        return slowed(request, post, form, parent)
    try:
        sent = posting.receive(post, parent, form.cleaned_data, posting.Sender.of(request), trapped=form.is_trapped)
    except ThreadError:
        return orphaned(request, post, form)
    return arrived(request, post, sent)
