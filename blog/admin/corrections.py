"""Corrections: a page of their own below the article's form, so that neither loses what the other types."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog import correcting, permissions
from blog.admin import places
from blog.models import Correction, Post


class CorrectionForm(forms.ModelForm[Correction]):
    """What was wrong and what is right, and since when that is said."""

    class Meta:
        model = Correction
        fields = ["text", "made_at"]
        field_classes = {"made_at": forms.SplitDateTimeField}
        widgets = {
            "text": AdminTextareaWidget(attrs={"rows": 4, "dir": "auto"}),
            "made_at": forms.SplitDateTimeWidget(
                date_format="%Y-%m-%d",
                time_format="%H:%M",
                date_attrs={"type": "date"},
                time_attrs={"type": "time"},
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget: Any = self.fields["made_at"].widget
        for part, name in zip(widget.widgets, (_("Date"), _("Time")), strict=True):
            part.attrs["aria-label"] = name

    def clean_made_at(self) -> Any:
        """Not before there was a text, and not to come."""
        moment = self.cleaned_data["made_at"]
        if moment > timezone.now():
            raise forms.ValidationError(_("A correction is dated when it is made, not later."))
        return moment


def corrections(
    site_admin: Any, request: HttpRequest, object_id: str, correction_id: int | None = None
) -> HttpResponse:
    """The corrections of one article, and a form for one of them or a new one."""
    if not request.user.has_perm("blog.add_correction"):
        raise PermissionDenied
    post = get_object_or_404(site_admin.get_queryset(request), pk=object_id)
    if not permissions.may_correct(request.user, post):
        raise PermissionDenied
    correction = Correction(post=post)
    if correction_id:
        correction = get_object_or_404(post.corrections, pk=correction_id)
    form = CorrectionForm(request.POST or None, instance=correction)
    if request.method == "POST" and ("_take_back" in request.POST or form.is_valid()):
        return settled(site_admin, request, correction)
    context = {"title": _("Corrections"), "subtitle": str(post), "opts": site_admin.opts, "post": post}
    context |= {"form": form, "correction": correction, "corrections": list(post.corrections.all())}
    context |= site_admin.admin_site.each_context(request)
    return TemplateResponse(request, "admin/blog/post/corrections.html", context)


def settled(site_admin: Any, request: HttpRequest, correction: Correction) -> HttpResponse:
    """Keep it or take it back, as the pressed button says, and show what readers see now."""
    post = correction.post
    if "_take_back" in request.POST and correction.pk:
        correcting.take_back(correction)
        said = _("Taken back: readers do not see it any more.")
    else:
        correcting.correct(correction, permissions.person(request))
        said = _("Readers see the correction.") if post.is_public else _("Readers will see the correction.")
    site_admin.log_change(request, post, _("Correction: %s") % correction.text[:200])
    messages.success(request, said)
    return redirect(address_of(post))


def address_of(post: Post) -> str:
    return reverse(f"admin:blog_{post.kind}_corrections", args=[post.pk])


def box(request: HttpRequest, post: Post | None) -> dict[str, Any] | None:
    """The side box of an article that readers know: what was corrected, and the way to the page."""
    if post is None or not post.is_out or not permissions.may_correct(request.user, post):
        return None
    return {"corrections": list(post.corrections.all()), "address": address_of(post)}


def urls(site_admin: Any) -> list[URLPattern]:
    """Below the article's own address in the admin."""
    name = f"blog_{site_admin.opts.model_name}_correction"

    def view(request: HttpRequest, **arguments: Any) -> HttpResponse:
        return corrections(site_admin, request, **arguments)

    door = site_admin.admin_site.admin_view(view)
    return [
        path("<str:object_id>/corrections/", door, name=f"{name}s"),
        path("<str:object_id>/corrections/<int:correction_id>/", door, name=name),
    ]


places.writing_urls.append(urls)
places.post_boxes.append(places.Box("corrections", "admin/blog/post/_corrections.html", box))
