"""The place where files are kept is away: said in words, and not waited for by everybody at once."""

import time

from django.utils.translation import gettext as _

PAUSE = 10.0  # seconds in which nobody asks it again
TRIAL = 5.0  # seconds that one caller has to find out whether it is back


class StorageAway(OSError):
    """It does not answer, or lets nobody in. `str()` is a sentence for whoever waits for a file."""


def sentence() -> str:
    """For whoever sent a file."""
    return _("The storage of files does not answer just now. Nothing was changed: please try again soon.")


class Breaker:
    """Whether it is worth asking. Each process has one: threads that wait for a storage which does not answer
    are missing for everything else."""

    def __init__(self) -> None:
        self.closed_until = 0.0

    def require(self) -> None:
        """StorageAway while it is known to be away; after a pause one caller tries, and the others do not."""
        if not self.closed_until:
            return
        now = time.monotonic()
        if now < self.closed_until:
            raise StorageAway(sentence())
        self.closed_until = now + TRIAL

    def failed(self) -> None:
        """It did not answer."""
        self.closed_until = time.monotonic() + PAUSE

    def worked(self) -> None:
        """It answered, whatever it said."""
        self.closed_until = 0.0
