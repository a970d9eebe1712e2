"""Replies: what a reader wrote, where it hangs and where it stands.

The base is django-comments-xtd's model with its columns and flags. Its save path renumbers rows and loses
them under load, so order here is a path written once (comments/tree/) and no row is ever renumbered."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from blog.linking import link_to
from blog.models import Imported, Post
from comments import markdown
from comments.models.ledger import Decision
from comments.models.queue import QueueQuerySet
from comments.models.states import Reason, ReplyStatus
from comments.models.writerkey import writer_key

STEP = 6  # characters of the path one level takes: base 36, so two thousand million replies
DEEPEST = 20


class ReplyQuerySet(QueueQuerySet):
    """Every question about many replies; those of moderators stand in comments/models/queue.py."""

    def approved(self) -> Self:
        return self.filter(status=ReplyStatus.APPROVED)

    def shown(self) -> Self:
        """What a thread shows: approved replies, and the places of others that hold approved answers."""
        return self.filter(shown__in=[True])  # SQLite uses no index for the bare column that `=True` becomes

    def waiting(self) -> Self:
        return self.filter(status=ReplyStatus.PENDING)

    def unconfirmed(self) -> Self:
        """Written under an address that nobody has proved to be theirs: seen by nobody."""
        return self.filter(status=ReplyStatus.UNCONFIRMED)

    def confirmed(self) -> Self:
        """All others, whatever became of them."""
        return self.exclude(status=ReplyStatus.UNCONFIRMED)

    def readable(self) -> Self:
        """Approved replies (no pingbacks) to what everybody may read: what feeds may quote. The article is
        looked at for each, so that the newest are found without all others."""
        posts = Post.everything.readable().filter(pk=models.OuterRef("post_id"))
        return self.approved().filter(models.Exists(posts), kind=Reply.Kind.REPLY)

    def newest(self, number: int) -> list[int]:
        """The keys of so many, found on an index before anything else of them is read."""
        rows = self.order_by("-submitted_at", "-xtdcomment_ptr_id")
        return list(rows.values_list("xtdcomment_ptr_id", flat=True)[:number])

    def for_feeds(self) -> Self:
        """What an entry of a feed needs."""
        rows = self.select_related("post").order_by("-submitted_at", "-pk")
        shown = ["writer_name", "writer_url", "body_html", "submitted_at", "edited_at"]
        return rows.only(*shown, "post__title")

    def reportable(self) -> Self:
        """Readers see its words; what other sites say (pingbacks) is no one's reply."""
        return self.approved().filter(kind=Reply.Kind.REPLY)

    def by_writer(self, email: str) -> Self:
        """Written under this address; nobody's for no address."""
        return self.by_key(writer_key(email))

    def by_key(self, key: str) -> Self:
        """Written under the address of this keyed hash; nobody's for none."""
        return self.filter(writer_key=key) if key else self.none()

    def for_learning(self) -> Self:
        """What the spam filter reads, and has learnt, of each reply."""
        return self.only("post_id", "comment", "writer_name", "writer_url", "learned", "status", "import_ref")

    def decided_by_people(self) -> Self:
        """Replies on which a moderator has decided, here or on the site that they were imported from.

        Without those whose words are erased.
        """
        decided = Decision.objects.filter(reply_id=models.OuterRef("pk"), actor=Decision.Actor.MODERATOR)
        imported = models.Q(import_ref__isnull=False)
        return self.filter(imported | models.Exists(decided), kind=Reply.Kind.REPLY).exclude(comment="")

    def for_reading(self) -> Self:
        """What a thread shows of each reply."""
        return self.only(
            "path", "depth", "status", "kind", "writer_name", "writer_url", "is_author",
            "body_html", "submitted_at", "edited_at", "parent_id", "recommended",
            "root_at", "root_recommended",
        )  # fmt: skip

    def answerable(self, post: Post, number: str) -> "Reply | None":
        """The reply of this number, if readers of `post` can see and answer it."""
        found = self.of(post).approved().filter(kind=Reply.Kind.REPLY)
        return found.filter(pk=number).first() if number else None

    def public(self) -> Self:
        """Approved replies (no pingbacks) to what everybody may open: what followers hear of."""
        posts = Post.everything.published()
        return self.approved().filter(kind=Reply.Kind.REPLY, post_id__in=posts.values("pk"))

    def of(self, post: Post) -> Self:
        return self.filter(post_id=post.pk)

    def branch(self, path: str) -> Self:
        """The reply at `path` and everything under it."""
        return self.filter(path__gte=path, path__lte=path + "z" * (STEP * DEEPEST - len(path)))


class Reply(XtdComment, Imported):
    """One reader's reply. Filtered and sorted columns stand here, since indexes cannot span joined tables."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("reply")
        PINGBACK = "pingback", _("pingback")
        TRACKBACK = "trackback", _("trackback")

    # No index of its own: those of the thread begin with it, and PostgreSQL would rather sort by this one.
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="replies", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REPLY, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=ReplyStatus.choices, default=ReplyStatus.PENDING, db_index=True
    )
    shown = models.BooleanField(default=False, editable=False)
    path = models.CharField(max_length=STEP * DEEPEST, editable=False, blank=True)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    root = models.PositiveBigIntegerField(default=0, editable=False, db_index=True)
    root_at = models.DateTimeField(editable=False)  # when its root was written: sorts its branch
    submitted_at = models.DateTimeField(_("written"), db_index=True)
    writer_name = models.CharField(_("name"), max_length=255)
    writer_url = models.CharField(_("website"), max_length=500, blank=True)
    writer_key = models.CharField(max_length=64, blank=True, editable=False)
    is_author = models.BooleanField(_("by an author of the article"), default=False)
    body_html = models.TextField(editable=False, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    recommended = models.PositiveIntegerField(default=0, editable=False)
    root_recommended = models.PositiveIntegerField(default=0, editable=False)  # of its root, if that is read
    score = models.FloatField(null=True, blank=True, editable=False)  # 0 to 1: how much it looks like spam
    suspected = models.BooleanField(default=False, editable=False)
    held_for = models.JSONField(
        default=list, editable=False
    )  # [{"code": …, details}], see comments/screening/holding.py
    learned = models.CharField(max_length=4, blank=True, editable=False)  # what the spam filter took it for
    reason = models.CharField(
        _("reason"), max_length=12, choices=Reason.choices, blank=True, editable=False
    )  # while it is removed
    reports_open = models.PositiveIntegerField(default=0, editable=False)
    user_agent = models.CharField(max_length=300, blank=True, editable=False)

    last_decision: int | None  # see ReplyQuerySet.with_ledger
    state_before: str | None

    objects = ReplyQuerySet.as_manager()
    norel_objects = ReplyQuerySet.as_manager()  # the name under which xtd looks for a plain manager

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["-submitted_at", "-pk"]
        permissions = [("moderate_reply", "Can moderate replies")]
        indexes = [
            models.Index(fields=["post", "shown", "path"], name="reply_thread"),
            models.Index(fields=["writer_key", "post"], name="reply_writer"),  # said here before?
            models.Index(fields=["status", "-submitted_at"], name="reply_queue"),
            models.Index(fields=["post", "shown", "root_at", "path"], name="reply_oldest"),
            models.Index(fields=["post", "shown", "-root_at", "path"], name="reply_newest"),
            models.Index(fields=["post", "shown", "-root_recommended", "root_at", "path"], name="reply_best"),
            models.Index(
                fields=["-submitted_at"], condition=models.Q(reports_open__gt=0), name="reply_reported"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.writer_name}: {self.comment[:60]}"

    def get_absolute_url(self, anchor_pattern: str | None = None) -> str:
        return self.permalink

    @property
    def permalink(self) -> str:
        """Leads to it at any age, on whichever page of its thread it stands."""
        return link_to("comments:permalink", self.pk)

    @property
    def website(self) -> str:
        """The writer's, if it is an address of the web; imports bring all kinds."""
        return self.writer_url if self.writer_url.startswith(("http://", "https://")) else ""

    @property
    def is_foreign(self) -> bool:
        """Whether another system's words stand in it: HTML, not our Markdown."""
        return bool(self.import_ref) and self.import_data.get("markup") != "markdown"

    @property
    def is_read(self) -> bool:
        """Whether readers see its words."""
        return self.status == ReplyStatus.APPROVED

    @property
    def is_unseen_spam(self) -> bool:
        """The rules alone put it away: moderators give a reason, if only that it is spam."""
        return self.status == ReplyStatus.SPAM and self.suspected and not self.reason

    @property
    def seen_as(self) -> str:
        """What a moderator saw: its state, the last decision about it (`with_ledger`), and its last edit."""
        edited = int(self.edited_at.timestamp() * 1_000_000) if self.edited_at else 0
        return f"{self.status}.{getattr(self, 'last_decision', None) or 0}.{edited}"

    @property
    def is_root(self) -> bool:
        """xtd's convention: a reply to the article itself is its own parent."""
        return self.parent_id in {0, self.pk}

    @property
    def is_gone(self) -> bool:
        """A place without words: shown only because an approved answer hangs below."""
        return self.status != ReplyStatus.APPROVED

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Django's own save, not xtd's. New replies are placed by comments.tree.threads.add()."""
        self.mirror()
        models.Model.save(self, *args, **kwargs)

    def settle(self, known: Mapping[str, str] | None = None) -> None:
        """Derive what follows from what was written. `known` is the HTML of foreign texts that are made
        already."""
        made = (known or {}).get(self.comment) if self.is_foreign else None
        written = markdown.from_import if self.is_foreign else markdown.render
        self.body_html = written(self.comment) if made is None else made
        self.mirror()

    def mirror(self) -> None:
        """Write the columns of the parent tables from ours, so that their readers see the same reply."""
        self.mirror_status()
        self.root_at = self.root_at or self.submitted_at
        self.submit_date = self.submitted_at
        self.user_name = self.writer_name[:50]
        self.user_url = self.writer_url if len(self.writer_url) <= 200 else ""
        self.writer_key = writer_key(self.user_email)

    def mirror_status(self) -> None:
        self.is_public = self.status == ReplyStatus.APPROVED
        self.is_removed = self.status in {ReplyStatus.TRASH, ReplyStatus.WITHDRAWN, ReplyStatus.SPAM}
