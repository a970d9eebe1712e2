"""Filing many posts at once: the action of the list that adds a category and tags to the chosen ones."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog import permissions
from blog.admin.widgets import IndentedChoiceField, TagsField
from blog.models import Category, Post, Revision, User
from blog.revisions import revising


class FilingForm(forms.Form):
    """Where the chosen posts are filed from now on, beside where they are filed already."""

    category = IndentedChoiceField(
        Category.objects.none(), required=False, label=_("Category to add"), empty_label=_("none")
    )
    tags = TagsField(label=_("Tags to add"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["category"].queryset = Category.objects.with_tree_fields()


def file_chosen(admin: Any, request: HttpRequest, posts: Iterable[Post]) -> HttpResponse | None:
    """The page that asks where to file the posts; after its button, the sentence that they are filed."""
    form = FilingForm(request.POST if "_file" in request.POST else None)
    if not form.is_valid():
        context = {**admin.admin_site.each_context(request), "title": _("Add a category or tags")}
        context |= {"posts": posts, "form": form, "opts": admin.opts, "checkbox": ACTION_CHECKBOX_NAME}
        return TemplateResponse(request, "admin/blog/post/file_chosen.html", context)
    number = 0
    for key in [post.pk for post in posts]:
        if post := add_to(key, permissions.person(request), **form.cleaned_data):
            admin.log_change(request, post, str(_("Filed with others.")))
            number += 1
    text = ngettext("%(number)d text is filed.", "%(number)d texts are filed.", number)
    admin.message_user(request, text % {"number": number}, messages.SUCCESS)
    return None


@transaction.atomic
def add_to(key: int, user: User, category: Category | None, tags: list[str]) -> Post | None:
    """File one post there too. A form of it that is open somewhere is told by the version."""
    post = revising.locked(key)
    if post is None:
        return None
    if category:
        post.categories.add(category)
        post.primary_category = post.primary_category or category
    post.tags.add(*tags)
    post.modified_at = timezone.now()
    post.save(update_fields=["primary_category", "modified_at"])
    revising.raise_version(post)
    revising.record(post, user, Revision.Kind.PUBLISHED if post.is_out else Revision.Kind.SAVED)
    return post
