"""What moderators ask about many replies: the five views of their queue, and what a decision needs."""

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from comments.models.accounted import Accounted
from comments.models.ledger import Decision
from comments.models.states import ReplyStatus

if TYPE_CHECKING:
    from comments.models.reply import Reply  # noqa: F401

OUT = (ReplyStatus.SPAM, ReplyStatus.TRASH)
REPORTED = Q(reports_open__gt=0, status__in=[ReplyStatus.PENDING, ReplyStatus.APPROVED])
PENDING = Q(status=ReplyStatus.PENDING, reports_open=0)
UNSEEN_SPAM = Q(status=ReplyStatus.SPAM, suspected=True, reason="")  # see Reply.is_unseen_spam


class View(models.TextChoices):
    """The views of the queue. What waits is in one of the first three."""

    WAITING = "waiting", _("Waiting")
    REPORTED = "reported", _("Reported")
    SUSPECTED = "suspected", _("Suspected")
    APPROVED = "approved", _("Approved")
    REMOVED = "removed", _("Removed")


VIEWS: dict[str, Q] = {
    View.WAITING: PENDING & Q(suspected=False),
    View.REPORTED: REPORTED,
    View.SUSPECTED: PENDING & Q(suspected=True) | UNSEEN_SPAM,
    View.APPROVED: Q(status=ReplyStatus.APPROVED),
    View.REMOVED: Q(status__in=[*OUT, ReplyStatus.WITHDRAWN]) & ~UNSEEN_SPAM,
}
# By the names under which they are counted, apart from those of fields, which they would hide.
COUNTED = {f"view_{view}": condition for view, condition in VIEWS.items()}
COUNTED |= {f"state_{state}": Q(status=state) for state in ReplyStatus.values}
LOOKED_AT = 500
OPEN = (View.WAITING, View.REPORTED, View.SUSPECTED)


class QueueQuerySet(Accounted["Reply"]):
    """Questions of moderators."""

    def with_status(self, *statuses: str) -> Self:
        return self.filter(status__in=statuses)

    def in_view(self, view: str) -> Self:
        return self.filter(VIEWS[view])

    def numbers(self) -> dict[str, int]:
        """How many are in each view, and at each state (as `state_spam`). One query."""
        kinds = {name: Count("pk", filter=condition) for name, condition in COUNTED.items()}
        counted = self.order_by().aggregate(**kinds)
        return {name.removeprefix("view_"): number for name, number in counted.items()}

    def busiest(self, view: str, chosen: int, most: int) -> list[tuple[str, str]]:
        """Number and title of the articles with most replies in the view, and of the `chosen` one. In a view
        with very many, those with most of the newest; how many they have is not said then."""
        rows = self.in_view(view) if view in VIEWS else self
        newest = rows.order_by("-submitted_at").values_list("post_id", flat=True)[:LOOKED_AT]
        numbers = Counter(newest)
        keys = [key for key, _number in numbers.most_common(most)]
        keys += [chosen] * (chosen > 0 and chosen not in keys)
        titles = dict(Post.everything.filter(pk__in=keys).order_by().values_list("pk", "title"))
        is_all = numbers.total() < LOOKED_AT
        counted = {key: f" ({numbers[key]})" for key in keys if is_all and numbers[key]}
        return [(str(key), f"{titles[key]}{counted.get(key, '')}") for key in keys if key in titles]

    def sent_before(self, moment: datetime) -> Self:
        return self.filter(submitted_at__lt=moment)

    def sent_since(self, moment: datetime) -> Self:
        return self.filter(submitted_at__gte=moment)

    def histories(self, keys: set[str]) -> dict[str, dict[str, int]]:
        """What became of all replies of these writers: key of the writer, state, number. One query."""
        rows = self.filter(writer_key__in=keys - {""}).order_by().values_list("writer_key", "status")
        found: dict[str, dict[str, int]] = {}
        for key, status, number in rows.annotate(number=Count("pk")):
            found.setdefault(key, {})[status] = number
        return found

    def with_ledger(self) -> Self:
        """Each with the number of the `last_decision` about it, and its `state_before` it was removed."""
        decisions = Decision.objects.filter(reply_id=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            last_decision=Subquery(decisions.values("pk")[:1]),
            state_before=Subquery(decisions.exclude(was__in=OUT).values("was")[:1]),
        )

    def for_deciding(self) -> Self:
        """What a decision needs to know of each reply."""
        return self.with_ledger().only(
            "post_id", "path", "kind", "status", "reason", "submitted_at", "edited_at", "parent_id",
            "writer_key", "reports_open", "suspected", "depth", "root", "recommended",
        )  # fmt: skip

    def for_queue(self) -> Any:
        """What a moderator reads of each reply, without a query a row."""
        rows = self.with_ledger().select_related("post", "appeal")
        return rows.defer("post__body", "post__body_html", "post__body_text", "post__import_data")
