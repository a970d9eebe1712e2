"""What the debate adds to the admin's places: a panel of what waits, a column of counts."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin.places import Panel, PostColumn, Row
from blog.models import Post
from comments import permissions
from comments.models import Reply, ReplyStanding, View

SHOWN = 6


def waiting(request: HttpRequest) -> Panel | None:
    """What moderators have to decide: how many in each view, and the oldest that wait."""
    if not permissions.may_moderate(request.user):
        return None
    numbers = ReplyStanding.numbers()
    rows = [counted(view, numbers[view]) for view in (View.REPORTED, View.SUSPECTED) if numbers[view]]
    replies = Reply.objects.in_view(View.WAITING).select_related("post").order_by("submitted_at")
    rows += [row(reply) for reply in replies[:SHOWN]]
    return Panel(
        _("Replies waiting"), rows, numbers[View.WAITING], queue(View.WAITING), _("No reply is waiting.")
    )


def answers(request: HttpRequest) -> Panel | None:
    """What readers have said to the articles of somebody who does not moderate; nothing waits with it."""
    own = Post.objects.belonging_to(request.user)
    if permissions.may_moderate(request.user) or not request.user.has_perm("blog.view_post"):
        return None
    replies = Reply.objects.approved().filter(post__in=own.values("pk"))
    newest = replies.select_related("post").order_by("-submitted_at")[:SHOWN]
    rows = [row(reply, reply.get_absolute_url()) for reply in newest]
    return Panel(
        _("Replies to your articles"), rows, replies.count(), "", _("No reply to your articles yet.")
    )


def queue(view: str) -> str:
    return f"{reverse('admin:comments_reply_changelist')}?view={view}"


def counted(view: View, number: int) -> Row:
    """A line that leads to another view of the queue."""
    return Row(f"{view.label}: {number}", queue(view))


def row(reply: Reply, address: str = "") -> Row:
    said = date_format(timezone.localtime(reply.submitted_at), "j M Y, H:i")
    return Row(
        f"{reply.writer_name}: {Truncator(reply.comment).words(14)}",
        address or reverse("admin:comments_reply_change", args=[reply.pk]),
        f"{reply.post.title}, {said}",
    )


def with_thread(posts: "QuerySet[Post]") -> "QuerySet[Post]":
    return posts.select_related("thread")


def count(post: Post) -> str:
    thread = getattr(post, "thread", None)
    return str(thread.approved_count) if thread else "0"


column = PostColumn("reply_count", gettext_lazy("replies"), with_thread, count)  # type: ignore[arg-type]
