"""The form of a post: who may choose which state, and mistakes said beside the field they are in."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf.global_settings import LANGUAGES
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.admin.address import explained, slug_attributes
from blog.admin.editor.bodyfield import BodyField
from blog.admin.moments import MomentField, unless_untouched
from blog.admin.picturefield import PictureInput
from blog.admin.widgets import CategoriesField, IndentedChoiceField, TagsField
from blog.models import Category, Post, Publication, Status, User
from blog.models.slugs import free_slug, slug_from

PUBLIC = {Status.PUBLISHED, Status.SCHEDULED}


def language_choices(current: str) -> list[tuple[str, Any]]:
    """Languages by name; what an import brought stays among them."""
    known = [("", _("the publication's")), *((code, _(name)) for code, name in LANGUAGES)]
    return known if any(code == current for code, _name in known) else [*known, (current, current)]


def clock() -> str:
    """“In the time of Europe/London, now 14:05”."""
    zone = Publication.current().zone
    now = date_format(timezone.now().astimezone(zone), "H:i")
    return gettext("In the time of %(zone)s, where it is %(now)s.") % {"zone": zone.key, "now": now}


class WritingForm(forms.ModelForm[Post]):
    """What posts and pages have in common. `user` is set by the admin for each request."""

    user: User
    body = BodyField()

    class Meta:
        field_classes = {"publish_at": MomentField}
        widgets = {
            "title": AdminTextareaWidget(
                attrs={"class": "headline", "rows": 1, "dir": "auto", "placeholder": _("Title")}
            ),
            "standfirst": AdminTextareaWidget(attrs={"rows": 2, "dir": "auto", "data-counter": 200}),
            "seo_title": AdminTextInputWidget(attrs={"dir": "auto", "data-counter": 60}),
            "seo_description": AdminTextareaWidget(attrs={"rows": 2, "dir": "auto", "data-counter": 160}),
            "featured_image": PictureInput(),
            "password": AdminTextInputWidget(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "body" in fields:
            fields["body"].open(self.instance.body, self.data.get("body"))
        if "slug" in fields:
            fields["slug"].allow_unicode = True  # for the script that proposes it
            fields["slug"].label, fields["slug"].help_text = _("Address"), explained(self.instance)
            fields["slug"].widget.attrs |= slug_attributes(self.instance)
        if "language" in fields:
            choices = language_choices(self.instance.language)
            fields["language"] = forms.ChoiceField(
                choices=choices, required=False, label=_("Language of the text")
            )
        if "publish_at" in fields:
            day, hour = fields["publish_at"].widget.widgets
            day.attrs["aria-label"], hour.attrs["aria-label"] = _("Date"), _("Time")
            fields["publish_at"].help_text = clock()
        if "status" in fields:
            allowed = permissions.statuses_for(self.user, self.instance.status)
            fields["status"].choices = [(status.value, status.label) for status in allowed]

    def clean_title(self) -> str:
        """One line, however it was typed."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_status(self) -> str:
        """The chosen state, or the one that the pressed button stands for."""
        chosen = self.cleaned_data["status"]
        if "_publish" in self.data:
            chosen = Status.PUBLISHED
        elif "_review" in self.data:
            chosen = Status.REVIEW
        if chosen not in permissions.statuses_for(self.user, self.instance.status):
            raise ValidationError(_("You cannot publish this yourself. Please submit it for review."))
        return str(chosen)

    def clean_publish_at(self) -> datetime | None:
        """The moment that is meant; the one that was there if its text was left alone."""
        return unless_untouched(self.cleaned_data["publish_at"], self.instance.publish_at)

    def clean_slug(self) -> str:
        """One that no other holds. A proposed one is made free; one chosen by hand is answered."""
        slug = self.cleaned_data["slug"].strip()
        title = self.cleaned_data.get("title", "")
        if slug and not self.instance.slug and slug == slugify(title, allow_unicode=True)[: len(slug)]:
            return free_slug(slug_from(title), self.rivals())
        if slug and self.rivals().filter(slug=slug).exists():
            raise ValidationError(_("Another one has this slug already. Please choose a different one."))
        return str(slug)

    def rivals(self) -> Any:
        """The rows whose slugs are taken."""
        return self.instance.rivals()

    def clean_canonical_url(self) -> str:
        """Empty or absolute."""
        address = self.cleaned_data["canonical_url"].strip()
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError(_("An address starts with https://"))
        return str(address)

    def clean(self) -> dict[str, Any]:
        """Scheduled means a time to come."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        status, moment = cleaned.get("status"), cleaned.get("publish_at")
        if status in PUBLIC and isinstance(moment, datetime):
            cleaned["status"] = Status.SCHEDULED if moment > timezone.now() else Status.PUBLISHED
        elif status == Status.SCHEDULED and "publish_at" not in self.errors:
            self.add_error("publish_at", _("Say when it shall appear."))
        return cleaned


class PostForm(WritingForm):
    """An article's form."""

    categories = CategoriesField()
    primary_category = IndentedChoiceField(
        Category.objects.none(),
        required=False,
        label=_("Main category"),
        empty_label=_("the first one chosen"),
    )
    tags = TagsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "categories" in fields:
            fields["categories"].widget.may_add = self.user.has_perm("blog.add_category")
        for name in ("categories", "primary_category"):
            if name in fields:
                fields[name].queryset = Category.objects.with_tree_fields()

    def clean(self) -> dict[str, Any]:
        """The main category is one of the categories."""
        cleaned = super().clean()
        main, chosen = cleaned.get("primary_category"), list(cleaned.get("categories") or [])
        if main and main not in chosen:
            cleaned["categories"] = [*chosen, main]
        elif chosen and not main:
            cleaned["primary_category"] = chosen[0]
        return cleaned
