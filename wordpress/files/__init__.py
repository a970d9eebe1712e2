"""The files of an old site: found in a copy of its uploads, or fetched from it, and given to their rows.

Rows of the media library come in with an export; their files come afterwards, one by one, each with the texts
that name it. Whatever ends this half way, the next run goes on: it asks only for what has no file yet.
"""

from .bringing import Bringing, Step, bring
from .fetching import Fetcher
from .places import find

__all__ = ["Bringing", "Fetcher", "Step", "bring", "find"]
