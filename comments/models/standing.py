"""How many replies stand in each view of the queue, month by month; kept by the database itself."""

from django.db import models
from django.db.models import Sum

from blog.models.standing import Standing
from comments.models.queue import COUNTED


class ReplyStanding(Standing):
    """Replies of one kind. Its columns are named as those of a reply by which the views are told apart, and
    hold as much of them as the views ask for: whether there are open reports, whether there is a reason."""

    status = models.CharField(max_length=12)
    suspected = models.BooleanField()
    reports_open = models.IntegerField()
    reason = models.CharField(max_length=12)

    class Meta(Standing.Meta):
        abstract = False
        managed = False
        db_table = "comments_standing"

    @classmethod
    def numbers(cls) -> dict[str, int]:
        """How many are in each view, and at each state (as `state_spam`). One query of a few hundred rows."""
        sums = {name: Sum("number", filter=condition, default=0) for name, condition in COUNTED.items()}
        counted = cls.objects.aggregate(**sums)
        return {name.removeprefix("view_"): int(number) for name, number in counted.items()}


class ReplyReceived(Standing):
    """Replies that came in here, by what became of them; see Accounted.received."""

    status = models.CharField(max_length=12)

    class Meta(Standing.Meta):
        abstract = False
        managed = False
        db_table = "comments_received"
