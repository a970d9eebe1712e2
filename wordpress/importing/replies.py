"""Comments as replies: true parents at any depth, states, writers, dates; pingbacks apart."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import Error, transaction
from django.utils import timezone

from blog.models import Author, Post
from comments.models import Reply
from comments.tree.counts import recount
from comments.tree.threads import Incoming, place_many
from wordpress.reader import Comment, Item

from . import moments
from .missing import MISSING, with_missing
from .reply_fields import columns, doubt
from .run import Run


@dataclass(frozen=True)
class Arrivals:
    """One item's comments by what they are called here, and the rows that are here already.

    `post` is None in a dry run.
    """

    item: Item
    post: Post | None
    refs: dict[str, Comment]
    here: dict[str, Reply]

    def fills(self, ref: str) -> bool:
        """Whether the comment arrives where an earlier export only left an empty place."""
        row = self.here.get(ref)
        return bool(row and row.import_data.get("missing") and self.refs[ref].approved != MISSING)


class Replies:
    """Takes the comments of one item at a time."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def take(self, item: Item, row: int | None) -> None:
        """The comments of `item`, whose post is row `row` (None: a dry run, or a post that failed)."""
        if not item.comments:
            return
        self.run.ledger.found("comment", len(item.comments))
        if row is None and self.run.write:
            reason = "its post was not taken"
            self.run.ledger.left_out("comment", self.run.ref(item), item.title, reason, len(item.comments))
            return
        refs = self._refs(item)
        here = {str(reply.import_ref): reply for reply in Reply.objects.filter(import_ref__in=refs)}
        post = Post.everything.get(pk=row) if row and self.run.write else None
        arrivals = Arrivals(item, post, refs, here)
        self._count(arrivals)
        if post is not None:
            self._write(arrivals, post)

    def _refs(self, item: Item) -> dict[str, Comment]:
        """Comments by what they are called here; one that stands in the item twice counts once."""
        refs: dict[str, Comment] = {}
        for comment in with_missing(item.comments):
            ref = self._ref(item, comment)
            if ref in refs:
                self.run.ledger.left_out("comment", ref, comment.author, "it stands in the file twice")
            else:
                refs[ref] = comment
        return refs

    def _ref(self, item: Item, comment: Comment) -> str:
        """By WordPress's number and the post's, since files made by other tools repeat numbers."""
        if comment.id is not None:
            return self._numbered(item, comment.id)
        said = "\n".join((str(item.id), comment.author, str(comment.date), comment.content))
        return self.run.source.ref("comment", "~" + hashlib.sha256(said.encode()).hexdigest()[:32])

    def _numbered(self, item: Item, number: int) -> str:
        return self.run.source.ref("comment", f"{self.run.ref(item).rpartition(':')[2]}.{number}")

    def _count(self, arrivals: Arrivals) -> None:
        """Every comment of the file is taken or is here; empty places are neither."""
        for ref, comment in arrivals.refs.items():
            if comment.approved == MISSING:
                continue
            new = ref not in arrivals.here or arrivals.fills(ref)
            (self.run.ledger.taken if new else self.run.ledger.here)("comment")
            for reason in self._changes(arrivals, comment) if new else []:
                self.run.ledger.note("comment", ref, comment.author, "changed", reason)

    def _changes(self, arrivals: Arrivals, comment: Comment) -> list[str]:
        """What could not be taken over as the file has it."""
        reasons = [doubt(comment)]
        if comment.parent and comment.parent == comment.id:
            reasons.append("in the file it answers itself; it opens a thread")
        parent = arrivals.refs.get(self._numbered(arrivals.item, comment.parent))
        if parent and parent.approved == MISSING:
            reasons.append("what it answers is not in the file; an empty place stands for it")
        if moments.written(comment, self.run.zone) is None:
            reasons.append("the file gives it no date; it has its post's")
        return [reason for reason in reasons if reason]

    def _write(self, arrivals: Arrivals, post: Post) -> None:
        new = [ref for ref in arrivals.refs if ref not in arrivals.here]
        try:
            writers = self._bylines(post) if new else set()
            place_many(post, [self._incoming(arrivals, post, ref, writers) for ref in new])
            self._fill(arrivals, post)
        except (Error, ValueError, OverflowError) as error:
            self._refuse(arrivals, f"the database refused it: {' '.join(str(error).split())[:300]}")

    def _incoming(self, arrivals: Arrivals, post: Post, ref: str, writers: set[int | None]) -> Incoming:
        comment = arrivals.refs[ref]
        reply = Reply(post=post, import_ref=ref, **columns(comment, self._date(arrivals, comment)))
        reply.is_author = bool(comment.user_id) and comment.user_id in writers
        answers = comment.parent > 0 and comment.parent != comment.id
        return Incoming(reply, self._numbered(arrivals.item, comment.parent) if answers else "")

    def _date(self, arrivals: Arrivals, comment: Comment) -> datetime:
        of_post = moments.published(arrivals.item, self.run.zone)
        return moments.written(comment, self.run.zone) or of_post or timezone.now()

    def _bylines(self, post: Post) -> set[int | None]:
        """The numbers that the post's authors have as users of WordPress."""
        own = self.run.source.ref("author", "")
        bylines = Author.objects.filter(post_authors__post=post, import_ref__startswith=own)
        return set(bylines.values_list("legacy_id", flat=True))

    def _fill(self, arrivals: Arrivals, post: Post) -> None:
        """What arrives now where an earlier file only left an empty place takes that place."""
        filling = [ref for ref in arrivals.refs if arrivals.fills(ref)]
        for ref in filling:
            comment, reply = arrivals.refs[ref], arrivals.here[ref]
            for name, value in columns(comment, self._date(arrivals, comment)).items():
                setattr(reply, name, value)
            with transaction.atomic():
                reply.settle()
                reply.save()
        if filling:
            recount(post.pk)

    def _refuse(self, arrivals: Arrivals, reason: str) -> None:
        """Those that were stored before the refusal are here; the others failed."""
        stored = set(Reply.objects.filter(import_ref__in=arrivals.refs).values_list("import_ref", flat=True))
        for ref, comment in arrivals.refs.items():
            if comment.approved != MISSING and ref not in stored:
                self.run.ledger.of("comment").taken -= 1
                self.run.ledger.failed("comment", ref, comment.author, reason)
