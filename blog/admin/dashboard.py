"""The dashboard's own panels: what waits for whoever looks at it."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import permissions
from blog.admin.places import Panel, Row, panels
from blog.models import Image, Post, PostQuerySet, Status

SHOWN = 6


def reviews(request: HttpRequest) -> Panel | None:
    """What others have handed in: first come, first read."""
    if not permissions.edits_others(request.user):
        return None
    posts = own(request).with_status(Status.REVIEW).order_by("modified_at", "pk")
    return panel(request, _("Waiting for a review"), posts, Status.REVIEW, _("Nothing waits for a review."))


def writing(request: HttpRequest) -> Panel | None:
    """Drafts; for whoever hands in, with what they have handed in."""
    drafts, empty = own(request).order_by("-modified_at", "-pk"), _("Nothing is being written.")
    if permissions.edits_others(request.user):
        return panel(request, _("Drafts"), drafts.with_status(Status.DRAFT), Status.DRAFT, empty)
    drafts = drafts.with_status(Status.DRAFT, Status.REVIEW)
    return panel(request, _("Your drafts"), drafts, "", empty)  # no one state: the whole list follows


def scheduled(request: HttpRequest) -> Panel | None:
    """What will appear by itself."""
    posts = own(request).with_status(Status.SCHEDULED).filter(publish_at__gt=timezone.now())
    empty = _("Nothing is scheduled.")
    return panel(request, _("Scheduled"), posts.order_by("publish_at", "pk"), Status.SCHEDULED, empty)


def undescribed(request: HttpRequest) -> Panel | None:
    """Pictures without words for those who cannot see them: all for editors, for others their own."""
    if not request.user.has_perm("blog.change_image"):
        return None
    images, whose = Image.objects.filter(alt="").exclude(file=""), ""
    if not permissions.edits_others(request.user):
        images, whose = images.filter(uploaded_by=permissions.person(request)), "&mine=1"
    found = [
        Row(str(image), reverse("admin:blog_image_change", args=[image.pk]), day(image.created_at))
        for image in images.only("title", "file", "source_url", "created_at").order_by("-pk")[:SHOWN]
    ]
    address = f"{reverse('admin:blog_image_changelist')}?no_alt=1{whose}"
    empty = _("Every picture has an alternative text.")
    return Panel(_("Pictures without alternative text"), found, images.count(), address, empty)


def own(request: HttpRequest) -> PostQuerySet:
    """The articles of the list that this user sees."""
    rows: PostQuerySet = Post.objects.belonging_to(request.user)
    return rows.defer("body", "body_html", "body_text", "import_data")


def panel(request: HttpRequest, title: str, posts: PostQuerySet, status: str, empty: str) -> Panel | None:
    """A panel of articles; none for who may not see articles."""
    if not request.user.has_perm("blog.view_post"):
        return None
    address = f"{reverse('admin:blog_post_changelist')}{status and f'?status={status}'}"
    return Panel(title, rows(posts[:SHOWN]), posts.count(), address, empty)


def rows(posts: Iterable[Post]) -> list[Row]:
    return [Row(str(post), reverse("admin:blog_post_change", args=[post.pk]), remark(post)) for post in posts]


def remark(post: Post) -> str:
    """Its state while it is written, otherwise its time."""
    said = day(post.publish_at if post.status == Status.SCHEDULED else post.modified_at)
    return f"{post.get_status_display()}, {said}" if post.status != Status.SCHEDULED else said


def day(moment: object) -> str:
    return date_format(timezone.localtime(moment), "j M Y, H:i")  # type: ignore[arg-type]


panels += [reviews, writing, scheduled, undescribed]
