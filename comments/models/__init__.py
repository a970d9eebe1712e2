"""The debate's models."""

from comments.models.ban import Ban, BanQuerySet
from comments.models.following import Follow
from comments.models.ledger import Appeal, Decision, LedgerError
from comments.models.letter import Letter
from comments.models.notice import Notice
from comments.models.queue import OPEN, VIEWS, View
from comments.models.reply import DEEPEST, STEP, Reply, ReplyQuerySet
from comments.models.rules import DebateRules
from comments.models.spamtoken import SpamToken
from comments.models.states import Cadence, Mode, Reason, ReplyStatus
from comments.models.thread import Thread, ThreadQuerySet
from comments.models.voices import Recommendation, Report, Version
from comments.models.writer import Confirmation, Writer, WriterQuerySet, writer_key

__all__ = [
    "DEEPEST",
    "OPEN",
    "STEP",
    "VIEWS",
    "Appeal",
    "Ban",
    "BanQuerySet",
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
    "View",
    "Writer",
    "WriterQuerySet",
    "writer_key",
]
