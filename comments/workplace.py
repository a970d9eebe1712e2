"""What the debate adds to the admin's places: a panel of what waits, a column of counts."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin.places import Panel, PostColumn, Row
from blog.models import Post
from comments import permissions
from comments.models import Reply, ReplyStatus

SHOWN = 6


def waiting(request: HttpRequest) -> Panel | None:
    """Replies that a moderator has to read, the oldest first."""
    if not permissions.may_moderate(request.user):
        return None
    replies = Reply.objects.waiting().select_related("post").order_by("submitted_at")
    address = f"{reverse('admin:comments_reply_changelist')}?state={ReplyStatus.PENDING}"
    rows = [row(reply) for reply in replies[:SHOWN]]
    return Panel(_("Replies waiting"), rows, replies.count(), address, _("No reply is waiting."))


def row(reply: Reply) -> Row:
    said = date_format(timezone.localtime(reply.submitted_at), "j M Y, H:i")
    return Row(
        f"{reply.writer_name}: {reply.comment[:80]}",
        reverse("admin:comments_reply_change", args=[reply.pk]),
        f"{reply.post.title}, {said}",
    )


def with_thread(posts: "QuerySet[Post]") -> "QuerySet[Post]":
    return posts.select_related("thread")


def count(post: Post) -> str:
    thread = getattr(post, "thread", None)
    return str(thread.approved_count) if thread else "0"


column = PostColumn("reply_count", gettext_lazy("replies"), with_thread, count)  # type: ignore[arg-type]
