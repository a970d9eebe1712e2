"""The moderator's workplace, one module a subject."""

from comments.admin import replies

__all__ = ["replies"]
