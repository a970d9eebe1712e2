"""Who wants to hear of which replies."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from comments.models.states import Cadence
from comments.models.writer import Writer


class Follow(models.Model):
    """An address that wants mail: of what is written under `reply`, else to `post`, else anywhere."""

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="follows")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    reply = models.ForeignKey("comments.Reply", null=True, on_delete=models.CASCADE, related_name="+")
    cadence = models.CharField(_("how often"), max_length=8, choices=Cadence.choices, default=Cadence.AT_ONCE)
    made_at = models.DateTimeField(default=timezone.now)

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
