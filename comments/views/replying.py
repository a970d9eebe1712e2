"""Replying."""

from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog import addresses, passwords
from blog.models import Post
from blog.publicpages import public_page, reader
from blog.views.articles import moved
from comments import permissions, posting, quoting
from comments.forms import ReplyForm
from comments.models import Reply
from comments.origin import is_own_form
from comments.screening import gate, repeats
from comments.screening.circumstances import Circumstances
from comments.tree.threads import ThreadError
from comments.views.formpage import (
    INVALID,
    REFUSED,
    TOO_MANY,
    form_for,
    form_page,
    gone,
    gone_notice,
)
from comments.views.trying import preview, quote
from comments.writers import waiting


@csrf_exempt  # comments.origin looks at every POST, and the text of those that it refuses is kept
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, path: str) -> HttpResponse:
    """The reply form as a page of its own, and the place to which it is sent."""
    post = addresses.find(path, reader(request), for_replying=True)
    if post is None and request.method != "POST":
        raise Http404
    if post is None:
        return closed(request, None, _("This article cannot be read at the moment."), 404)
    if not passwords.is_open_to(post, request):
        return closed(request, post, _("This article asks for its password first."), REFUSED)
    if reason := permissions.why_closed(post):
        return closed(request, post, reason, REFUSED if request.method == "POST" else 200)
    return send(request, post) if request.method == "POST" else ask(request, post)


@public_page
def ask(request: HttpRequest, post: Post) -> HttpResponse:
    """The empty form: for the article, or for the reply that `?to=` names."""
    address = f"{post.get_absolute_url()}reply/"
    if unquote(address) != request.path:
        return moved(request, address)
    number = addresses.number_in(request.GET, "to")
    parent = Reply.objects.answerable(post, number)
    notice = gone() if number and parent is None else ""
    initial = {"comment": quoting.quoted(parent)} if parent and "quote" in request.GET else None
    return form_page(request, post, form_for(request, initial=initial), parent, notice=notice)


def send(request: HttpRequest, post: Post) -> HttpResponse:
    """Do with what was typed what the pressed button says."""
    form = form_for(request, typed=True)
    parent = Reply.objects.answerable(post, addresses.number_in(request.POST, "parent"))
    if not is_own_form(request):
        notice = _("This form came from another page. Your text is here: press the button once more.")
        return form_page(request, post, form, parent, notice=notice, status=REFUSED)
    do = preview if "preview" in request.POST else quote if "quote" in request.POST else take
    return do(request, post, form, parent)


def take(request: HttpRequest, post: Post, form: ReplyForm, parent: Reply | None) -> HttpResponse:
    """Post it, or show it again with what is wrong."""
    notice = gone_notice(request, parent)
    if notice or not form.is_valid():
        return form_page(request, post, form, parent, notice=notice, status=INVALID)
    sender, typed = posting.Sender.of(request), form.cleaned_data
    known = posting.known_of(post, parent, typed, sender) if form.staff is None else None
    if known and (before := repeats.earlier(known)):
        said = {"reply": before, "address": address_for(before)}
        return form_page(request, post, form, parent, status=INVALID, earlier=said)
    if known and (refused := gate.why_refused(known, sender.address)):
        return turned_away(request, post, form, parent, refused)
    sent = Circumstances.of(request, trapped=form.is_trapped)
    try:
        reply = posting.receive(post, parent, typed, sender, sent, known=known)
    except ThreadError:
        return form_page(request, post, form, None, notice=gone(), status=INVALID)
    return arrived(request, reply)


def turned_away(
    request: HttpRequest, post: Post, form: ReplyForm, parent: Reply | None, refused: gate.Refusal
) -> HttpResponse:
    """With the text kept, and when to try again where that helps."""
    status = TOO_MANY if refused.minutes else REFUSED
    response = form_page(request, post, form, parent, notice=refused.notice, status=status)
    if refused.minutes:
        response.headers["Retry-After"] = str(60 * refused.minutes)
    return response


def address_for(sent: Reply) -> str:
    """Where its writer finds it: in its thread, or on the page that says what it waits for."""
    return waiting.way_to(sent)


def arrived(request: HttpRequest, sent: Reply) -> HttpResponse:
    """To the reply, wherever it is."""
    target = address_for(sent)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=201, headers={"Location": target})  # a script cannot read a redirect
    return redirect(target)


def closed(request: HttpRequest, post: Post | None, reason: str, status: int) -> HttpResponse:
    """Why nobody can reply here, with what was typed, to be copied."""
    text = request.POST.get("comment", "") if request.method == "POST" else ""
    context = {"post": post, "reason": reason, "text": text}
    return render(request, "comments/closed.html", context, status=status)
