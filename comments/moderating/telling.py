"""Writers are told why their reply was removed: by mail, and on the pages that only they see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from comments.mail import outbox
from comments.models import Decision, Letter, Reason, Reply, ReplyStatus, Writer
from comments.moderating import appeals

TOLD = {ReplyStatus.TRASH, ReplyStatus.APPROVED}  # of spam nobody is told by mail


@dataclass(frozen=True)
class Removal:
    """What a writer is told about a reply that a moderator has removed. `appeal` is the address of the page
    on which to appeal; empty if that is no longer, or not, possible."""

    reason: str
    note: str
    made_at: datetime
    appeal: str
    is_final: bool


def removals(replies: Iterable[Reply]) -> dict[int, Removal]:
    """Why each of `replies` that is removed now was removed, by number; three queries.

    One that came removed from elsewhere has no decision and is left out.
    """
    removed = [reply for reply in replies if reply.status in appeals.REMOVED]
    decisions = {row.reply_id: row for row in Decision.objects.removals_of(removed)}
    final = appeals.appealed(removed)
    may_appeal = appeals.proved(removed) - final
    return {
        reply.pk: Removal(
            reason=reason_of(decisions[reply.pk]),
            note=decisions[reply.pk].note,
            made_at=decisions[reply.pk].made_at,
            appeal=appeals.address(reply) if reply.pk in may_appeal else "",
            is_final=reply.pk in final,
        )
        for reply in removed
        if reply.pk in decisions
    }


def reason_of(decision: Decision) -> str:
    return str(Reason(decision.reason).label) if decision.reason in Reason.values else ""


def tell(reply: Reply, decision: Decision) -> None:
    """Post the letter about a moderator's decision, in the transaction of the decision.

    Of being published only those hear who were told the contrary before, or have appealed. Whether it is
    still true, and wanted, is asked again when it leaves: comments/mail/letters/decision.py.
    """
    if decision.actor != Decision.Actor.MODERATOR or decision.became not in TOLD:
        return
    if decision.became == decision.was or not (decision.became == ReplyStatus.TRASH or has_been_told(reply)):
        return
    writer = Writer.objects.confirmed().filter(key=reply.writer_key).exclude(key="").first()
    if writer:
        key = f"decision:{decision.pk}"
        outbox.post(Letter.Kind.DECISION, key, writer=writer, reply=reply, decision=decision.pk)


def has_been_told(reply: Reply) -> bool:
    """Whether a letter told its writer of a removal, or an appeal is answered now."""
    sent = Letter.objects.filter(reply_id=reply.pk, kind=Letter.Kind.DECISION, sent_at__isnull=False)
    return sent.exists() or bool(appeals.appealed([reply]))
