"""What became of a reply since it was written, as the rows that it left: decisions, reports and others."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from blog.models import User
from comments import moderation
from comments.models import Appeal, Decision, Reply, ReplyStatus, Report, Version
from comments.moderating import reporting
from operations.demo.sayings import Event

Actor = Decision.Actor
ACTORS = {"writer": Actor.WRITER, "readers": Actor.READERS, "site": Actor.SITE}


class History:
    """Takes one unstored reply from event to event; afterwards it is as the last of them left it."""

    def __init__(self, reply: Reply, published_at: datetime, users: Mapping[str, User]) -> None:
        self.reply = reply
        self.published_at = published_at  # events count from there
        self.users = users
        self.was_approved = reply.status == ReplyStatus.APPROVED
        self.decisions: list[Decision] = []
        self.reports: list[Report] = []
        self.appeals: list[Appeal] = []
        self.versions: list[Version] = []

    def is_by_moderator(self, event: Event) -> bool:
        return event.who in self.users

    def wait(self) -> None:
        """It came as the first of its address."""
        self.reply.status, self.was_approved = ReplyStatus.PENDING, False
        self.reply.held_for = [{"code": "first"}]

    def approve_first(self, moment: datetime) -> None:
        self.move(ReplyStatus.APPROVED, moment, by=self.users["moderator"])

    def take(self, event: Event) -> None:
        """Raises KeyError for what nobody can do here."""
        moment = self.published_at + event.after
        if event.who == "reader":
            self.report(event, moment)
        elif event.what == "edit":
            self.edit(event, moment)
        elif event.what == "undo":
            self.undo(event, moment)
        else:
            self.decide(event, moment)

    def report(self, event: Event, moment: datetime) -> None:
        """From a network of those that are kept for examples (RFC 5737)."""
        reporter = reporting.reporter(None, f"192.0.2.{len(self.reports) + 1}")
        said = {"why": Report.Why(event.what), "note": event.words, "made_at": moment}
        self.reports.append(Report(reply=self.reply, reporter=reporter, **said))
        self.reply.reports_open += 1

    def edit(self, event: Event, moment: datetime) -> None:
        """The words of the event are those from before."""
        self.versions.append(Version(reply=self.reply, text=event.words, replaced_at=moment))
        self.reply.edited_at = moment

    def undo(self, event: Event, moment: datetime) -> None:
        last = self.decisions[-1]
        self.move(last.was, moment, by=self.users[event.who], note=event.words, undoes=last)

    def decide(self, event: Event, moment: datetime) -> None:
        if event.what == "appeal":
            self.appeals.append(Appeal(reply=self.reply, text=event.words, made_at=moment))
            self.hold({"code": "appeal"}, moment, Actor.WRITER)
        elif event.what == "hold":
            because = {"code": "reported", "number": self.reply.reports_open}
            self.hold(because, moment, ACTORS[event.who])
        elif event.who in ACTORS:
            self.move(ReplyStatus(event.what), moment, actor=ACTORS[event.who])
        else:
            said = {"why": event.why, "note": event.words}
            self.move(ReplyStatus(event.what), moment, by=self.users[event.who], **said)

    def hold(self, because: dict[str, Any], moment: datetime, actor: str) -> None:
        self.move(ReplyStatus.PENDING, moment, actor=actor)
        self.reply.held_for = [because]

    def move(
        self, to: str, moment: datetime, *, actor: str = Actor.MODERATOR, why: str = "", **fields: Any
    ) -> None:
        """Append a decision, with what follows from it for the reply and its reports."""
        reply, old = self.reply, self.reply.status
        reply.status = to
        reply.reason = moderation.reason_of(to, moderation.Order(to, reason=why))
        self.was_approved = self.was_approved or to == ReplyStatus.APPROVED
        by = fields.get("by")
        fields |= {"by_name": by.get_full_name() if by else "", "reason": reply.reason, "made_at": moment}
        decision = Decision(reply=reply, post=reply.post, actor=actor, was=old, became=to, **fields)
        self.decisions.append(decision)
        if actor == Actor.MODERATOR:
            self.settle(moment)

    def settle(self, moment: datetime) -> None:
        for report in self.reports:
            report.settled_at = report.settled_at or moment
        self.reply.reports_open = 0


def write_histories(histories: Iterable[History]) -> None:
    """Store what belongs to replies that are stored by now."""
    histories = list(histories)
    append(chain.from_iterable(history.decisions for history in histories))
    Report.objects.bulk_create(chain.from_iterable(history.reports for history in histories))
    Appeal.objects.bulk_create(chain.from_iterable(history.appeals for history in histories))
    Version.objects.bulk_create(chain.from_iterable(history.versions for history in histories))


def append(decisions: Iterable[Decision]) -> None:
    """In the order in which they were made, as a ledger has them; one that undoes another after that one."""
    waiting: list[Decision] = []
    for decision in sorted(decisions, key=lambda each: each.made_at):
        if decision.undoes:
            Decision.objects.bulk_create(waiting)
            waiting, decision.undoes = [], decision.undoes
        waiting.append(decision)
    Decision.objects.bulk_create(waiting)
