"""The address of a post as its form shows it: the whole permalink around the slug, and what a change does."""

from copy import copy
from typing import Any
from urllib.parse import unquote

from django.utils import timezone
from django.utils.translation import gettext as _

from blog import addresses
from blog.models import Page, Post, Publication

MARK = "slug-of-this-post"


def around_slug(post: Post) -> tuple[str, str]:
    """What stands before and after the slug in the post's whole address, as readers would read it."""
    sample = copy(post)
    day = Publication.current().local_date(post.publish_at or timezone.now())
    sample.slug, sample.permalink_date = MARK, post.permalink_date or day
    sample.path = f"{post.parent.path}/{MARK}" if post.parent else MARK
    before, _mark, after = unquote(addresses.absolute(sample.get_absolute_url())).partition(MARK)
    return before, after


def slug_attributes(post: Post) -> dict[str, str]:
    """What the script beside the field needs to know."""
    before, after = around_slug(post)
    said = {"data-before": before, "data-after": after, "data-edit": _("Edit"), "data-done": _("Done")}
    if post.pk and post.was_public():
        said["data-warning"] = _("Readers know the old address; it will lead to this one.")
    return said | {"data-label": _("Address")}


def explained(post: Post) -> str:
    """The help beside the field, for who has no script."""
    before, after = around_slug(post)
    shown = _("The address is %(before)s…%(after)s") % {"before": before, "after": after}
    if not (post.pk and post.was_public()):
        return shown
    return f"{shown}. " + _("Readers know it; after a change the old address leads to the new one.")


def parents_of_pages() -> dict[str, Any]:
    """The path of every page that another may stand under, by its key."""
    return {str(key): path for key, path in Page.objects.kept().values_list("pk", "path")}
