"""The ledger of decisions: what it says in words, and the one way in which anything is taken out of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Reason
from comments.models.ledger import DecisionQuerySet


def reasons_in_words(removed: Mapping[str, int]) -> str:
    """“2 off topic, 1 abuse of a person”: how many were removed for which Reason, the commonest first."""
    ordered = sorted(removed.items(), key=lambda item: (-item[1], item[0]))
    said = [f"{number_format(number)} {reason_in_words(reason, number)}" for reason, number in ordered]
    return ("; " if any("," in each for each in said) else ", ").join(said)


def reason_in_words(reason: str, number: int) -> str:
    """Behind a number; a reason that nobody gave, or that is known no longer, is another one."""
    if reason == Reason.FALSEHOOD:
        return ngettext("false claim about a person", "false claims about a person", number)
    if reason == Reason.THREAT:
        return ngettext("threat or call to violence", "threats or calls to violence", number)
    if reason in Reason.values and reason != Reason.OTHER:
        return str(Reason(reason).label)
    return _("for another reason")


@contextmanager
def opened(why: str, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Decisions can be taken out, though never changed, until the end of the block, which is a transaction.

    No other connection ever sees the ledger open.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("INSERT INTO comments_ledger_opened (why) VALUES (%s)", [why])
        yield
        cursor.execute("DELETE FROM comments_ledger_opened")


def take_out(decisions: DecisionQuerySet, why: str) -> int:
    """Remove decisions about what never was part of the debate, such as a demonstration; returns how many."""
    with opened(why):
        return models.QuerySet.delete(decisions)[0]
