"""What stands above the list of posts or pages: the states with their numbers, as links."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.models import PostQuerySet, Status

LABELS = {
    Status.PUBLISHED: _("Published"),
    Status.SCHEDULED: _("Scheduled"),
    Status.REVIEW: _("In review"),
    Status.DRAFT: _("Drafts"),
    Status.WITHDRAWN: _("Withdrawn"),
    Status.TRASH: _("Trash"),
}


@dataclass(frozen=True)
class Standing:
    """“Drafts (12)”: a link that narrows the list to one state."""

    label: Any
    number: int
    query: str
    is_chosen: bool


def standings(request: HttpRequest, rows: PostQuerySet) -> list[Standing]:
    """All, mine, and each state that has any rows; two queries, whatever there is."""
    numbers = rows.count_by_status()
    chosen, is_mine = request.GET.get("status", ""), request.GET.get("mine") == "1"
    kept = sum(number for status, number in numbers.items() if status != Status.TRASH)
    found = [Standing(_("All"), kept, "?", not chosen and not is_mine)]
    if permissions.edits_others(request.user):
        mine = rows.kept().written_by(permissions.person(request)).order_by().count()
        found.append(Standing(_("Mine"), mine, "?mine=1", is_mine))
    return found + [
        Standing(label, numbers[status], f"?status={status}", chosen == status and not is_mine)
        for status, label in LABELS.items()
        if numbers.get(status)
    ]


def counted(request: HttpRequest, shown: list[Standing]) -> int | None:
    """How many rows a list has that nothing narrows but one of these links: the number that stands beside it,
    so that it is not counted twice. None for any other list."""
    asked = set(request.GET) - {"p", "o"}
    chosen = next((each for each in shown if each.is_chosen), None)
    return chosen.number if chosen and len(asked) < 2 and asked <= {"status", "mine"} else None
