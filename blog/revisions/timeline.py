"""All that has happened to a post, in one line of time: its revisions and what the admin's log says."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from blog.comparing import Measure, measure
from blog.models import Page, Post, Revision, Status, User

ONE_MOMENT = timedelta(seconds=5)  # a save writes a revision and a log entry; they are one event
KEPT = {Revision.Kind.SAVED, Revision.Kind.PUBLISHED}


class Mark(NamedTuple):
    """One row of either table, as much of it as it takes to put it in order."""

    moment: datetime
    pk: int
    user_id: int | None
    kind: str = ""


@dataclass
class Event:
    """One thing that happened. `previous` is the revision that it changed, as far as there is one."""

    mark: Mark
    log_ids: list[int] = field(default_factory=list)
    previous_id: int | None = None
    user: User | None = None
    revision: Revision | None = None
    previous: Revision | None = None
    remarks: list[str] = field(default_factory=list)

    @property
    def is_revision(self) -> bool:
        return bool(self.mark.kind)

    @property
    def measure(self) -> Measure | None:
        """How much it changed; None for a first version and for what is no version."""
        if not self.revision or not self.previous:
            return None
        return measure(self.previous.content, self.revision.content)


def events_of(post: Post, user: User) -> list[Event]:
    """All that `user` may see, newest first, without what they hold: `read()` gets that for those shown."""
    rows = post.revisions.readable_by(user).order_by().values_list("saved_at", "pk", "user_id", "kind")
    revisions = without_twin(sorted(Mark(*row) for row in rows))
    made = {mark.pk: Event(mark) for mark in revisions}
    alone = []
    for log in (Mark(*row) for row in logged(post).values_list("action_time", "pk", "user_id")):
        known = same_moment(log, revisions)
        if known:
            made[known.pk].log_ids.append(log.pk)
        else:
            alone.append(Event(log, [log.pk]))
    link(made, revisions)
    return sorted(
        [*made.values(), *alone], key=lambda event: (event.mark.moment, event.mark.pk), reverse=True
    )


def without_twin(revisions: list[Mark]) -> list[Mark]:
    """A working copy is kept as a line of the history, too: both are one event."""
    working = {mark.moment for mark in revisions if mark.kind == Revision.Kind.WORKING}
    return [mark for mark in revisions if mark.kind not in KEPT or mark.moment not in working]


def logged(post: Post) -> Any:
    """The admin's log of the post, whether it was edited as an article or as a page."""
    types = ContentType.objects.get_for_models(Post, Page, for_concrete_models=False).values()
    return LogEntry.objects.filter(content_type__in=list(types), object_id=str(post.pk)).order_by()


def same_moment(log: Mark, revisions: Sequence[Mark]) -> Mark | None:
    """The first revision that the same person made when the log entry was written."""
    index = bisect_left(revisions, log.moment - ONE_MOMENT, key=lambda mark: mark.moment)
    while index < len(revisions) and revisions[index].moment <= log.moment + ONE_MOMENT:
        if revisions[index].user_id == log.user_id:
            return revisions[index]
        index += 1
    return None


def link(made: dict[int, Event], revisions: Iterable[Mark]) -> None:
    """Tell each event which kept revision came before it."""
    last: int | None = None
    for mark in revisions:
        made[mark.pk].previous_id = last
        if mark.kind in KEPT:
            last = mark.pk


def read(events: Sequence[Event]) -> Sequence[Event]:
    """Fill the events with what they hold: three queries for any number of them."""
    wanted = {event.mark.pk for event in events if event.is_revision}
    before = {event.previous_id for event in events if event.previous_id}
    revisions = Revision.objects.in_bulk([*wanted, *before])
    users = User.objects.in_bulk({event.mark.user_id for event in events if event.mark.user_id})
    remarks = remarks_of([key for event in events for key in event.log_ids])
    for event in events:
        event.user = users.get(event.mark.user_id or 0)
        event.revision = revisions.get(event.mark.pk) if event.is_revision else None
        event.previous = revisions.get(event.previous_id or 0)
        said = [remark for key in event.log_ids for remark in remarks[key] if remark]
        event.remarks = [text for text, is_plain in said if not (is_plain and event.is_revision)]
    return events


def remarks_of(keys: list[int]) -> dict[int, list[tuple[str, bool]]]:
    """By log entry, sentences and whether they say no more than that fields were changed."""
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for log in LogEntry.objects.filter(pk__in=keys):
        step = step_in(log.change_message)
        if step:
            found[log.pk].append((step, False))
        elif log.action_flag == ADDITION:
            found[log.pk].append((_("Begun."), False))
        else:
            found[log.pk].append((log.get_change_message(), log.change_message.startswith("[")))
    return found


# What the log keeps of a change of state


def step_note(before: str, after: str) -> dict[str, list[str]]:
    """What a log entry's message holds beside the names of fields when the state has changed."""
    return {"status": [before, after]}


def step_in(message: str) -> str:
    """“draft → in review” out of a log entry's message; empty if it tells of no such step."""
    try:
        parts = json.loads(message) if message.startswith("[") else []
    except json.JSONDecodeError:
        return ""
    steps = [part["status"] for part in parts if isinstance(part, dict) and "status" in part]
    labels = dict(Status.choices)
    return ", ".join(" → ".join(str(labels.get(state, state)) for state in step) for step in steps)
