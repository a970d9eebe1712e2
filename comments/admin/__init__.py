"""The moderator's workplace, one module a subject."""

from comments.admin import bans, ledger, replies, rules, writers

__all__ = ["bans", "ledger", "replies", "rules", "writers"]
