"""The ledger of decisions as a whole: the one way in which any is taken out of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from comments.models.ledger import DecisionQuerySet


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
