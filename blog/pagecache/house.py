"""The machine's own map of stamps: opened once a process, by whoever reads or writes what pages show."""

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from blog.pagecache.stamps import Stamps

logger = logging.getLogger("blog.pagecache")


class House:
    """Holds the map; None where the file system has no such thing. Then no process keeps pages."""

    def __init__(self) -> None:
        self.stamps: Stamps | None = None
        self.is_open = False

    def open(self) -> Stamps | None:
        """Raises ImproperlyConfigured if it is another user's: those would never hear of our changes."""
        if not self.is_open:
            path = directory() / "stamps"
            try:
                path.parent.mkdir(exist_ok=True)
                self.stamps = Stamps(path)
            except PermissionError as error:
                text = f"{path} belongs to another user: run this as the user that serves the site."
                raise ImproperlyConfigured(text) from error
            except OSError as error:
                logger.warning("no pages are kept: %s cannot be mapped (%s)", path, error)
            self.is_open = True
        return self.stamps

    def close(self) -> None:
        """Open it anew when it is needed next: in a child, and once the file is another one."""
        self.stamps, self.is_open = None, False


def directory() -> Path:
    return Path(settings.DATA_DIR) / "pagecache"


HOUSE = House()
os.register_at_fork(after_in_child=HOUSE.close)


def stamps() -> Stamps | None:
    """The map that all processes of the machine share; None without one."""
    return HOUSE.stamps or HOUSE.open()


def announce(places: list[int] | None) -> int | None:
    """What is about to be committed; None: anything."""
    found = stamps()
    return found.mark(places) if found else None


def settle(announced: int | None, places: Iterable[int]) -> None:
    """What has been committed."""
    found = stamps()
    if found is None:
        return
    if announced is None:
        found.bump(places)
    else:
        found.settle(announced, places)


def bump(places: Iterable[int]) -> None:
    """What has changed without a transaction."""
    if found := stamps():
        found.bump(places)
