"""What a writing form says of itself: hidden fields that a save is compared by, words kept elsewhere."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse

from blog import permissions
from blog.admin.keeping.conflict import sent_base
from blog.admin.keeping.opening import Opening
from blog.models import Post, Revision
from blog.revisions.revising import COUNT

HIDDEN = ["form_token", "form_base", "form_source", "form_continues", COUNT]


def formstate(request: HttpRequest, post: Post | None, admin: Any) -> dict[str, Any]:
    """The context of templates/admin/writing/_keeping.html."""
    opened: Opening | None = vars(request).get("opening")
    state: dict[str, Any] = {
        "hidden": hidden(request, post, opened),
        "opening": opened,
        "row": opened and opened.row,
    }
    name = f"admin:blog_{admin.opts.model_name}"
    key = f"{admin.opts.model_name}:{post.pk if post else 'new'}"
    state |= {"user": request.user.pk, "key": key, "token_address": reverse(f"{name}_token")}
    if post is None:
        return {**state, "address": reverse(f"{name}_autosave_new")}
    state["address"] = reverse(f"{name}_autosave", args=[post.pk])
    return state | words_elsewhere(request, post, state)


def hidden(request: HttpRequest, post: Post | None, opened: Opening | None) -> dict[str, Any]:
    """Names and values of the hidden fields. A form that comes back keeps its token."""
    sent, base = request.POST, sent_base(request)
    if opened is not None:
        base = opened.base
    row = opened.row if opened else None
    continued = ""
    if row and row.kind == Revision.Kind.AUTOSAVE:
        continued = f"{row.form} {row.saved_at.isoformat()}"
    source = opened.source if opened else sent.get("form_source", "live")
    values = [
        sent.get("form_token") or uuid4().hex,
        base if base is not None else (post.version if post else 0),
        source,
        sent.get("form_continues", continued),
        sent.get(COUNT, "0"),
    ]
    return dict(zip(HIDDEN, values, strict=True))


def words_elsewhere(request: HttpRequest, post: Post, state: dict[str, Any]) -> dict[str, Any]:
    """Unsaved words that the form does not show: one's own, other people's, the working copy."""
    shown: Revision | None = state["row"]
    forms = {state["hidden"]["form_token"], state["hidden"]["form_continues"].partition(" ")[0]}
    user = permissions.person(request)
    typed = [row for row in Revision.objects.typed(post.pk).select_related("user") if row.typed]
    own = [row for row in typed if row.user_id == user.pk and row != shown and row.form not in forms]
    others = {row.user_id: row for row in reversed(typed) if row.user_id != user.pk}
    working = Revision.objects.working_copy_of(post.pk)
    return {"own": own, "others": list(others.values()), "working": working if working != shown else None}
