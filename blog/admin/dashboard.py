"""The dashboard's own panels: what is being written, what will appear, what is new."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.admin.places import Panel, Row, panels
from blog.models import Post, PostQuerySet, Status

SHOWN = 6


def writing(request: HttpRequest) -> Panel | None:
    """Drafts and what waits for a review."""
    posts = own(request).with_status(Status.DRAFT, Status.REVIEW).order_by("-modified_at")
    return panel(request, _("Drafts and in review"), posts, Status.DRAFT, _("Nothing is being written."))


def scheduled(request: HttpRequest) -> Panel | None:
    """What will appear by itself."""
    posts = own(request).with_status(Status.SCHEDULED).filter(publish_at__gt=timezone.now())
    empty = _("Nothing is scheduled.")
    return panel(request, _("Scheduled"), posts.order_by("publish_at"), Status.SCHEDULED, empty)


def newest(request: HttpRequest) -> Panel | None:
    """What readers have seen last."""
    posts = own(request).published().newest_first()
    return panel(request, _("Newest articles"), posts, Status.PUBLISHED, _("Nothing is published yet."))


def own(request: HttpRequest) -> PostQuerySet:
    """The articles of the list that this user sees."""
    rows: PostQuerySet = Post.objects.belonging_to(request.user)
    return rows.defer("body", "body_html", "body_text", "import_data")


def panel(request: HttpRequest, title: str, posts: PostQuerySet, status: Status, empty: str) -> Panel | None:
    """A panel of articles; none for who may not see articles."""
    if not request.user.has_perm("blog.view_post"):
        return None
    address = f"{reverse('admin:blog_post_changelist')}?status={status}"
    return Panel(title, rows(posts[:SHOWN]), posts.count(), address, empty)


def rows(posts: Iterable[Post]) -> list[Row]:
    return [Row(str(post), address(post), remark(post)) for post in posts]


def address(post: Any) -> str:
    return reverse("admin:blog_post_change", args=[post.pk])


def remark(post: Post) -> str:
    """Its state while it is written, otherwise its time."""
    moment = post.publish_at or post.modified_at
    said = date_format(timezone.localtime(moment), "j M Y, H:i")
    if post.status in {Status.DRAFT, Status.REVIEW}:
        return f"{post.get_status_display()}, {said}"
    return said


panels += [writing, scheduled, newest]
