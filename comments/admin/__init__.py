"""The moderator's workplace, one module a subject, and what the debate adds to the newsroom."""

from blog.admin import places
from comments import happening, workplace
from comments.admin import bans, ledger, replies, rules, writers
from comments.admin.threads import ThreadInline

__all__ = ["bans", "ledger", "replies", "rules", "writers"]

places.panels += [workplace.waiting, workplace.answers]
places.happenings.append(happening.decisions)
places.post_columns.append(workplace.column)
places.post_inlines.append(ThreadInline)
