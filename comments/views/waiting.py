"""The page on which a writer sees what became of a reply that did not appear at once."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blog import limits
from blog.models import Post
from blog.network import client_network
from blog.publicpages import reader
from comments import posting
from comments.models import Letter, Reply, ReplyStatus
from comments.moderating import telling
from comments.origin import comes_from_nowhere_else
from comments.screening import gate
from comments.views.formpage import INVALID, REFUSED, TOO_MANY
from comments.writers import confirming, editing, fulfilling, owning, waiting
from comments.writers.privatepages import private_page
from comments.writers.writerforms import AddressForm


@private_page
def waits(request: HttpRequest, path: str, token: str) -> HttpResponse:
    """What became of it; where its mail went, and another one, to another address if the first was wrong."""
    sent = waiting.waiting_reply(token)
    if sent is None or not Post.everything.visible_to(reader(request)).filter(pk=sent.post_id).exists():
        raise Http404
    if sent.is_read:
        return redirect(sent.permalink)
    if request.method == "POST" and sent.status == ReplyStatus.UNCONFIRMED:
        return ask_again(request, sent)
    return waiting_page(request, sent, AddressForm(initial={"email": sent.user_email}))


def ask_again(request: HttpRequest, sent: Reply) -> HttpResponse:
    """Another mail; none is needed where the browser has proved the address meanwhile."""
    form = AddressForm(request.POST)
    if not comes_from_nowhere_else(request):
        notice = _("This press came from another page. Please press the button here once more.")
        return waiting_page(request, sent, form, notice, REFUSED)
    if not form.is_valid():
        return waiting_page(request, sent, form, "", INVALID)
    posting.correct_address(sent, form.cleaned_data["email"])
    writer = confirming.confirmed_writer(request)
    if writer and fulfilling.release(sent, writer):
        sent.refresh_from_db(fields=["status"])
    elif not limits.allow(gate.NETWORK, client_network(request), settings.REPLY_LIMIT) or not posting.ask(
        sent
    ):
        notice = _(
            "Several mails have gone to this address within the hour, and that is enough for now. The link "
            "in the latest of them shows this reply too. After an hour you can have another one sent."
        )
        return waiting_page(request, sent, form, notice, TOO_MANY)
    return redirect(waiting.way_to(sent))


def waiting_page(
    request: HttpRequest, sent: Reply, form: AddressForm, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "reply": sent,
        "post": sent.post,
        "form": form,
        "notice": notice,
        "mailed": Letter.objects.latest_about(sent) if sent.status == ReplyStatus.UNCONFIRMED else None,
        "removal": telling.removals([sent]).get(sent.pk),
        "is_theirs": owning.is_own(request, sent),
        "can_edit": editing.window(sent).is_open,
        "can_withdraw": sent.status in editing.EDITABLE,
    }
    return render(request, "comments/waiting.html", context, status=status)
