"""What the public account of moderation asks about replies."""

from datetime import datetime
from typing import Self, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from comments.models.ledger import Decision
from comments.models.states import ReplyStatus

Row = TypeVar("Row", bound=Model)


class Accounted(QuerySet[Row]):
    """Replies as numbers: a part of their queryset."""

    def received(self) -> Self:
        """Readers' replies that came in here, from addresses that were confirmed where that is asked."""
        here = self.filter(kind="reply", import_ref=None)
        return here.exclude(status=ReplyStatus.UNCONFIRMED)

    def sent_between(self, start: datetime, end: datetime) -> Self:
        return self.filter(submitted_at__gte=start, submitted_at__lt=end)

    def with_fate(self) -> Self:
        """Each with whether it `has_waited` for a moderator, and whether it `was_decided` on at all."""
        decisions = Decision.objects.filter(reply_id=OuterRef("pk"))
        waited = decisions.filter(was=ReplyStatus.PENDING)
        return self.annotate(has_waited=Exists(waited), was_decided=Exists(decisions))
