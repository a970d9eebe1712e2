"""The page of the reply form, with everything that was typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from blog.models import Post
from blog.publicpages import has_session, reader
from comments import permissions, posting
from comments.forms import ReplyForm
from comments.models import Reply

REFUSED, INVALID, TOO_MANY = 403, 422, 429


def form_for(
    request: HttpRequest, *, typed: bool = False, initial: dict[str, Any] | None = None
) -> ReplyForm:
    """The form, with what was typed and what is wrong with it, or with `initial` and no questions asked."""
    staff = permissions.staff(reader(request))
    return ReplyForm(request.POST if typed else None, staff=staff, initial=initial)


def gone() -> str:
    return _(
        "The reply that you wanted to answer is no longer there. "
        "What you write now answers the article itself."
    )


def gone_notice(request: HttpRequest, parent: Reply | None) -> str:
    """What to say if the form answers something, but no such reply was found; else nothing."""
    return gone() if parent is None and request.POST.get("parent", "").strip() else ""


def form_page(
    request: HttpRequest,
    post: Post,
    form: ReplyForm,
    parent: Reply | None,
    *,
    notice: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The form with everything that was typed; `more` is for the template."""
    context = {
        **more,
        "post": post,
        "form": form,
        "parent": parent,
        "notice": notice,
        "writer": form.staff and posting.staff_name(form.staff),
        "needs_token": has_session(request),
    }
    return render(request, "comments/reply.html", context, status=status)
