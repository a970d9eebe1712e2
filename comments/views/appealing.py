"""A writer appeals against the removal of a reply."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from blog.models import Post
from blog.publicpages import reader
from comments.models import Reply
from comments.moderating import appealing, appeals, telling
from comments.moderating.objections import AppealForm
from comments.origin import comes_from_nowhere_else
from comments.writers.privatepages import private_page

REFUSED, GONE, INVALID = 403, 410, 422


@private_page
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """Why the reply was removed, and the form by which its writer may say something against that."""
    reply = appeals.reply_of(token)
    if reply is None or not Post.everything.visible_to(reader(request)).filter(pk=reply.post_id).exists():
        return render(request, "comments/appeal_over.html", status=GONE)
    if request.method == "POST":
        return send(request, reply)
    return page(request, reply, AppealForm(), why_not=appeals.why_not(reply))


def send(request: HttpRequest, reply: Reply) -> HttpResponse:
    """Take the appeal, or show it again with what is wrong."""
    form = AppealForm(request.POST)
    if not comes_from_nowhere_else(request):
        notice = _("This form came from another page. Your text is here: press the button once more.")
        return page(request, reply, form, notice=notice, status=REFUSED)
    if not form.is_valid():
        return page(request, reply, form, why_not=appeals.why_not(reply), status=INVALID)
    if form.is_trapped:
        return page(request, reply, form, is_sent=True)
    why_not = appealing.appeal(reply, form.cleaned_data["text"])
    return page(request, reply, form, why_not=why_not, is_sent=not why_not)


def page(
    request: HttpRequest,
    reply: Reply,
    form: AppealForm,
    *,
    why_not: str = "",
    notice: str = "",
    is_sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The reply, what was decided, and the form or the reason why there is none; what was typed is kept."""
    context = {
        "reply": reply,
        "post": reply.post,
        "removal": telling.removals([reply]).get(reply.pk),
        "form": form,
        "why_not": why_not,
        "typed": form.data.get("text", "") if why_not else "",
        "notice": notice,
        "is_sent": is_sent,
    }
    return render(request, "comments/appeal.html", context, status=status)
