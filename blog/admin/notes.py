"""What author and editor say to each other about a text: a box beside it, and a page of its own.

The box stands inside the form of the text and is none of its fields: it sends by itself, so that a note
neither saves the text nor loses what is typed. Where no script runs, it leads to the page."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from blog import permissions
from blog.admin import places
from blog.admin.revisions import address, answer, post_for
from blog.models import Note, Post

SHOWN = 6
LONGEST = 10_000  # characters of a note, and of a passage


class NoteForm(forms.ModelForm[Note]):
    """A note, perhaps about a passage."""

    text = forms.CharField(
        label=_("Note"), max_length=LONGEST, widget=AdminTextareaWidget(attrs={"rows": 4, "dir": "auto"})
    )

    class Meta:
        model = Note
        fields = ["text", "passage"]
        widgets = {"passage": AdminTextareaWidget(attrs={"rows": 2, "dir": "auto"})}

    def clean_passage(self) -> str:
        return str(self.cleaned_data["passage"])[:LONGEST].strip()


def notes(site_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """The talk about one text; a POST adds to it."""
    post = post_for_notes(site_admin, request, object_id)
    form = NoteForm(request.POST or None, instance=Note(post=post, user=permissions.person(request)))
    if request.method == "POST" and form.is_valid():
        form.save()
        return said(request, post)
    if request.method == "POST" and wants_json(request):
        return JsonResponse(
            {"said": " ".join(str(error) for errors in form.errors.values() for error in errors)}, status=400
        )
    context = {"title": _("Notes"), "form": form, **talk(post)}
    return answer(site_admin, request, post, "notes", context)


def note(site_admin: Any, request: HttpRequest, object_id: int, note_id: int) -> HttpResponse:
    """Settle a note or open it again, as the pressed button says."""
    post = post_for_notes(site_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    one = get_object_or_404(post.notes, pk=note_id)
    if "_reopen" in request.POST:
        one.reopen()
    else:
        one.settle(permissions.person(request))
    return said(request, post)


def post_for_notes(site_admin: Any, request: HttpRequest, object_id: int) -> Post:
    """Its author and editors talk about a text."""
    if not request.user.has_perm("blog.add_note"):
        raise PermissionDenied
    return post_for(site_admin, request, object_id)


def said(request: HttpRequest, post: Post) -> HttpResponse:
    """The talk as it is now, for the box; otherwise its page."""
    if wants_json(request):
        context = {**talk(post), "is_box": True}
        html = render_to_string("admin/blog/post/_talk.html", context, request)
        return JsonResponse({"html": html})
    return HttpResponseRedirect(address(post, "notes"))


def wants_json(request: HttpRequest) -> bool:
    return "json" in request.headers.get("Accept", "")


def talk(post: Post) -> dict[str, Any]:
    """The notes by whether they are settled, and where each is answered to."""
    rows = list(Note.objects.of(post))
    for row in rows:
        row.address = f"{address(post, 'notes')}{row.pk}/"  # type: ignore[attr-defined]
    return {
        "open_notes": [row for row in rows if row.settled_at is None],
        "settled_notes": [row for row in rows if row.settled_at is not None],
    }


def box(request: HttpRequest, post: Post | None) -> dict[str, Any] | None:
    """The talk beside the text, as soon as there is a text."""
    if post is None or not request.user.has_perm("blog.add_note"):
        return None
    return {**talk(post), "is_box": True, "address": address(post, "notes"), "longest": LONGEST}


def panel(request: HttpRequest) -> places.Panel | None:
    """What others have said to whoever looks at the dashboard."""
    user = permissions.person(request)
    if not user.has_perm("blog.view_note"):
        return None
    waiting = Note.objects.waiting_for(user, Post.everything.belonging_to(user).kept())
    rows = [line(each) for each in waiting.defer("post__body", "post__body_html", "post__body_text")[:SHOWN]]
    return places.Panel(_("Notes for you"), rows, waiting.count(), empty=_("Nobody has left you a note."))


def line(one: Note) -> places.Row:
    when = date_format(timezone.localtime(one.written_at), "j M, H:i")
    words = Truncator(one.text).chars(90)
    return places.Row(
        str(one.post) or _("Untitled"),
        f"{address(one.post, 'change')}#notes",
        f"{one.user or '–'}, {when}: {words}",
    )


def urls(site_admin: Any) -> list[URLPattern]:
    """Below the text's own address in the admin."""
    name = f"blog_{site_admin.opts.model_name}"

    def door(view: Any) -> Any:
        return site_admin.admin_site.admin_view(lambda request, **parts: view(site_admin, request, **parts))

    return [
        path("<int:object_id>/notes/", door(notes), name=f"{name}_notes"),
        path("<int:object_id>/notes/<int:note_id>/", door(note), name=f"{name}_note"),
    ]


places.writing_urls.append(urls)
places.post_boxes.append(places.Box("notes", "admin/blog/post/_notes_box.html", box))
places.panels.append(panel)
