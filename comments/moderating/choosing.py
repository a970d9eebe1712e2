"""What a moderator may decide about a reply as it stands, and decisions in words."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Decision, Reply, ReplyStatus
from comments.moderation import BEFORE, MOVES, OUT

State = ReplyStatus

# What can be decided about many at once, or about one.
DECISIONS: dict[str, Any] = {
    State.APPROVED.value: gettext_lazy("Approve"),
    State.SPAM.value: gettext_lazy("Spam"),
    State.TRASH.value: gettext_lazy("Remove"),
    State.PENDING.value: gettext_lazy("Back to waiting"),
    BEFORE: gettext_lazy("Restore as it was"),
}
DONE: dict[str, Any] = {
    State.APPROVED.value: gettext_lazy("approved"),
    State.SPAM.value: gettext_lazy("marked as spam"),
    State.TRASH.value: gettext_lazy("removed"),
    State.PENDING.value: gettext_lazy("put back among those that wait"),
    State.WITHDRAWN.value: gettext_lazy("withdrawn"),
    State.UNCONFIRMED.value: gettext_lazy("put back among those not confirmed"),
}


@dataclass(frozen=True)
class Choice:
    """A button: where it leads, its word, the key that presses it."""

    to: str
    label: str
    key: str = ""


def choices(reply: Reply) -> list[Choice]:
    """The buttons of a reply, besides the one that removes it, which asks for a reason.

    None while its address is not confirmed: nobody knows yet whose words these are.
    """
    if reply.status in {State.UNCONFIRMED, State.WITHDRAWN}:
        return []
    offered = []
    if reply.status != State.APPROVED:
        offered.append(Choice(State.APPROVED, _("Approve"), "a"))
    elif reply.reports_open:
        offered.append(Choice(State.APPROVED, _("Keep it"), "a"))
    if reply.status in MOVES[State.SPAM] or reply.is_unseen_spam:
        offered.append(Choice(State.SPAM, _("Spam"), "s"))
    if reply.status in OUT:
        offered.append(Choice(BEFORE, _("Restore as it was")))
    elif reply.status == State.APPROVED:
        offered.append(Choice(State.PENDING, _("Hold it")))
    return offered


def may_be_removed(reply: Reply) -> bool:
    return reply.status in MOVES[State.TRASH] and reply.status != State.UNCONFIRMED


def in_words(decision: Decision) -> str:
    """As “removed (abuse of a person)”."""
    done = str(DONE[decision.became])
    if decision.became == State.APPROVED == decision.was:
        done = _("kept")
    elif decision.became == State.PENDING and decision.actor == Decision.Actor.WRITER:
        done = _("asked to look again")
    elif decision.became == State.PENDING and decision.was == State.APPROVED:
        done = _("held until a moderator has looked")
    if decision.reason and decision.became == State.TRASH:
        done = _("%(done)s (%(reason)s)") % {"done": done, "reason": decision.get_reason_display()}
    return _("%(done)s again, undoing a decision") % {"done": done} if decision.undoes_id else done


def whose(decision: Decision) -> str:
    return decision.by_name or decision.get_actor_display()


def when(decision: Decision) -> str:
    return date_format(timezone.localtime(decision.made_at), "j M, H:i")


def told(decision: Decision) -> str:
    """As “Bob, 3 May, 14:03: removed (abuse of a person).”"""
    words = {"who": whose(decision), "when": when(decision), "done": in_words(decision)}
    return _("%(who)s, %(when)s: %(done)s.") % words


def said(decision: Decision, reply: Reply) -> str:
    """What one decision did: “Approved: the reply by Charlie.”"""
    words = {"done": in_words(decision), "name": reply.writer_name}
    sentence = _("%(done)s: the reply by %(name)s.") % words
    return sentence[:1].upper() + sentence[1:]


def why_not(reply: Reply, seen: str) -> str:
    """Why a decision did not count: somebody was faster, or the words have changed."""
    last = Decision.objects.filter(reply_id=reply.pk).first()
    known = seen.split(".")[1:2]
    if last and known != [str(last.pk)]:
        words = {"name": reply.writer_name, "who": whose(last), "when": when(last), "done": in_words(last)}
        meanwhile = _("%(name)s: %(who)s has decided on this reply meanwhile (%(when)s): %(done)s.")
        return meanwhile % words
    words = {"name": reply.writer_name, "state": reply.get_status_display()}
    if seen.split(".", maxsplit=1)[0] == reply.status:
        return _("The reply by %(name)s was not changed: its writer has edited it. Read it again.") % words
    return _("The reply by %(name)s was not changed. It is: %(state)s.") % words
