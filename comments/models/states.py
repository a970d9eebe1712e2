"""The states of a reply, and the reasons for which one is removed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReplyStatus(models.TextChoices):
    """Where a reply stands. Only approved ones are read; an approved answer keeps its parents' places."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    PENDING = "pending", _("waiting")
    APPROVED = "approved", _("approved")
    SPAM = "spam", _("spam")
    TRASH = "trash", _("removed")
    WITHDRAWN = "withdrawn", _("withdrawn by its writer")


class Reason(models.TextChoices):
    """Why a reply was removed: told to its writer, and summed up in public."""

    ABUSE = "abuse", _("abuse of a person")
    HATE = "hate", _("hatred of a group of people")
    THREAT = "threat", _("a threat, or a call to violence")
    FALSEHOOD = "falsehood", _("a false claim about a person")
    PRIVACY = "privacy", _("somebody's personal data")
    OFF_TOPIC = "off-topic", _("off topic")
    REPEATED = "repeated", _("said here before")
    RIGHTS = "rights", _("somebody else's text")
    SPAM = "spam", _("spam or advertising")
    LAW = "law", _("against the law")
    OTHER = "other", _("another reason")


class Mode(models.TextChoices):
    """Whose replies wait for a moderator."""

    ALL = "all", _("every reply waits")
    FIRST = "first", _("first replies of an address wait")
    NONE = "none", _("no reply waits")


class Cadence(models.TextChoices):
    """How often somebody wants mail."""

    AT_ONCE = "at-once", _("at once")
    DAILY = "daily", _("once a day")
    NEVER = "never", _("never")
