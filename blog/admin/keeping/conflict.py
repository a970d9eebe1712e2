"""Two people, or two windows, on one text: who saves second is shown both texts and chooses."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from blog import permissions
from blog.admin.keeping import opening
from blog.admin.sidebyside import folded
from blog.comparing import compare
from blog.models import Post, Revision
from blog.revisions import revising
from blog.revisions.contents import Content, content_of

BUTTONS = ["_publish", "_review", "_later"]


def sent_base(request: HttpRequest) -> int | None:
    """The version that a form was opened at; None where it does not say."""
    said = request.POST.get("form_base", "")
    return int(said) if said.isdecimal() else None


def is_stale(request: HttpRequest, post: Post) -> bool:
    """Whether somebody has saved since the form was opened."""
    base = sent_base(request)
    return base is not None and base != post.version


def newest(post: Post) -> tuple[Content, Revision | None]:
    """What was saved last, on the site or as its working copy, and by whom."""
    working = Revision.objects.working_copy_of(post.pk)
    if working and working.base == post.version:
        return working.content, working
    return content_of(post), post.revisions.history().filter(base=post.version).first()


def conflict_of(request: HttpRequest, post: Post, admin: Any) -> HttpResponse | None:
    """The form with one's own words and both texts beside each other; None if they read alike."""
    trial = admin.tried(request, str(post.pk))
    theirs, saved = newest(post)
    typed = opening.typed_from(request.POST)
    status = trial.status or request.POST.get("status", post.status)
    mine = trial.content or revising.overlaid(content_of(post), typed)
    mine, theirs = mine | {"status": status}, theirs | {"status": post.status}
    if bare(mine) == bare(theirs):  # pressed twice, or sent again after going back
        admin.message_user(request, _("This is saved already."), messages.SUCCESS)
        user, form = permissions.person(request), request.POST.get("form_token", "")
        revising.forget_form(post, user, form, typed, said_in=saved)
        return cast("HttpResponse", admin.to_form(post))
    differences = compare(theirs, mine)
    if not differences:
        return None
    if form := request.POST.get("form_token", ""):
        base = sent_base(request) or 0
        revising.keep_typed(post, permissions.person(request), form, typed, base=base)
    pressed = next((name for name in BUTTONS if name in request.POST), "_save")
    met: dict[str, Any] = {
        "differences": [folded(each) for each in differences],
        "saved": saved,
        "button": pressed,
    }
    met["is_own"] = is_own(request, saved)
    met_working = saved is not None and saved.kind == Revision.Kind.WORKING  # "Save mine" takes its place
    source = opening.WORKING if met_working else request.POST.get("form_source", opening.LIVE)
    words = opening.Opening(request.POST, base=post.version, source=source, conflict=met)
    return cast("HttpResponse", admin.reopened(request, str(post.pk), words))


def bare(content: Content) -> Content:
    """Without the numbers of rows, which a trial makes anew."""
    links = [{name: link[name] for name in link if name != "id"} for link in content.get("media_links", [])]
    return {**content, "media_links": links}


def is_own(request: HttpRequest, saved: Revision | None) -> bool:
    return saved is not None and saved.user_id == request.user.pk
