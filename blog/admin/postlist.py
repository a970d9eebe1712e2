"""What stands above the list of posts or pages: the states with their numbers, as links."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog import permissions
from blog.models import Post, PostQuerySet, PostStanding, Status

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
    """All, mine, and each state that has any rows; two queries, whatever there is. Where the list holds
    everybody's, nothing is counted."""
    is_all = permissions.edits_others(request.user)
    numbers = PostStanding.objects.of_model(rows.model).by_status() if is_all else rows.count_by_status()
    chosen, is_mine = request.GET.get("status", ""), request.GET.get("mine") == "1"
    kept = sum(number for status, number in numbers.items() if status != Status.TRASH)
    found = [Standing(_("All"), kept, "?", not chosen and not is_mine)]
    if is_all:
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
    chosen = next((each for each in shown if each.is_chosen), None)
    return chosen.number if chosen and is_narrowed_only_by(request, "status", "mine", "o") else None


def is_narrowed_only_by(request: HttpRequest, *names: str) -> bool:
    """By one of these at most, whichever page of the list it is."""
    asked = set(request.GET) - {"p", "o"}
    return len(asked) < 2 and set(request.GET) <= {"p", *names}


def months(request: HttpRequest, model: type[Post]) -> list[tuple[date, int]] | None:
    """How many rows each month has of the list of all articles, or of those of one state, by time; None for
    any other list."""
    if not is_narrowed_only_by(request, "status") or not permissions.edits_others(request.user):
        return None
    rows, status = PostStanding.objects.of_model(model), request.GET.get("status", "")
    return (rows.with_status(status) if status in Status.values else rows.kept()).by_month()
