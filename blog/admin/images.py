"""The media library: pictures with their words, where each is used, and the choice of one for a text."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.admin.choosing import choice
from blog.admin.figures import ACCEPTED
from blog.admin.thumbnails import thumbnail
from blog.admin.uploads import upload_urls
from blog.models import Image, Post


class ImageForm(forms.ModelForm[Image]):
    """A picture and its words. The model's field looks at whatever is uploaded before it is kept."""

    class Meta:
        widgets = {
            "alt": AdminTextareaWidget(attrs={"rows": 2}),
            "caption": AdminTextareaWidget(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].required = not self.instance.pk or bool(self.instance.file)
            self.fields["file"].widget.is_required = self.fields["file"].required
            self.fields["file"].widget.attrs["accept"] = ACCEPTED


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin[Image]):
    """Pictures, newest first."""

    form = ImageForm
    list_display = ["shown_thumbnail", "shown_title", "alt", "credit", "shown_size", "created_at"]
    list_display_links = ["shown_thumbnail", "shown_title"]
    list_per_page = 30
    search_fields = ["title", "alt", "caption", "credit", "file"]
    search_help_text = _("Words of the title, caption, credit or file name")
    readonly_fields = ["shown_picture", "shown_size", "shown_uses"]
    fields = [
        "shown_picture",
        "file",
        "alt",
        "caption",
        "credit",
        "title",
        "source_url",
        *readonly_fields[1:],
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Image]":
        return super().get_queryset(request).prefetch_related("renditions")

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.may_change_image(request.user, obj))

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if not change:
            obj.uploaded_by = permissions.person(request)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("picture"))
    def shown_thumbnail(self, image: Image) -> SafeString:
        return thumbnail(image)

    @admin.display(description=_("picture"))
    def shown_picture(self, image: Image) -> SafeString:
        return thumbnail(image if image.pk else None)

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, image: Image) -> str:
        return str(image)

    @admin.display(description=_("size"))
    def shown_size(self, image: Image) -> str:
        return f"{image.width} × {image.height}" if image.width and image.height else "–"

    @admin.display(description=_("used in"))
    def shown_uses(self, image: Image) -> SafeString | str:
        """Articles and pages that show it, each with its form."""
        posts = Post.everything.showing(image) if image.pk else Post.everything.none()
        links = ((reverse(f"admin:blog_{post.kind}_change", args=[post.pk]), str(post)) for post in posts)
        return format_html_join("", '<a class="use" href="{}">{}</a>', links) or "–"

    # Choosing a picture for a text

    def get_urls(self) -> list[URLPattern]:
        chooser = self.admin_site.admin_view(self.choose)
        chosen = path("choose/", chooser, name="blog_image_choose")
        return [chosen, *upload_urls(self), *super().get_urls()]

    def choose(self, request: HttpRequest) -> HttpResponse:
        """The window of pictures, for the editor: a press hands one over to the text."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").strip()
        found, _duplicates = self.get_search_results(
            request, self.get_queryset(request).exclude(file=""), words
        )
        return TemplateResponse(request, "admin/blog/image/choose.html", choice(request, found, words))
