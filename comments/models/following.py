"""Who wants to hear of which replies, and how often."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post, User
from comments.models.reply import Reply
from comments.models.states import Cadence
from comments.models.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Collection


class FollowQuerySet(models.QuerySet["Follow"]):
    """Every question about many follows."""

    def covering(self, reply: Reply, above: "Collection[int]") -> Self:
        """Those that want to hear of `reply`; `above` are the numbers of the replies from which it hangs."""
        branch = Q(reply__in=Reply.objects.filter(pk__in=above).approved().values("pk"))
        article = Q(post=reply.post_id, reply=None)
        return self.filter(branch | article | Q(post=None, reply=None))

    def with_names(self) -> Self:
        """With what they follow, in one query."""
        return self.select_related("post", "reply__post").order_by("-made_at", "-pk")


class Follow(models.Model):
    """An address that wants mail: of what is written under `reply`, else to `post`, else anywhere."""

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="follows")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    reply = models.ForeignKey("comments.Reply", null=True, on_delete=models.CASCADE, related_name="+")
    cadence = models.CharField(_("how often"), max_length=8, choices=Cadence.choices, default=Cadence.AT_ONCE)
    made_at = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [
            models.UniqueConstraint(
                fields=["writer", "reply"], condition=Q(reply__isnull=False), name="follow_reply_once"
            ),
            models.UniqueConstraint(
                fields=["writer", "post"],
                condition=Q(post__isnull=False, reply__isnull=True),
                name="follow_post_once",
            ),
            models.UniqueConstraint(
                fields=["writer"], condition=Q(post__isnull=True, reply__isnull=True), name="follow_all_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.writer_id}: {self.reply_id or self.post_id or '*'}"


class StaffMail(models.Model):
    """Which mail somebody of the publication wants about replies; the defaults where they never said."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="staff_mail")
    articles = models.CharField(
        _("replies to my articles"), max_length=8, choices=Cadence.choices, default=Cadence.DAILY
    )
    queue = models.BooleanField(_("replies that wait for a moderator"), default=True)

    class Meta:
        verbose_name = _("mail to somebody of the publication")
        verbose_name_plural = _("mail to the publication")

    def __str__(self) -> str:
        return str(self.user)
