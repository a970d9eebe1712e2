"""A writer's own reply: changing its words, and withdrawing it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Post
from blog.publicpages import has_session, reader
from comments import moderation
from comments.models import DebateRules, Reply
from comments.origin import comes_from_nowhere_else, is_own_form
from comments.views.formpage import INVALID, REFUSED
from comments.writers import editing, owning, waiting
from comments.writers.privatepages import private_page
from comments.writers.writerforms import AddressForm, EditForm

TOO_LATE, CHANGED = 403, 409


@private_page
def edit(request: HttpRequest, pk: str, token: str = "") -> HttpResponse:
    """The form with the words as they are, and the place to which it is sent."""
    reply = get_object_or_404(Reply.objects.select_related("post"), pk=pk)
    if not owning.is_own(request, reply, token):
        return whose(request, reply)
    if request.method == "POST":
        return save(request, reply, token)
    words = {"comment": reply.comment, "edition": editing.edition(reply)}
    return edit_page(request, reply, EditForm(initial=words), token)


def save(request: HttpRequest, reply: Reply, token: str) -> HttpResponse:
    """Keep what was typed, or show it again with what is in the way."""
    form = EditForm(request.POST)
    if not may_press(request, token):
        return edit_page(request, reply, form, token, notice=elsewhere(), status=REFUSED)
    if not form.is_valid():
        return edit_page(request, reply, form, token, status=INVALID)
    try:
        edited = editing.edit(reply, form.cleaned_data["comment"], form.cleaned_data["edition"])
    except editing.TooLateError:
        notice = _("The time in which it can be edited is over. What you typed is below, to be copied.")
        return edit_page(request, reply, form, token, notice=notice, status=TOO_LATE)
    except editing.ChangedMeanwhileError as changed:
        return compare(request, changed.reply, token)
    return onward(edited, token)


def compare(request: HttpRequest, now: Reply, token: str) -> HttpResponse:
    """It was changed in another tab: both texts, and a button that decides between them."""
    typed = request.POST.copy()
    typed["edition"] = str(editing.edition(now))
    notice = _(
        "This reply was changed in another window after you had opened this one. Above is what it says now. "
        "If you press the button once more, the text below takes its place."
    )
    return edit_page(request, now, EditForm(typed), token, notice=notice, status=CHANGED)


def edit_page(
    request: HttpRequest, reply: Reply, form: EditForm, token: str, *, notice: str = "", status: int = 200
) -> HttpResponse:
    window = editing.window(reply)
    more = {"form": form, "notice": notice, "window": window, "minutes": DebateRules.current().edit_minutes}
    return own_page(request, "comments/own/edit.html", reply, token, status, **more)


@private_page
def withdraw(request: HttpRequest, pk: str, token: str = "") -> HttpResponse:
    """Ask, and then take the reply out of sight for good."""
    reply = get_object_or_404(Reply.objects.select_related("post"), pk=pk)
    if not owning.is_own(request, reply, token):
        return whose(request, reply)
    if request.method != "POST":
        return own_page(request, "comments/own/withdraw.html", reply, token)
    if not may_press(request, token):
        return own_page(request, "comments/own/withdraw.html", reply, token, REFUSED, notice=elsewhere())
    moderation.withdraw(reply)
    reply.refresh_from_db(fields=["status"])
    return onward(reply, token)


def own_page(
    request: HttpRequest, template: str, reply: Reply, token: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **more,
        "reply": reply,
        "post": reply.post,
        "token": token,
        "needs_token": not token and has_session(request),
    }
    response = render(request, template, context, status=status)
    if not token:  # the right is a cookie, so that the check of the form's origin has to hold
        response.headers["Referrer-Policy"] = "same-origin"
    return response


def whose(request: HttpRequest, reply: Reply) -> HttpResponse:
    """This browser is not known as the writer's: how it becomes so. What was typed is kept."""
    if not Post.everything.visible_to(reader(request)).filter(pk=reply.post_id).exists():
        raise Http404
    typed = request.POST.get("comment", "")
    context = {"form": AddressForm(), "typed": typed, "post": reply.post}
    return render(
        request, "comments/own/whose.html", context, status=REFUSED if request.method == "POST" else 200
    )


def may_press(request: HttpRequest, token: str) -> bool:
    return comes_from_nowhere_else(request) if token else is_own_form(request)


def elsewhere() -> str:
    return _("This form came from another page. Please press the button once more.")


def onward(reply: Reply, token: str) -> HttpResponse:
    """Back to the list from which the writer came, else to the reply."""
    if token:
        return redirect(reverse("comments:yours_of", args=[token]))
    return redirect(waiting.way_to(reply))
