"""What becomes of a reply when its address is known to be its writer's: read at once, or held, and why.

Everything that holds is a line of `Reply.held_for`, which comments/screening/holding.py puts into words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from comments import markdown
from comments.models import Ban, DebateRules, Mode, Reply, ReplyStatus
from comments.screening import bans
from comments.screening.circumstances import Circumstances
from comments.screening.known import Known
from comments.screening.spam.links import links
from comments.screening.spam.rules import Finding
from comments.screening.spam.scoring import Verdict
from comments.screening.watchwords import lines, watched

HOPELESS = 0.99  # from here on no mail goes out to an address that may be a stranger's
MOST_SAME = 2  # articles under which one may say the same
BUSY = 10  # replies of one writer in some minutes

Held = list[dict[str, Any]]


@dataclass(frozen=True)
class Judgement:
    """Where a reply goes, and what is kept with it. `score` is from 0 to 1."""

    status: str
    suspected: bool = False
    score: float | None = None
    held_for: Held = field(default_factory=list)
    is_hopeless: bool = False  # no mail goes out for it unless somebody presses for one

    def write_on(self, reply: Reply) -> None:
        """On an unsaved reply, or one that is about to be saved."""
        reply.status, reply.suspected = self.status, self.suspected
        reply.score, reply.held_for = self.score, self.held_for

    def note(self, reply: Reply) -> None:
        """With a stored reply, all but the status: moving is comments.moderation's."""
        kept = {"suspected": self.suspected, "score": self.score, "held_for": self.held_for}
        Reply.objects.filter(pk=reply.pk).update(**kept)


def judge(
    reply: Reply, circumstances: Circumstances | None = None, known: Known | None = None, *, is_proved: bool
) -> Judgement:
    """What becomes of `reply` (stored or not). Those of the publication's own people are read at once.

    `is_proved` says that the address is known to be the writer's. `circumstances` are those of the sending;
    None for an unconfirmed reply that was judged when it came, which remembers them. `known` is given where
    the gate has let the reply in and has asked already.
    """
    if reply.user_id:
        return Judgement(ReplyStatus.APPROVED)
    rules = DebateRules.for_pages() if circumstances else DebateRules.current()
    sent, is_let_in, known = circumstances or remembered(reply), known is not None, known or Known.of(reply)
    verdict = score(known, sent, known.repute.approved if is_proved else 0)
    is_suspected = sent.trapped or verdict.score >= rules.suspect_at
    spam = [told(verdict)] if is_suspected else []
    if not is_proved:
        is_hopeless = (is_suspected and verdict.score >= HOPELESS) or sent.trapped
        noted = [*spam, *sent.notes]
        return Judgement(ReplyStatus.UNCONFIRMED, is_suspected, verdict.score, noted, is_hopeless)
    if known.repute.is_trusted:
        return Judgement(ReplyStatus.APPROVED, False, verdict.score)
    ban = None if is_let_in else banned(reply, known)
    held = [*spam, *reasons(reply, rules, known), *by_ban(ban)]
    if not held:
        return Judgement(ReplyStatus.APPROVED, False, verdict.score)
    # Whoever has answered a mail since is no machine, and is read by a moderator after all.
    is_machine = sent.trapped and circumstances is not None
    status = ReplyStatus.SPAM if is_machine else ReplyStatus.PENDING
    return Judgement(status, is_suspected, verdict.score, [*held, *sent.notes])


def remembered(reply: Reply) -> Circumstances:
    """How an unconfirmed reply was sent. That counts once: not again when its writer edits it."""
    is_waiting = reply.status == ReplyStatus.UNCONFIRMED
    return Circumstances.remembered(reply.held_for) if is_waiting else Circumstances()


def score(known: Known, sent: Circumstances, approved: int) -> Verdict:
    """By its words, by how it was sent, and by what its writer has written before."""
    around = sent.findings
    if approved:
        around.append(Finding("known", -0.6 * approved))
    return known.evidence.weigh(known.counts, around)


def told(verdict: Verdict) -> dict[str, Any]:
    rules = [list(rule) for rule in verdict.rules]
    return {"code": "spam", "score": round(verdict.score, 3), "rules": rules, "words": verdict.words}


def reasons(reply: Reply, rules: DebateRules, known: Known) -> Held:
    """All that holds a reply beside its score, and beside bans."""
    return [*by_mode(rules, known), *by_words(reply, rules), *by_others(known)]


def by_mode(rules: DebateRules, known: Known) -> Iterator[dict[str, Any]]:
    """The article's own mode goes before the site's."""
    mode = known.repute.mode or rules.mode
    if mode == Mode.ALL:
        yield {"code": "all"}
    elif mode == Mode.FIRST and not known.repute.approved:
        yield {"code": "first"}


def by_words(reply: Reply, rules: DebateRules) -> Iterator[dict[str, Any]]:
    number = len(set(links(reply.comment)))
    if number > rules.most_links:
        yield {"code": "links", "number": number, "limit": rules.most_links}
    read = f"{reply.writer_name}\n{reply.writer_url}\n{markdown.with_words(reply.comment)}"
    if found := watched(lines(rules.watch_words), read):
        yield {"code": "watch", "words": found[:5]}


def by_others(known: Known) -> Iterator[dict[str, Any]]:
    """What was written elsewhere, and how much of it."""
    if known.repute.same >= MOST_SAME:
        yield {"code": "same", "number": known.repute.same}
    if known.repute.recent >= BUSY and settings.REPLY_LIMIT[0]:
        yield {"code": "busy", "number": known.repute.recent + 1}


def by_ban(ban: Ban | None) -> Iterator[dict[str, Any]]:
    if ban:
        yield {"code": "ban", "kind": ban.kind, "value": ban.value}


def banned(reply: Reply, known: Known) -> Ban | None:
    """A ban that fits, set after the reply was sent, or for what an edit brought in."""
    return bans.ban_for(known, reply.ip_address or "", markdown.with_words(reply.comment))
