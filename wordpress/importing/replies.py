"""Comments as replies: true parents at any depth, states, writers, dates; pingbacks apart.

Like the posts they belong to, those of a batch are prepared first and then written together.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from django.utils import timezone

from blog import rawrows
from blog.alone import let_others_write
from blog.models import Author
from comments.mail import notifications
from comments.models import Reply
from comments.tree.arriving import add_together, in_order
from comments.tree.counts import recount
from comments.tree.threads import Incoming
from wordpress.ledger import Outcome, Reason, Target
from wordpress.reader import Comment, Item

from . import fingerprints, moments
from . import own as ours
from .missing import MISSING, with_missing
from .posts import Plan
from .reply_fields import columns, doubt, turned, wording
from .run import HEAVY, Run, changed, left_out


@dataclass
class Arrival:
    """One comment and what it becomes; `row` is the reply that is here already, or the new one."""

    comment: Comment
    ref: str
    seen: str  # the comment's fingerprint
    row: Reply
    outcome: Outcome
    is_here: bool = False
    parent_ref: str = ""
    reasons: list[Reason] = field(default_factory=list)

    @property
    def is_place(self) -> bool:
        """An empty place for a comment that is not in the file: counted nowhere."""
        return self.comment.approved == MISSING


@dataclass
class Talk:
    """The comments of one item."""

    plan: Plan
    arrivals: list[Arrival] = field(default_factory=list)
    known: dict[str, Reply] = field(default_factory=dict)

    def of(self, outcome: Outcome) -> list[Arrival]:
        return [each for each in self.arrivals if each.outcome is outcome]


class Replies:
    """Takes the comments of batches of items."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.later: list[Callable[[], int]] = []  # what is still to be written of the talks at hand
        self.waits = 0  # for moderators, of what came in
        self.writers: dict[int, int] = {}  # authors' numbers as users of WordPress; 0 for none

    # Before

    def prepare(self, plans: Sequence[Plan]) -> list[Talk]:
        """What the comments of these items become; nothing is written."""
        talked = [plan for plan in plans if plan.item.comments]
        keys = [plan.post.pk for plan in talked if plan.post.pk]
        here: dict[int, dict[str, Reply]] = {}
        for reply in Reply.objects.filter(post_id__in=keys, import_ref__isnull=False) if keys else ():
            here.setdefault(reply.post_id, {})[str(reply.import_ref)] = reply
        writers = self._bylines(talked)
        return [self._talk(plan, here.get(plan.post.pk, {}), writers) for plan in talked]

    def _bylines(self, plans: Sequence[Plan]) -> dict[int, int]:
        """The numbers that authors have as users of WordPress, by their rows."""
        keys = {author for plan in plans for author in plan.authors} - self.writers.keys()
        own = self.run.source.ref("author", "")
        rows = Author.objects.filter(pk__in=keys, import_ref__startswith=own) if keys else ()
        self.writers |= dict.fromkeys(keys, 0) | {row.pk: row.legacy_id or 0 for row in rows}
        return {key: number for key, number in self.writers.items() if number}

    def _talk(self, plan: Plan, here: dict[str, Reply], writers: dict[int, int]) -> Talk:
        item, item_ref = plan.item, plan.ref.rpartition(":")[2]
        talk = Talk(plan, known=here)
        refs: dict[str, Comment] = {}
        comments = with_missing(item.comments, self._numbers(here))
        places = {comment.id for comment in comments if comment.approved == MISSING}
        own = {writers[author] for author in plan.authors if author in writers}
        html = self._html(plan)
        for comment in comments:
            ref = self._ref(item_ref, item, comment)
            if refs.get(ref, comment) != comment:  # another one has its number
                ref = self._ref(item_ref, item, replace(comment, id=None))
            arrival = self._arrival(plan, comment, ref, here)
            if ref in refs:
                arrival.outcome, arrival.reasons = Outcome.LEFT_OUT, [left_out("it stands in the file twice")]
            elif arrival.outcome in {Outcome.CREATED, Outcome.UPDATED}:
                self._fill(arrival, plan, places, own, item_ref)
                if self.run.write:
                    arrival.row.settle(html)
            refs.setdefault(ref, comment)
            talk.arrivals.append(arrival)
        return talk

    def _html(self, plan: Plan) -> dict[str, str]:
        """By their words, the HTML of comments that was made with the text of their item."""
        made = plan.text.replies if plan.text else ()
        return {wording(comment): html for comment, html in zip(plan.item.comments, made, strict=False)}

    def _numbers(self, here: dict[str, Reply]) -> set[int]:
        """Of comments that an earlier file has brought."""
        return {reply.legacy_id for reply in here.values() if reply.legacy_id}

    def _ref(self, item_ref: str, item: Item, comment: Comment) -> str:
        """By WordPress's number and the post's, since files made by other tools repeat numbers."""
        if comment.id is not None:
            return self.run.source.ref("comment", f"{item_ref}.{comment.id}")
        said = "\n".join((str(item.id), comment.author, str(comment.date), comment.content))
        return self.run.source.ref("comment", "~" + hashlib.sha256(said.encode()).hexdigest()[:32])

    def _arrival(self, plan: Plan, comment: Comment, ref: str, here: dict[str, Reply]) -> Arrival:
        row, seen = here.get(ref), fingerprints.of_comment(comment)
        known = self.run.last_seen(ref, row.import_data if row else {})
        is_filling = bool(row and row.import_data.get("missing") and comment.approved != MISSING)
        if row and (comment.approved == MISSING or known == seen):
            return Arrival(comment, ref, seen, row, Outcome.UNCHANGED)
        if row and not is_filling and fingerprints.of_reply(row) != row.import_data.get("made"):
            return Arrival(comment, ref, seen, row, Outcome.EDITED_HERE)
        if row is None and known == seen:
            return Arrival(comment, ref, seen, Reply(), Outcome.UNCHANGED)
        if comment.approved != MISSING:
            self.run.note_seen(ref, seen)
        is_new = row is None and known is None
        outcome = Outcome.CREATED if is_new or is_filling else Outcome.UPDATED
        new = row or rawrows.new(Reply, import_ref=ref)
        return Arrival(comment, ref, seen, new, outcome, is_here=row is not None)

    def _fill(
        self, arrival: Arrival, plan: Plan, places: set[int | None], own: set[int], item_ref: str
    ) -> None:
        """The reply's columns, and why some are not as the file has them."""
        comment, reply = arrival.comment, arrival.row
        written = moments.written(comment, self.run.zone)
        before = reply.import_data.get("recommended", 0)  # who did there is not told, only how many
        here = reply.recommended - before
        said = {"is_author": bool(comment.user_id) and comment.user_id in own} | ours.of_reply(comment)
        brought = said.get("recommended", before)
        for name, value in (columns(comment, written or self._date_of_post(plan.item)) | said).items():
            setattr(reply, name, value)
        reply.import_data = ours.imported(reply.import_data, comment.meta) | ours.markup(comment)
        reply.recommended = here + brought
        if brought:
            reply.import_data["recommended"] = brought
        reply.import_data |= {"seen": arrival.seen, "made": fingerprints.of_reply(reply)}
        if comment.parent > 0 and comment.parent != comment.id:
            arrival.parent_ref = self.run.source.ref("comment", f"{item_ref}.{comment.parent}")
        arrival.reasons = changes(comment, places, has_date=written is not None)

    def _date_of_post(self, item: Item) -> datetime:
        return moments.published(item, self.run.zone) or timezone.now()

    # Within the transaction

    def write(self, talks: Sequence[Talk]) -> None:
        """New replies of all these items together, then those that changed; of very many the first part, the
        others by `write_later`."""
        incoming: list[Incoming] = []
        known: dict[str, Reply] = {}
        for talk in talks:
            known |= talk.known
            for arrival in talk.of(Outcome.CREATED):
                if not arrival.is_here:
                    arrival.row.post = talk.plan.post
                    incoming.append(Incoming(arrival.row, arrival.parent_ref))
        posts = [talk.plan.post for talk in talks]
        replies, parents = in_order(incoming, known)
        parts = (slice(first, first + HEAVY) for first in range(0, len(replies), HEAVY))
        self.later = [partial(add_together, posts, replies[part], parents[part]) for part in parts]
        if self.later:
            self._tell(self.later.pop(0)())
        for talk in talks:
            self._write_again(talk)

    def write_later(self) -> None:
        """The rest of a very long thread, each part in a transaction of its own."""
        while self.later:
            let_others_write()
            self._tell(self.later.pop(0)())

    def _tell(self, waiting: int) -> None:
        """Moderators hear of the first that wait, and at the end of the import again: not of each batch."""
        if waiting and not self.waits:
            notifications.queue_changed()
        self.waits += waiting

    def end(self) -> None:
        if self.waits:
            notifications.queue_changed()

    def _write_again(self, talk: Talk) -> None:
        """What changed there, and what arrives now where an earlier file only left an empty place."""
        written = {Outcome.CREATED, Outcome.UPDATED}
        again = [each for each in talk.arrivals if each.is_here and each.outcome in written]
        for arrival in again:
            arrival.row.save()
        if again:
            recount(talk.plan.post.pk)

    def account(self, talks: Sequence[Talk]) -> None:
        for talk in talks:
            plain: dict[Outcome, int] = {}
            for arrival in talk.arrivals:
                if arrival.is_place:
                    continue
                if arrival.reasons or arrival.outcome not in {Outcome.CREATED, Outcome.UNCHANGED}:
                    self._account_one(arrival)
                else:
                    plain[arrival.outcome] = plain.get(arrival.outcome, 0) + 1
            for outcome, number in plain.items():
                self.run.ledger.came("comment", outcome, number=number)

    def _account_one(self, arrival: Arrival) -> None:
        target = Target("comments.reply", arrival.row.pk) if arrival.row.pk else None
        author = arrival.comment.author
        self.run.ledger.came(
            "comment", arrival.outcome, arrival.ref, author, reasons=arrival.reasons, target=target
        )


def changes(comment: Comment, places: set[int | None], *, has_date: bool) -> list[Reason]:
    """What could not be taken over as the file has it."""
    said = [doubt(comment), turned(comment)]
    if comment.parent and comment.parent == comment.id:
        said.append("in the file it answers itself; it opens a thread")
    if comment.parent in places:
        said.append("what it answers is not in the file; an empty place stands for it")
    if not has_date:
        said.append("the file gives it no date; it has its post's")
    return [changed(words) for words in said if words]
