"""What a form that is open sends while one writes, answered in JSON.

The answer is `{state, said}`, `said` being one sentence for the writer, and where it was kept also `post`,
`address` (of the post's own form), `revision` (none if something newer was there), `autosave` (where to send
the next) and `warning`. States: `saved`; `login` (401: logged out; nothing was kept); `refused` (403);
`token` (403: get a fresh CSRF token and send again); `full` (507), `trouble` (503) and `large` (413): nothing
was kept. A form of a new text gets its row with the first.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DatabaseError, IntegrityError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from blog import permissions
from blog.admin.keeping.conflict import newest, sent_base
from blog.admin.keeping.opening import typed_from
from blog.files.diskspace import is_full
from blog.models import Post, Revision
from blog.revisions import revising
from blog.trouble import sentence_about

KINDS = {"post": Post.Kind.POST, "page": Post.Kind.PAGE}

View = Callable[..., HttpResponseBase]


def urls(admin: Any) -> list[URLPattern]:
    """Below the list of posts or pages."""
    name = f"blog_{admin.opts.model_name}"
    return [
        path("token/", guarded(admin, token), name=f"{name}_token"),
        path("add/autosave/", guarded(admin, require_POST(autosave)), name=f"{name}_autosave_new"),
        path("<int:object_id>/autosave/", guarded(admin, require_POST(autosave)), name=f"{name}_autosave"),
    ]


def answer(state: str, said: str, status: int = 200, **more: Any) -> JsonResponse:
    return JsonResponse({"state": state, "said": said, **more}, status=status)


def guarded(admin: Any, view: View) -> View:
    """The view with every refusal in JSON: who is logged out is told so, not sent elsewhere."""
    protected = csrf_protect(view)

    @never_cache
    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, **parameters: Any) -> HttpResponseBase:
        if not admin.admin_site.has_permission(request):
            return answer("login", _("Not saved: you have been logged out."), 401)
        if not (admin.has_view_or_change_permission(request) or admin.has_add_permission(request)):
            return answer("refused", _("Not saved: you may not write here."), 403)
        try:
            return protected(request, admin=admin, **parameters)
        except (RequestDataTooBig, TooManyFieldsSent):
            said = _("Not saved: the text is longer than this server takes. It is kept in this browser.")
            return answer("large", said, 413)
        except (OSError, DatabaseError) as error:
            if not (sentence := sentence_about(error)):
                raise
            return answer("full", sentence, 507) if is_full(error) else answer("trouble", sentence, 503)

    return checked


def token(request: HttpRequest, admin: Any) -> HttpResponseBase:
    """A fresh token for a form whose own was replaced by a login elsewhere, and who is logged in now."""
    return answer("token", "", token=get_token(request), user=request.user.pk)


def autosave(request: HttpRequest, admin: Any, object_id: int | None = None) -> HttpResponseBase:
    """Keep what was typed; then find out, if the form is right, what it would come to."""
    post = the_post(request, admin, object_id)
    if post is None or not admin.has_change_permission(request):
        return answer("refused", _("Not saved: you may not change this text (any more)."), 403)
    if not admin.has_change_permission(request, post):
        return out_of_hand(request, post)
    user, form = permissions.person(request), request.POST.get("form_token", "")[:32]
    typed, base = typed_from(request.POST), sent_base(request) or 0
    continued = request.POST.get("form_continues", "")
    try:
        kept = revising.keep_typed(post, user, form, typed, base=base, continued=continued)
    except IntegrityError:  # the same form, sent twice at once
        kept = revising.keep_typed(post, user, form, typed, base=base, continued=continued)
    if kept:
        work_out(request, admin, kept)
    moment = timezone.localtime(kept.saved_at if kept else timezone.now())
    said = _("Saved %s") % date_format(moment, "H:i:s")
    name = f"admin:blog_{admin.opts.model_name}"
    addresses: dict[str, Any] = {"revision": kept.pk if kept else None}
    addresses |= {"address": reverse(f"{name}_change", args=[post.pk])}
    addresses["autosave"] = reverse(f"{name}_autosave", args=[post.pk])
    return answer("saved", said, post=post.pk, warning=warning(request, post, base, kept), **addresses)


def out_of_hand(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Somebody's own text, which an editor has published while they wrote: their words are kept apart."""
    form, base = request.POST.get("form_token", "")[:32], sent_base(request) or 0
    user, typed = permissions.person(request), typed_from(request.POST)
    if kept := revising.keep_typed(post, user, form, typed, base=base):
        revising.set_aside(kept)
    said = _("You may not change this text any more. What you have typed is kept among the revisions.")
    return answer("refused", said, 403)


def the_post(request: HttpRequest, admin: Any, object_id: int | None) -> Post | None:
    """The post of the form; a new one gets its row, the same for the same form."""
    if object_id is not None:
        return admin.get_queryset(request).filter(pk=object_id).first()  # type: ignore[no-any-return]
    form = request.POST.get("form_token", "")[:32]
    if not form or not admin.has_add_permission(request):
        return None
    user = permissions.person(request)
    try:
        return revising.begin(user, form, KINDS[admin.opts.model_name])
    except IntegrityError:
        return revising.begin(user, form, KINDS[admin.opts.model_name])


def work_out(request: HttpRequest, admin: Any, kept: Revision) -> None:
    """Keep beside what was typed what it would come to. That fails where the form has mistakes."""
    try:
        content = admin.tried(request, str(kept.post_id)).content
    except (OSError, DatabaseError):
        return  # what was typed is kept
    if content is not None:
        Revision.objects.filter(pk=kept.pk, saved_at=kept.saved_at).update(content=content)


def warning(request: HttpRequest, post: Post, base: int, kept: Revision | None) -> str:
    """What else happens to this text meanwhile."""
    if base != post.version:
        _content, saved = newest(post)
        who = saved.user if saved and saved.user_id != request.user.pk else None
        said = _("%s has saved this text meanwhile.") % who if who else _("This text was saved elsewhere.")
        return f"{said} {_('When you save, you will see both and choose.')}"
    own = Revision.objects.typed(post.pk).filter(user=permissions.person(request), base=post.version)
    if kept and own.exclude(pk=kept.pk).filter(saved_at__gt=kept.saved_at - timedelta(minutes=2)):
        return _("You have this text open in another window, too. Its words are kept apart from these.")
    return ""
