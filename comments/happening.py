"""What moderators did, for the dashboard's account of what happened."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.admin.places import Event
from comments import permissions
from comments.models import Decision

LOOKED_AT = 200


def decisions(request: HttpRequest, most: int) -> Iterator[Event]:
    """What each moderator made of how many replies, a line a day."""
    if not permissions.may_moderate(request.user):
        return
    newest = Decision.objects.by_moderators().order_by("-pk").only("made_at", "by_name", "became")[:LOOKED_AT]
    by_day: dict[tuple[date, str], list[Decision]] = defaultdict(list)
    for row in newest:
        by_day[timezone.localdate(row.made_at), row.by_name].append(row)
    for (_day, who), rows in list(by_day.items())[:most]:
        told = _("%(who)s decided about replies:") % {"who": who or _("A moderator")}
        yield Event(rows[0].made_at, told, numbers(rows), reverse("admin:comments_decision_changelist"))


def numbers(rows: list[Decision]) -> str:
    """“5 approved, 2 removed”, the most frequent first."""
    counted = Counter(str(row.get_became_display()) for row in rows)
    return ", ".join(f"{number} {became}" for became, number in counted.most_common())
