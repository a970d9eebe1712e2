"""Tools > Import: send files, look what would come, import, and watch it from any tab.

Sending answers scripts in JSON: `{id, received}`, or `{error}` with a sentence, which after 507 (no room) and
403 (logged out) is final. Without a script one form sends everything at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from blog import permissions
from blog.admin.uploads import for_scripts
from blog.files.diskspace import is_full
from blog.trouble import sentence_about_file
from wordpress import beginning, sending
from wordpress.models import ImportRun, SentFile

View = Callable[..., HttpResponse]
MOST_BYTES = 20 * 2**30


def import_urls(admin: ModelAdmin[Any]) -> list[URLPattern]:
    """Addresses below the list of imports."""

    def guarded(view: View) -> View:
        def checked(request: HttpRequest, **parameters: Any) -> HttpResponse:
            if not admin.has_add_permission(request):
                raise PermissionDenied
            return view(request, **parameters)

        return admin.admin_site.admin_view(checked)

    def one(place: str, view: View) -> URLPattern:
        name = view.__name__
        return path(f"{place}{name}/", told(guarded(view)), name=f"wordpress_importrun_{name}")

    return [
        path("send/", for_scripts(admin, send), name="wordpress_importrun_send"),
        one("", require_POST(look)),
        *(one("<int:object_id>/", view) for view in (require_POST(go), require_POST(forget), progress)),
    ]


def told(view: View) -> View:
    """What the disk or the database does not take is said where files are chosen.

    As for scripts, the check of the request's origin stands inside: what it reads may fill the disk."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **parameters: Any) -> HttpResponse:
        try:
            return view(request, **parameters)
        except (OSError, DatabaseError) as error:
            if not (sentence := sentence_about_file(error)):
                raise
            messages.error(request, sentence)
            return HttpResponseRedirect(reverse("admin:wordpress_importrun_add"))

    return answer


def page(admin: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """Where files are chosen; those that were sent and not imported yet stand there already."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Import"),
        "opts": admin.opts,
        "waiting": SentFile.objects.of(permissions.person(request)).whole().filter(runs=None),
    }
    return TemplateResponse(request, "admin/wordpress/importrun/import.html", context)


def send(request: HttpRequest) -> HttpResponse:
    """Take a part of a file: `part` from `offset` on, of the file `id`, or of a new one of `name`, `size`."""
    given = numbers(request, "id", "size", "offset")
    person = permissions.person(request)
    part = request.FILES.get("part")
    if given["id"]:
        sent = get_object_or_404(SentFile.objects.of(person), pk=given["id"])
    elif 0 < given["size"] <= MOST_BYTES:
        sent = sending.begin(request.POST.get("name", ""), given["size"], person)
    else:
        return JsonResponse({"error": _("This file is empty, or larger than can be taken.")}, status=422)
    try:
        sent = sending.add_part(sent, given["offset"], part) if part else sent
    except sending.UnusablePart as refusal:
        return JsonResponse({"error": str(refusal), "id": sent.pk, "received": sent.received}, status=409)
    except (OSError, DatabaseError) as error:
        if is_full(error):
            sending.drop(sent)  # what has arrived of it takes room that somebody needs
        raise
    return JsonResponse({"id": sent.pk, "received": sent.received})


def numbers(request: HttpRequest, *names: str) -> dict[str, int]:
    """What a script has posted, 0 for what is no number."""
    given = {name: request.POST.get(name, "") for name in names}
    return {name: int(text) if text.isdecimal() and len(text) < 16 else 0 for name, text in given.items()}


def look(request: HttpRequest) -> HttpResponse:
    """Begin with a look that writes nothing, over files that are here and files that come along."""
    person = permissions.person(request)
    chosen = [int(text) for text in request.POST.getlist("sent") if text.isdecimal()]
    files = list(SentFile.objects.of(person).whole().filter(pk__in=chosen))
    files += [sending.keep_whole(upload, person) for upload in request.FILES.getlist("files")]
    if not files:
        messages.error(request, _("Choose at least one file."))
        return HttpResponseRedirect(reverse("admin:wordpress_importrun_add"))
    asked: dict[str, Any] = {name: name in request.POST for name in ("fetches", "recovers")}
    return watch(beginning.plan(files, person, dry=True, **asked))


def watch(runs: list[ImportRun]) -> HttpResponse:
    """To the page of the run, or of several to their list."""
    if len(runs) == 1:
        return HttpResponseRedirect(reverse("admin:wordpress_importrun_change", args=[runs[0].pk]))
    return HttpResponseRedirect(reverse("admin:wordpress_importrun_changelist"))


def go(request: HttpRequest, object_id: int) -> HttpResponse:
    """Import what was looked at, or go on where an import stopped."""
    run = get_object_or_404(ImportRun, pk=object_id)
    files = list(run.sent_files.whole())
    if not files:
        messages.error(request, _("The files are not here any more. Send them again."))
        return HttpResponseRedirect(reverse("admin:wordpress_importrun_add"))
    found = {each["name"] for each in run.taxonomies}
    asked: dict[str, Any] = {"fetches": run.fetches, "recovers": run.recovers}
    chosen = [name for name in request.POST.getlist("as_tags") if name in found]
    asked["as_tags"] = run.as_tags if run.error else chosen
    return watch(beginning.plan(files, permissions.person(request), dry=False, **asked))


def forget(request: HttpRequest, object_id: int) -> HttpResponse:
    """Delete the files that were sent; what was imported stays, and so does its ledger."""
    for sent in SentFile.objects.idle().filter(runs=get_object_or_404(ImportRun, pk=object_id)):
        sending.drop(sent)
    messages.success(request, _("The files that were sent are deleted."))
    return HttpResponseRedirect(reverse("admin:wordpress_importrun_change", args=[object_id]))


@require_safe
def progress(request: HttpRequest, object_id: int) -> HttpResponse:
    """`{done, total, numbers, state, is_over}` of a run; `numbers` in words."""
    run = get_object_or_404(ImportRun, pk=object_id)
    said = {"done": run.done, "total": run.total, "numbers": run.told_numbers}
    said |= {"state": run.told_state, "is_over": run.is_over}
    return JsonResponse(said, headers={"Cache-Control": "no-store"})
