"""The rooms of the admin in which a site moves in: Tools > Import, and what came of each import."""

from wordpress.admin import ledger

__all__ = ["ledger"]
