"""A login that ends while somebody writes: what they send comes back or goes on, and is never lost.

A form of the admin sent without a login is answered with the login page, which carries the words; after the
right password the save happens as if nothing had been. A form whose CSRF token was replaced (by a login in
another window) comes back with its words: it is not saved, since another site might have sent it."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_NO_REFERER
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from blog.admin.keeping.carrying import PREFIX, carried, fields_of, send_again_page, words_page
from blog.admin.keeping.conflict import sent_base
from blog.admin.keeping.opening import LIVE, Opening
from blog.logins import LoginForm
from blog.models import Page, Post, Publication

FORMS = {"blog_post_add": Post, "blog_post_change": Post, "blog_page_add": Page, "blog_page_change": Page}
NOT_CARRIED = {"login", "logout", "password_change"}
AFTERWARDS = f"{PREFIX}-afterwards"  # the carried field that says whether to save or only to show
SHOW = "show"


def has_words(request: HttpRequest) -> bool:
    """Whether it sends a writing form."""
    match = request.resolver_match
    return request.method == "POST" and bool(match and match.url_name in FORMS)


def carries(request: HttpRequest) -> bool:
    """Whether it sends a form of the admin by its button: one with words to keep, and without a secret."""
    match = request.resolver_match
    if request.method != "POST" or not match or "admin" not in match.namespaces:
        return False
    name, accepted = match.url_name or "", request.headers.get("accept", "")
    is_step = name in NOT_CARRIED or name.endswith(("_delete", "_changelist", "_restore"))
    has_secret = any("password" in field for field in request.POST if not field.startswith(f"{PREFIX}-"))
    return has_words(request) or not (is_step or has_secret or "text/html" not in accepted)


def log_in_and_go_on(
    request: HttpRequest, go_on: Callable[[], HttpResponseBase], afterwards: str = "save"
) -> HttpResponseBase:
    """The login page with the words, or, with the right password, what was wanted in the first place."""
    sent = request.POST
    form: Any = LoginForm(request, sent if f"{PREFIX}-username" in sent else None, prefix=PREFIX)
    if not (form.is_bound and form.is_valid()):
        return login_page(request, form, sent.get(AFTERWARDS, afterwards))
    login(request, form.get_user())
    cast("Any", request).POST = carried(sent)
    if not may_write(request):
        return words_page(request, _("You may not change this text. Nothing was saved; here are the words."))
    if sent.get(AFTERWARDS) == SHOW:
        return given_back(request, _("You are logged in again. Please look at your words and save them."))
    return go_on()


def login_page(request: HttpRequest, form: Any, afterwards: str) -> HttpResponseBase:
    words, fields = carried(request.POST), fields_of(request)
    if sum(len(value.encode()) for _name, value in fields) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 0.9:
        return words_page(request, _("You have been logged out, and the text is too long to be carried on."))
    context = {
        **admin.site.each_context(request),
        "title": _("Log in again"),
        "form": form,
        "fields": fields,
        "afterwards": (AFTERWARDS, afterwards),
        "text_title": words.get("title", ""),
        "has_files": bool(request.FILES),
    }
    return TemplateResponse(request, "admin/log_in_again.html", context)


def place_of(request: HttpRequest) -> tuple[Any, str | None]:
    """The admin that the form belongs to, and the number of its post."""
    match: Any = request.resolver_match
    return admin.site.get_model_admin(FORMS[match.url_name]), match.kwargs.get("object_id")


def may_write(request: HttpRequest) -> bool:
    """Whether who is logged in now may send this writing form; of others their own view is the judge."""
    if not has_words(request):
        return True
    site_admin, object_id = place_of(request)
    if object_id is None:
        return bool(site_admin.has_add_permission(request))
    post = site_admin.get_object(request, object_id)
    return post is not None and bool(site_admin.has_change_permission(request, post))


def given_back(request: HttpRequest, sentence: str, status: int = 200) -> HttpResponse:
    """The form with the words that were sent, or a page that sends them at a press; nothing is saved."""
    if not has_words(request):
        return send_again_page(request, sentence, status)
    site_admin, object_id = place_of(request)
    source = request.POST.get("form_source", LIVE)
    words = Opening(request.POST, base=sent_base(request) or 0, source=source, trouble=sentence)
    response: HttpResponse = site_admin.reopened(
        request, object_id or site_admin.begun(request), words, status
    )
    return response


def without_token(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """What answers a request whose CSRF token does not fit (settings.CSRF_FAILURE_VIEW)."""
    said = _("Not saved: you have logged in elsewhere meanwhile. Your words are still here: save them again.")
    if request.headers.get("accept", "") == "application/json":
        return JsonResponse({"state": "token", "said": said}, status=403)
    is_foreign = reason.startswith((REASON_BAD_ORIGIN.split(" - ")[0], REASON_NO_REFERER.split(" - ")[0]))
    if is_foreign or not carries(request):
        return csrf_failure(request, reason)
    publication = Publication.current()
    timezone.activate(publication.zone)
    translation.activate(publication.language)
    if not admin.site.has_permission(request):
        return log_in_and_go_on(request, lambda: given_back(request, said), SHOW)
    if not may_write(request):
        return words_page(request, _("You may not change this text. Nothing was saved; here are the words."))
    return given_back(request, said, 403)
