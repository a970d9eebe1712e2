"""The files of an old site: found in a copy of its uploads, or fetched from it, and given to their rows.

Rows of the media library come in with an export, their files one by one, each with the texts that name it.
Whatever ends this half way, the next run goes on: only what has no file yet is asked for.
"""

from .bringing import Step, Ways, bring, taken
from .naming import Naming

__all__ = ["Naming", "Step", "Ways", "bring", "taken"]
