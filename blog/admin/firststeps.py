"""The first steps on a new site, until its first article is out."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import MenuItem, Page, Post, Publication


@dataclass(frozen=True)
class Step:
    """Something that a new site wants, where it is done, and whether it is."""

    title: str
    url: str
    remark: str
    is_done: bool = False


def steps(request: HttpRequest) -> list[Step]:
    """What this user can do towards a first article; nothing once readers can see one."""
    if not request.user.has_perm("blog.add_post") or Post.objects.published().exists():
        return []
    has_draft = Post.objects.belonging_to(request.user).exists()
    first = Step(
        _("Write your first article"),
        reverse("admin:blog_post_add"),
        _("Nobody sees it before you publish it."),
        has_draft,
    )
    return [first, *(setting_up() if request.user.has_perm("blog.change_publication") else [])]


def setting_up() -> list[Step]:
    """What editors settle once."""
    publication = Publication.current()
    default = Publication._meta.get_field("name").default
    return [
        Step(
            _("Give the publication its name and its colours"),
            reverse("admin:blog_publication_changelist"),
            _("With a logo, if there is one. You see how it looks before you save."),
            publication.name != default,
        ),
        Step(
            _("Say who you are"),
            reverse("admin:blog_page_add"),
            _("A page “About”, and perhaps the rules of the debate."),
            Page.objects.kept().exists(),
        ),
        Step(
            _("Arrange the menu"),
            reverse("admin:blog_menuitem_changelist"),
            _("Until then readers see the first categories."),
            MenuItem.objects.exists(),
        ),
    ]
