"""The reply form's other buttons: a look at the reply before it is posted, a quotation. Nothing is stored."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from blog import limits
from blog.models import Post
from blog.network import client_network
from comments import markdown, quoting
from comments.forms import ReplyForm
from comments.models import Reply
from comments.views.formpage import INVALID, TOO_MANY, form_for, form_page, gone_notice

SCOPE = "preview"


def preview(request: HttpRequest, post: Post, form: ReplyForm, parent: Reply | None) -> HttpResponse:
    """The reply as readers would see it, above the form; only the text has to be right for it."""
    notice = gone_notice(request, parent)
    text = form.judged_text()
    if not text:
        return form_page(request, post, form, parent, notice=notice, status=INVALID)
    if form.staff is None and not limits.allow(SCOPE, client_network(request), settings.PREVIEW_LIMIT):
        notice = _("Many previews were asked for in a short time. Your text is here: please wait a minute.")
        return form_page(request, post, form, parent, notice=notice, status=TOO_MANY)
    shown = {"html": markdown.render(text), "name": form.cleaned_data.get("name", "")}
    return form_page(request, post, form, parent, notice=notice, preview=shown)


def quote(request: HttpRequest, post: Post, form: ReplyForm, parent: Reply | None) -> HttpResponse:
    """The form with the words of what it answers added to those already typed."""
    typed = request.POST.dict()
    if parent:
        typed["comment"] = quoting.added(typed.get("comment", ""), quoting.quoted(parent))
    form = form_for(request, initial=typed)
    return form_page(request, post, form, parent, notice=gone_notice(request, parent))
