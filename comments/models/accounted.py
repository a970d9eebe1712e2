"""What the public account of moderation asks about replies."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self, TypeVar

from django.db.models import Case, Count, Exists, Model, OuterRef, Q, QuerySet, Value, When

from comments.models.ledger import Decision
from comments.models.states import ReplyStatus

Row = TypeVar("Row", bound=Model)


class Accounted(QuerySet[Row]):
    """Replies as numbers: a part of their queryset."""

    def numbers_by_post(self, keys: Collection[int]) -> dict[int, int]:
        """How many there are to each of these articles, in any state; none is not said."""
        rows = self.filter(post_id__in=keys).order_by().values_list("post_id")
        return dict(rows.annotate(number=Count("pk")))

    def received(self) -> Self:
        """Readers' replies that came in here, from addresses that were confirmed where that is asked."""
        here = self.filter(kind="reply", import_ref=None)
        return here.exclude(status=ReplyStatus.UNCONFIRMED)

    def sent_between(self, start: datetime, end: datetime) -> Self:
        return self.filter(submitted_at__gte=start, submitted_at__lt=end)

    def sent_in_any(self, times: Sequence[tuple[datetime, datetime]]) -> Self:
        """Sent in one of these times, the start of each included; each with its `place` among them."""
        between = [Q(submitted_at__gte=start, submitted_at__lt=end) for start, end in times]
        place = Case(*(When(each, then=Value(at)) for at, each in enumerate(between)))
        return self.filter(reduce(or_, between)).annotate(place=place)

    def with_waiting(self) -> Self:
        """Each with whether it `has_waited` for a moderator."""
        decisions = Decision.objects.filter(reply_id=OuterRef("pk"))
        return self.annotate(has_waited=Exists(decisions.filter(was=ReplyStatus.PENDING)))
