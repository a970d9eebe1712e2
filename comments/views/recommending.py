"""Recommending a reply, and taking that back."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog import limits
from blog.network import client_network
from blog.publicpages import has_session, reader
from comments import permissions, recommending
from comments.forms import AddressField
from comments.models import Confirmation, Reply, Writer
from comments.origin import is_own_form
from comments.views.reporting import may_read
from comments.writers import confirming

SCOPE = "recommend"
MOST = (20, 3600)  # addresses typed by one network in an hour
REFUSED, INVALID, TOO_MANY = 403, 422, 429


class AskForm(forms.Form):
    """Whose recommendation it is to be."""

    email = AddressField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("Never shown. We send one link to it, so that each address counts once."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@csrf_exempt  # comments.origin looks at every POST
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: HttpRequest, pk: str) -> HttpResponse:
    """The page with the button, and the place to which it is pressed; scripts are answered with the count."""
    rows = Reply.objects.approved().filter(kind=Reply.Kind.REPLY).select_related("post")
    reply = rows.filter(pk=pk).first()
    if reply is None or not may_read(request, reply.post):
        raise Http404
    if request.method != "POST":
        return page(request, reply, recommender(request))
    if not is_own_form(request):
        notice = _("This form came from another page: press the button once more.")
        return page(request, reply, recommender(request), notice=notice, status=REFUSED)
    writer = recommender(request)
    return press(request, reply, writer) if writer else ask(request, reply)


def recommender(request: HttpRequest) -> Writer | None:
    """By a confirmed address, or by the login of somebody of the publication."""
    user = permissions.staff(reader(request))
    if user and user.email:
        return Writer.objects.of(user.email)
    return confirming.confirmed_writer(request)


def press(request: HttpRequest, reply: Reply, writer: Writer) -> HttpResponse:
    """Says what is wanted rather than the opposite of what is, so that two presses are as good as one."""
    change = recommending.take_back if "take_back" in request.POST else recommending.recommend
    change(reply, writer)
    if is_script(request):
        is_mine = recommending.is_recommended_by(reply, writer)
        return JsonResponse({"mine": is_mine, "recommended": reply.recommended})
    return redirect("comments:recommend", pk=reply.pk)


def ask(request: HttpRequest, reply: Reply) -> HttpResponse:
    """Nobody is known here: ask for an address, and mail its link to it."""
    if is_script(request):
        return JsonResponse({"mine": False, "recommended": reply.recommended, "ask": True})
    form = AskForm(request.POST if "email" in request.POST else None)
    if not form.is_valid():
        return page(request, reply, None, form=form, status=INVALID if form.is_bound else 200)
    if not limits.allow(SCOPE, client_network(request), MOST):
        notice = _("Many have come from your network in a short time. Please try again in an hour.")
        return page(request, reply, None, form=form, notice=notice, status=TOO_MANY)
    confirming.ask_to_confirm(form.cleaned_data["email"], Confirmation.Purpose.RECOMMEND, reply=reply)
    return page(request, reply, None, mailed=True)


def is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def page(
    request: HttpRequest,
    reply: Reply,
    writer: Writer | None,
    *,
    form: AskForm | None = None,
    notice: str = "",
    mailed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The reply, how many recommend it, and what this reader can do about it."""
    context = {
        "reply": reply,
        "post": reply.post,
        "known": writer is not None,
        "is_own": writer is not None and recommending.is_own(reply, writer),
        "is_mine": writer is not None and recommending.is_recommended_by(reply, writer),
        "form": form or AskForm(),
        "notice": notice,
        "mailed": mailed,
        "needs_token": has_session(request),
    }
    return render(request, "comments/recommend.html", context, status=status)
