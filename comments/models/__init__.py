"""The debate's models."""

from comments.models.announcement import Announcement, Vigil
from comments.models.ban import Ban, BanQuerySet
from comments.models.following import Follow, FollowQuerySet, StaffMail
from comments.models.ledger import Appeal, Decision, LedgerError
from comments.models.letter import Letter
from comments.models.queue import OPEN, VIEWS, View
from comments.models.reply import DEEPEST, STEP, Reply, ReplyQuerySet
from comments.models.rules import DebateRules
from comments.models.spamtoken import SpamToken
from comments.models.standing import ReplyReceived, ReplyStanding
from comments.models.states import Cadence, Mode, Reason, ReplyStatus
from comments.models.thread import Thread, ThreadQuerySet
from comments.models.voices import Recommendation, Report, Version
from comments.models.writer import Confirmation, Writer, WriterQuerySet
from comments.models.writerkey import writer_key

__all__ = [
    "DEEPEST",
    "OPEN",
    "STEP",
    "VIEWS",
    "Announcement",
    "Appeal",
    "Ban",
    "BanQuerySet",
    "Cadence",
    "Confirmation",
    "DebateRules",
    "Decision",
    "Follow",
    "FollowQuerySet",
    "LedgerError",
    "Letter",
    "Mode",
    "Reason",
    "Recommendation",
    "Reply",
    "ReplyQuerySet",
    "ReplyReceived",
    "ReplyStanding",
    "ReplyStatus",
    "Report",
    "SpamToken",
    "StaffMail",
    "Thread",
    "ThreadQuerySet",
    "Version",
    "View",
    "Vigil",
    "Writer",
    "WriterQuerySet",
    "writer_key",
]
