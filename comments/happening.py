"""What moderators did, for the dashboard's account of what happened."""

from collections.abc import Iterator
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.admin.places import Event
from comments import permissions
from comments.models import Decision

LOOKED_AT = 200


def decisions(request: HttpRequest, most: int) -> Iterator[Event]:
    """What each moderator made of how many replies, day by day."""
    if not permissions.may_moderate(request.user):
        return
    newest = Decision.objects.by_moderators().order_by("-pk").only("made_at", "by_name", "became")[:LOOKED_AT]
    alike = groupby(newest, key=lambda row: (timezone.localdate(row.made_at), row.by_name, row.became))
    for _number, ((_day, who, _became), same) in zip(range(most), alike, strict=False):
        rows = list(same)
        text = ngettext("%(who)s: %(number)d reply", "%(who)s: %(number)d replies", len(rows))
        told = text % {"who": who or _("A moderator"), "number": len(rows)}
        became = str(rows[0].get_became_display())
        yield Event(rows[0].made_at, told, became, reverse("admin:comments_decision_changelist"))
