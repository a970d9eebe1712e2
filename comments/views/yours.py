"""“Your replies”: asking for the link, and the pages behind it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog import limits
from blog.addresses import number_in
from blog.network import client_network
from comments.models import Reply, Writer
from comments.origin import comes_from_nowhere_else
from comments.views.formpage import INVALID, REFUSED, TOO_MANY
from comments.writers import confirming, erasing, exporting, fulfilling, owning, yours
from comments.writers.privatepages import private_page
from comments.writers.writerforms import AddressForm, EraseForm, MailForm

OVER = 410


@private_page
def ask(request: HttpRequest) -> HttpResponse:
    """The form that has the link mailed. The answer is the same for every address."""
    form = AddressForm(request.POST)
    if request.method != "POST":
        return ask_page(request, AddressForm())
    if not comes_from_nowhere_else(request):
        return ask_page(request, form, elsewhere(), REFUSED)
    if "forget" in request.POST:
        return forgotten(request)
    if not form.is_valid():
        return ask_page(request, form, "", INVALID)
    if not limits.allow(yours.SCOPE, f"network:{client_network(request)}", settings.REPLY_LIMIT):
        notice = _("Many links have been asked for from your network. Please wait a few minutes.")
        return ask_page(request, form, notice, TOO_MANY)
    yours.send_link(form.cleaned_data["email"])
    return render(request, "comments/yours/sent.html", {"email": form.cleaned_data["email"]})


def ask_page(request: HttpRequest, form: AddressForm, notice: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "notice": notice, "known": confirming.confirmed_writer(request)}
    return render(request, "comments/yours/ask.html", context, status=status)


def forgotten(request: HttpRequest) -> HttpResponse:
    """The cookie goes, as on a computer that others use, too."""
    response = render(request, "comments/yours/ask.html", {"form": AddressForm(), "is_forgotten": True})
    confirming.forget(response)
    return response


def elsewhere() -> str:
    return _("This form came from another page. Please press the button once more.")


@private_page
def listed(request: HttpRequest, token: str) -> HttpResponse:
    """All replies of the address, what became of each, and what can be done."""
    writer = owning.writer_of(token)
    if writer is None:
        return over(request)
    before = number_in(request.GET, "before")
    context = {
        "writer": writer,
        "token": token,
        "page": yours.page_of(writer, int(before) if before else None),
        "is_first": not before,
        "mail_form": MailForm(initial={"mail": writer.mail}),
    }
    return render(request, "comments/yours/list.html", context)


def over(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/yours/ask.html", {"form": AddressForm(), "is_over": True}, status=OVER)


def back(token: str) -> HttpResponse:
    return redirect(reverse("comments:yours_of", args=[token]))


def pressed(request: HttpRequest, token: str) -> Writer | None:
    """The writer whose button was pressed; None for a look, and for a press from elsewhere."""
    is_pressed = request.method == "POST" and comes_from_nowhere_else(request)
    return owning.writer_of(token) if is_pressed else None


def own_reply(writer: Writer, pk: str) -> Reply:
    reply = Reply.objects.by_key(writer.key).select_related("post").filter(pk=pk).first()
    if reply is None:
        raise Http404
    return reply


@private_page
def confirm(request: HttpRequest, token: str, pk: str) -> HttpResponse:
    """One that waits for its writer: whoever has this link is."""
    writer = pressed(request, token)
    response = back(token)
    if writer:
        fulfilling.confirm_here(own_reply(writer, pk), writer)
        confirming.remember(response, writer)
    return response


@private_page
def follow(request: HttpRequest, token: str, pk: str) -> HttpResponse:
    """Hear of the answers to one reply, or no longer."""
    if writer := pressed(request, token):
        yours.follow(own_reply(writer, pk), writer, wanted=bool(request.POST.get("wanted")))
    return back(token)


@private_page
def mail(request: HttpRequest, token: str) -> HttpResponse:
    """How often mail about replies comes, or that none does."""
    form = MailForm(request.POST)
    if (writer := pressed(request, token)) and form.is_valid():
        Writer.objects.filter(pk=writer.pk).update(mail=form.cleaned_data["mail"])
    return back(token)


@private_page
def export(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that is held about the address, as a file."""
    writer = owning.writer_of(token)
    if writer is None:
        return over(request)
    response = JsonResponse(
        exporting.everything_about(writer), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="replies.json"'
    return response


@private_page
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the address once more, and then forget it."""
    writer = owning.writer_of(token)
    if writer is None:
        return over(request)
    form = EraseForm(request.POST if request.method == "POST" else None, writer=writer)
    if pressed(request, token) and form.is_valid():
        return erased(request, writer, form)
    context: dict[str, Any] = {"form": form, "writer": writer, "token": token}
    status = INVALID if request.method == "POST" else 200
    return render(request, "comments/yours/erase.html", context, status=status)


def erased(request: HttpRequest, writer: Writer, form: EraseForm) -> HttpResponse:
    keep = form.cleaned_data["words"] == EraseForm.Words.KEEP
    number = erasing.erase(writer, keep_words=keep)
    response = render(request, "comments/yours/erased.html", {"number": number, "kept": keep})
    confirming.forget(response)
    return response
