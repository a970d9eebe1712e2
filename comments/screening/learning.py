"""What the spam filter learns from people's decisions, and forgets with them. It never learns from itself.

Each reply remembers in `learned` what it was taken for, so that nothing counts twice and an undo takes out
exactly what went in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from comments.models import Decision, Reply, ReplyStatus, SpamToken, Thread
from comments.models.spamtoken import TOTAL
from comments.screening.spam.rules import Sample
from comments.screening.spam.scoring import Evidence

SPAM, HAM, NEITHER = "spam", "ham", ""
LABELS = {ReplyStatus.SPAM: SPAM, ReplyStatus.APPROVED: HAM}
AT_ONCE = 500  # replies read at a time when everything is learnt anew


def evidence_of(reply: Reply) -> Evidence:
    """What the filter sees of a stored reply."""
    return Evidence(Sample(reply.comment, reply.writer_name, reply.writer_url))


def follow(decisions: Iterable[Decision]) -> None:
    """Learn from moderators' decisions, inside the transaction that made them."""
    last = {row.reply_id: row for row in decisions if row.actor == Decision.Actor.MODERATOR}
    replies = Reply.objects.for_learning().filter(pk__in=last, kind=Reply.Kind.REPLY).order_by("pk")
    learn_all([(reply, label_of(reply, last.get(reply.pk))) for reply in replies] if last else [])


def label_of(reply: Reply, decision: Decision | None) -> str:
    """What people say of `reply`: the last decision of a moderator, else where an import found it.

    An undo says again what was said before, if anybody had said it.
    """
    if decision is None:
        return LABELS.get(ReplyStatus(reply.status), NEITHER) if reply.import_ref else NEITHER
    label = LABELS.get(ReplyStatus(decision.became), NEITHER)
    was_said = decision.undoes is None or reply.import_ref or Decision.objects.said_before(decision.undoes)
    return label if was_said else NEITHER


def learn(reply: Reply, label: str) -> None:
    """Take `reply` for SPAM, HAM or NEITHER, instead of what it was taken for so far."""
    learn_all([(reply, label)])


def forget(reply: Reply) -> None:
    """Before its words change or are erased: afterwards nobody knows what to take out of the counts."""
    learn_all([(reply, NEITHER)])


def learn_all(labelled: list[tuple[Reply, str]]) -> None:
    """Many at once: one statement for their words together. In one transaction, under the threads' holds."""
    changes: Counter[tuple[str, str]] = Counter()
    with transaction.atomic():
        for reply, label in labelled:
            if reply.learned == label:
                continue
            Reply.objects.filter(pk=reply.pk).update(learned=label)
            count(changes, reply, reply.learned, -1)
            count(changes, reply, label, 1)
            reply.learned = label
        SpamToken.objects.add(both_sides(changes))


def count(changes: Counter[tuple[str, str]], reply: Reply, label: str, step: int) -> None:
    if label:
        for token in [TOTAL, *evidence_of(reply).features]:
            changes[token, label] += step


def both_sides(changes: Counter[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    tokens = {token for token, _ in changes}
    return {token: (changes[token, SPAM], changes[token, HAM]) for token in tokens}


def learn_anew() -> dict[str, int]:
    """Forget everything, then learn from every reply on which somebody has decided, imported ones too.

    Returns how many replies were learnt of each kind. Nobody can reply or decide meanwhile.
    """
    learnt: Counter[str] = Counter()
    with transaction.atomic():
        Thread.objects.hold_all()
        SpamToken.objects.forget()
        Reply.objects.exclude(learned=NEITHER).update(learned=NEITHER)
        for some in parts(Reply.objects.decided_by_people().for_learning().order_by("pk").iterator(AT_ONCE)):
            labelled = with_labels(some)
            learn_all(labelled)
            learnt.update(label for _, label in labelled)
    return dict(learnt)


def with_labels(replies: list[Reply]) -> list[tuple[Reply, str]]:
    decisions = Decision.objects.by_moderators().filter(reply_id__in=[reply.pk for reply in replies])
    last = {decision.reply_id: decision for decision in decisions.select_related("undoes").order_by("pk")}
    return [(reply, label_of(reply, last.get(reply.pk))) for reply in replies]


def parts(replies: Iterator[Reply]) -> Iterator[list[Reply]]:
    while some := list(islice(replies, AT_ONCE)):
        yield some
