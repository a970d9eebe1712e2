"""Reporting a reply."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog import limits, passwords
from blog.models import Post
from blog.network import client_network
from blog.publicpages import has_session, public_page, reader
from comments.models import Reply
from comments.moderating import reporting
from comments.moderating.objections import ReportForm
from comments.origin import is_own_form
from comments.writers.confirming import confirmed_writer

SCOPE = "report"
REFUSED, INVALID = 403, 422


@csrf_exempt  # comments.origin looks at every POST, and the text of those that it refuses is kept
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: str) -> HttpResponse:
    """The form by which a reader reports a reply, and the place to which it is sent."""
    reply = Reply.objects.select_related("post").filter(pk=pk).first()
    if reply is None or not may_read(request, reply.post):
        raise Http404
    if request.method == "POST":
        return send(request, reply)
    if not (reply.is_read and reply.kind == Reply.Kind.REPLY):
        raise Http404
    return ask(request, reply)


def may_read(request: HttpRequest, post: Post) -> bool:
    visible = Post.everything.visible_to(reader(request)).filter(pk=post.pk).exists()
    return visible and passwords.is_open_to(post, request)


@public_page
def ask(request: HttpRequest, reply: Reply) -> HttpResponse:
    return form_page(request, reply, ReportForm())


def send(request: HttpRequest, reply: Reply) -> HttpResponse:
    """Keep the report, or show it again with what is wrong. Whatever is kept, the reader is thanked alike,
    so that nobody learns what others have reported."""
    form = ReportForm(request.POST)
    if not is_own_form(request):
        notice = _("This form came from another page. Your text is here: press the button once more.")
        return form_page(request, reply, form, notice=notice, status=REFUSED)
    if not form.is_valid():
        return form_page(request, reply, form, status=INVALID)
    if not form.is_trapped and limits.allow(SCOPE, client_network(request), reporting.MOST):
        who = reporting.reporter(confirmed_writer(request), client_network(request))
        reporting.report(reply, form.cleaned_data["why"], form.cleaned_data["note"], who)
    return render(request, "comments/reported.html", {"reply": reply, "post": reply.post})


def form_page(
    request: HttpRequest, reply: Reply, form: ReportForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """The form with everything that was typed. The words are shown only while readers see them."""
    context = {
        "reply": reply,
        "post": reply.post,
        "form": form,
        "notice": notice,
        "needs_token": has_session(request),
    }
    return render(request, "comments/report.html", context, status=status)
