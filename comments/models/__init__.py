"""The debate's models."""

from comments.models.following import Follow
from comments.models.ledger import Appeal, Decision, LedgerError
from comments.models.letter import Letter
from comments.models.notice import Notice
from comments.models.reply import DEEPEST, STEP, Reply, ReplyQuerySet
from comments.models.rules import Ban, DebateRules, SpamToken
from comments.models.states import Cadence, Mode, Reason, ReplyStatus
from comments.models.thread import Thread, ThreadQuerySet
from comments.models.voices import Recommendation, Report, Version
from comments.models.writer import Confirmation, Writer, WriterQuerySet, writer_key

__all__ = [
    "DEEPEST",
    "STEP",
    "Appeal",
    "Ban",
    "Cadence",
    "Confirmation",
    "DebateRules",
    "Decision",
    "Follow",
    "LedgerError",
    "Letter",
    "Mode",
    "Notice",
    "Reason",
    "Recommendation",
    "Reply",
    "ReplyQuerySet",
    "ReplyStatus",
    "Report",
    "SpamToken",
    "Thread",
    "ThreadQuerySet",
    "Version",
    "Writer",
    "WriterQuerySet",
    "writer_key",
]
