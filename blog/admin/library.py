"""The media library's list, and what can be done with many of its entries at once."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog import permissions
from blog.admin.fileform import ACCEPTED_FILES, LICENCES
from blog.files import library, uses
from blog.files.attachments import too_large
from blog.files.filetypes import UnusableFile
from blog.files.images import UnusablePicture
from blog.files.library import Wanted
from blog.files.uploading import keep_file
from blog.models import Attachment, Image
from blog.trouble import sentence_about_file

MOST_AT_ONCE = 200


def library_urls(admin: ModelAdmin[Any]) -> list[URLPattern]:
    """Addresses below the media library's own."""

    def view(function: Any) -> Any:
        def checked(request: HttpRequest) -> HttpResponse:
            if not admin.has_view_permission(request):
                raise PermissionDenied
            return cast("HttpResponse", function(admin, request))

        return admin.admin_site.admin_view(checked)

    return [
        path("send/", view(send), name="blog_image_send"),
        path("words/", view(words), name="blog_image_words"),
        path("delete/", view(delete), name="blog_image_delete_many"),
    ]


def show(admin: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """The list: a grid of pictures, or lines with their words."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    wanted = Wanted.from_query(request.GET)
    found = library.find(wanted, permissions.person(request), request.GET.get("page"))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Media"),
        "opts": admin.opts,
        "wanted": wanted,
        "found": found,
        "months": library.months(),
        "layout": "list" if request.GET.get("layout") == "list" else "grid",
        "may_add": admin.has_add_permission(request),
        "accepted": ACCEPTED_FILES,
        "most_bytes": settings.UPLOAD_MOST_BYTES,
        "too_large": too_large(),
    }
    return TemplateResponse(request, "admin/blog/image/library.html", context)


def send(admin: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """Take many files from one form, where no script sends them one by one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not admin.has_add_permission(request):
        raise PermissionDenied
    kept = []
    for upload in request.FILES.getlist("files"):
        try:
            kept.append(keep_file(upload, permissions.person(request)))
        except (UnusablePicture, UnusableFile) as refusal:
            messages.error(request, f"{upload.name}: {refusal}")
        except (OSError, DatabaseError) as error:
            if not (sentence := sentence_about_file(error)):
                raise
            messages.error(request, f"{upload.name}: {sentence}")
    if not kept:
        return HttpResponseRedirect(reverse("admin:blog_image_changelist"))
    chosen = "&".join(f"{key_of(row)}" for row in kept)
    return HttpResponseRedirect(f"{reverse('admin:blog_image_words')}?{chosen}")


def key_of(row: Image | Attachment) -> str:
    """The entry in an address or a form: `image=5`, `file=7`."""
    return f"{'image' if isinstance(row, Image) else 'file'}={row.pk}"


def chosen(request: HttpRequest) -> list[Image | Attachment]:
    """The entries that the address or the form names, at most MOST_AT_ONCE, in the order of the library."""
    given = request.POST if request.method == "POST" else request.GET

    def numbers(name: str) -> list[int]:
        return [
            int(text) for text in given.getlist(name)[:MOST_AT_ONCE] if text.isdecimal() and len(text) < 18
        ]

    images = Image.objects.filter(pk__in=numbers("image")).prefetch_related("renditions")
    return [*images, *Attachment.objects.filter(pk__in=numbers("file"))]


class WordsForm(forms.ModelForm[Any]):
    """The words of one entry among many."""

    class Meta:
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("alt", "caption", "description")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["licence"].widget.attrs["list"] = "licences"


WORDS: dict[type[Any], list[str]] = {
    Image: ["title", "alt", "caption", "credit", "licence"],
    Attachment: ["title", "description", "credit", "licence"],
}


class SharedForm(forms.Form):
    """What all of them have in common, as the pictures of one evening by one photographer: it goes to those
    that say nothing else."""

    credit = forms.CharField(label=gettext_lazy("Credit of all"), max_length=500, required=False)
    licence = forms.CharField(
        label=gettext_lazy("Licence of all"), max_length=255, required=False,
        widget=forms.TextInput(attrs={"list": "licences"}),
    )  # fmt: skip

    def fill(self, boxes: list[forms.ModelForm[Any]]) -> None:
        """Give it to the rows of checked forms in which that field is empty."""
        for box in boxes:
            for name, value in self.cleaned_data.items():
                if value and not box.cleaned_data[name]:
                    setattr(box.instance, name, value)
                    box.changed_data.append(name)


def words_form(request: HttpRequest, row: Image | Attachment) -> forms.ModelForm[Any]:
    """The form of one entry; its fields are named after it."""
    made = forms.modelform_factory(type(row), form=WordsForm, fields=WORDS[type(row)])
    prefix = key_of(row).replace("=", "-")
    given = request.POST if request.method == "POST" and f"{prefix}-title" in request.POST else None
    return made(given, instance=row, prefix=prefix)


def words(admin: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """Title, alternative text, caption, credit and licence of many entries on one page."""
    rows = [row for row in chosen(request) if permissions.may_change_file(request.user, row)]
    if not rows:
        messages.warning(request, _("Choose what you want to describe; your own files, or any as an editor."))
        return HttpResponseRedirect(reverse("admin:blog_image_changelist"))
    boxes = [words_form(request, row) for row in rows]
    shared = SharedForm(request.POST if "_save" in request.POST else None, prefix="all")
    if (
        request.method == "POST"
        and "_save" in request.POST
        and all(each.is_valid() for each in [shared, *boxes])
    ):
        shared.fill(boxes)
        changed = [box.save() for box in boxes if box.has_changed()]
        text = ngettext("%(number)d entry was changed.", "%(number)d entries were changed.", len(changed))
        messages.success(request, text % {"number": len(changed)})
        return HttpResponseRedirect(reverse("admin:blog_image_changelist"))
    context = {**admin.admin_site.each_context(request), "title": _("Describe"), "opts": admin.opts}
    context |= {"entries": list(zip(rows, boxes, strict=True)), "licences": LICENCES, "shared": shared}
    return TemplateResponse(request, "admin/blog/image/words.html", context)


def delete(admin: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """Delete what is chosen and used nowhere, after showing it; what is used stays, and it says where."""
    if request.method == "POST" and "_all_unused" in request.POST:
        pictures, files = uses.unused()
        rows: list[Any] = [*Image.objects.filter(pk__in=pictures), *Attachment.objects.filter(pk__in=files)]
        rows = rows[:MOST_AT_ONCE]
    else:
        rows = chosen(request)
    rows = [row for row in rows if permissions.may_delete_file(request.user, row)]
    pictures, files = uses.unused()
    free = [row for row in rows if row.pk in (pictures if isinstance(row, Image) else files)]
    if request.method == "POST" and "_delete" in request.POST:
        for row in free:
            admin.log_deletions(request, type(row)._default_manager.filter(pk=row.pk))
            row.delete()
        text = ngettext("%(number)d entry was deleted.", "%(number)d entries were deleted.", len(free))
        messages.success(request, text % {"number": len(free)})
        return HttpResponseRedirect(reverse("admin:blog_image_changelist"))
    used = [(row, uses.uses_of(row)) for row in rows if row not in free]
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Delete unused files"),
        "opts": admin.opts,
    }
    return TemplateResponse(
        request, "admin/blog/image/delete_many.html", context | {"free": free, "used": used}
    )
