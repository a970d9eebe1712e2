"""The media library: one file's page, where it is used, and the choice of a picture for a text."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from blog import permissions
from blog.admin import library
from blog.admin.choosing import choice
from blog.admin.fileform import LICENCES, FileForm, PictureForm
from blog.admin.uploads import upload_urls
from blog.files import uses
from blog.models import Attachment, Image
from blog.trouble import sentence_about_file, status_of


class FileAdmin(admin.ModelAdmin[Any]):
    """What pictures, recordings and documents have in common: whose they are, where they are used, and how
    one goes."""

    change_form_template = "admin/blog/image/change_form.html"
    delete_confirmation_template = "admin/blog/image/delete_confirmation.html"
    search_fields = ["title", "credit", "file"]
    readonly_fields = ["shown_facts"]

    class Media:
        css = {"all": ["css/admin/library.css"]}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.may_change_file(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or permissions.may_delete_file(request.user, obj))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where the file cannot be stored, the form comes back with its words and the reason."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (OSError, DatabaseError) as error:
            if not (sentence := sentence_about_file(error)):
                raise
            vars(request)["trouble"] = sentence
            response = super().changeform_view(request, *args, **kwargs)
            response.status_code = status_of(error)
            return response

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        return type(form.__name__, (form,), {"trouble": vars(request).get("trouble", "")})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.uploaded_by = permissions.person(request)
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = kwargs.get("obj")
        if row and request.method == "POST":
            row.refresh_from_db()  # a file that was refused lies nowhere: the one that is kept is shown
        context |= {"licences": LICENCES, "uses": uses.uses_of(row) if row else [], "row": row}
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What is used is only deleted by somebody who has seen where, and says so."""
        row = self.get_object(request, object_id)
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        found = uses.uses_of(row) if row else []
        if request.method == "POST" and found and "even_so" not in request.POST:
            self.message_user(request, _("Nothing was deleted: this file is used."), messages.ERROR)
            return HttpResponseRedirect(request.path)
        return super().delete_view(request, object_id, {"uses": found, "row": row, **(extra_context or {})})

    @admin.display(description=_("size"))
    def shown_facts(self, row: Any) -> str:
        """Its size on the page or its length, and its weight."""
        if not row.pk or not row.file:
            return "–"
        size = f"{row.width} × {row.height}" if getattr(row, "width", None) else length_in_words(row)
        weight = filesizeformat(row.bytes) if getattr(row, "bytes", 0) else ""
        return " · ".join(filter(None, [size, weight])) or "–"


def length_in_words(row: Any) -> str:
    """“12:05” for a recording that says so."""
    seconds = getattr(row, "seconds", None)
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""


@admin.register(Attachment)
class AttachmentAdmin(FileAdmin):
    """One recording or document; the list is the media library's."""

    form = FileForm
    fields = ["file", "title", "description", "credit", "licence", "seconds", "source_url", "shown_facts"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # no entry of its own beside the library

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:blog_image_changelist"))


@admin.register(Image)
class ImageAdmin(FileAdmin):
    """Pictures, and the list of everything in the library, newest first."""

    form = PictureForm
    search_fields = ["title", "alt", "caption", "credit", "file"]
    fields = [
        "file", "alt", "caption", "credit", "licence", "title", "focus_x", "focus_y", "source_url",
        "shown_facts",
    ]  # fmt: skip

    class Media:
        js = [Script("js/admin/focal-point.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Image]":
        return super().get_queryset(request).prefetch_related("renditions")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The library instead of a table."""
        return library.show(self, request)

    # Choosing a picture for a text

    def get_urls(self) -> list[URLPattern]:
        chooser = self.admin_site.admin_view(self.choose)
        chosen = path("choose/", chooser, name="blog_image_choose")
        return [chosen, *upload_urls(self), *library.library_urls(self), *super().get_urls()]

    def choose(self, request: HttpRequest) -> HttpResponse:
        """The window of pictures, for the editor: a press hands one over to the text."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").strip()
        found, _duplicates = self.get_search_results(
            request, self.get_queryset(request).exclude(file=""), words
        )
        return TemplateResponse(request, "admin/blog/image/choose.html", choice(request, found, words))
