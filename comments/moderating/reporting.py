"""Readers report a reply; enough of them take it out of sight until a moderator has looked.

Who reports is kept as a keyed hash alone, so that nobody counts twice, and is shown to nobody."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from comments import moderation
from comments.models import DebateRules, Decision, Reply, Report, Thread, Writer

MOST = (20, 3600)  # reports of one network in an hour; more are thanked for and not kept
AGAIN = 2  # times as many reports hold a reply that a moderator has kept


def reporter(writer: Writer | None, network: str) -> str:
    """The keyed hash that stands for a confirmed writer, else for a network."""
    name = f"report:writer:{writer.key}" if writer else f"report:network:{network}"
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, name.encode(errors="surrogateescape"), hashlib.sha256).hexdigest()


def report(reply: Reply, why: str, note: str, reporter: str) -> bool:
    """Keep one report (`why` of Report.Why, `note` of at most 1000 characters); whether it is a new one.

    A second one of the same reporter, and one of a reply that readers no longer see, changes nothing.
    """
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        rows = Reply.objects.reportable().filter(pk=reply.pk)
        if not rows.exists() or Report.objects.filter(reply_id=reply.pk, reporter=reporter).exists():
            return False
        Report.objects.create(reply_id=reply.pk, why=why, note=note, reporter=reporter)
        rows.update(reports_open=F("reports_open") + 1)
        held = rows.get()
        if is_enough(held):
            because = {"code": "reported", "number": held.reports_open}
            moderation.hold(held, because, actor=Decision.Actor.READERS)
    return True


def is_enough(reply: Reply) -> bool:
    """Whether its open reports hold it. Those that a moderator has answered count no more, but the next
    time it takes twice as many, so that a few people cannot keep a reply away by reporting it for ever."""
    needed = DebateRules.current().reports_to_hold
    if not needed or reply.reports_open < needed or is_trusted(reply):
        return False
    was_kept = Report.objects.settled().filter(reply_id=reply.pk).exists()
    return not was_kept or reply.reports_open >= AGAIN * needed


def is_trusted(reply: Reply) -> bool:
    """Replies of the publication's own people and of trusted writers stand until a moderator decides."""
    is_own = reply.is_author or reply.user_id is not None
    return is_own or Writer.objects.trusted().filter(key=reply.writer_key).exclude(key="").exists()


def open_reports(replies: Iterable[Reply]) -> dict[int, list[Report]]:
    """What is reported of each of `replies` and not yet answered, the oldest first, without who did it.

    One query; replies of which nothing is reported are left out.
    """
    found: dict[int, list[Report]] = defaultdict(list)
    numbers = [reply.pk for reply in replies if reply.reports_open]
    for row in Report.objects.open().filter(reply_id__in=numbers).order_by("pk").defer("reporter"):
        found[row.reply_id].append(row)
    return dict(found)


def forget(writer: Writer) -> int:
    """Cut the link between a writer who erases herself and what she reported; how many reports stay.

    What she typed goes, since it may name her; the reason that she chose stays for the moderators.
    """
    number = Cast("pk", CharField())
    hers = Report.objects.filter(reporter=reporter(writer, ""))
    return hers.update(reporter=Concat(Value("gone-"), number), note="")
