"""The machine's own map of stamps: opened once a process, by whoever reads or writes what pages show."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from blog.pagecache.stamps import EVERYTHING, Stamps, slot

if TYPE_CHECKING:
    from blog.pagecache.machines import Machines

logger = logging.getLogger("blog.pagecache")


@dataclass(frozen=True)
class Announcement:
    """Where it was written down: in the map, and in the news of the other machines."""

    record: int
    entry: str


class House:
    """Holds the map; None where the file system has no such thing. Then no process keeps pages."""

    def __init__(self) -> None:
        self.stamps: Stamps | None = None
        self.machines: Machines | None = None
        self.is_open = False

    def open(self) -> Stamps | None:
        """Raises ImproperlyConfigured if it is another user's: those would never hear of our changes."""
        if not self.is_open:
            path = directory() / "stamps"
            try:
                path.parent.mkdir(exist_ok=True)
                self.stamps = Stamps(path)
                self.machines = neighbours(self.stamps)
            except PermissionError as error:
                text = f"{path} belongs to another user: run this as the user that serves the site."
                raise ImproperlyConfigured(text) from error
            except OSError as error:
                logger.warning("no pages are kept: %s cannot be mapped (%s)", path, error)
            self.is_open = True
        return self.stamps

    def close(self) -> None:
        """Open it anew when it is needed next: in a child, and once the file is another one."""
        self.stamps, self.machines, self.is_open = None, None, False


def neighbours(stamps: Stamps) -> "Machines | None":
    """The other machines of the site, with CACHE_URL."""
    url = str(settings.CACHES["default"].get("LOCATION", ""))
    if not settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        return None
    from blog.pagecache.machines import Machines  # only a site on several machines needs the client

    return Machines(url, f"broadside:{settings.SITE_HOST}", directory(), stamps)


def directory() -> Path:
    return Path(settings.DATA_DIR) / "pagecache"


HOUSE = House()
os.register_at_fork(after_in_child=HOUSE.close)


def stamps() -> Stamps | None:
    """The map that all processes of the machine share; None without one."""
    return HOUSE.stamps or HOUSE.open()


def age_of(*things: str) -> int | None:
    """A number that is another one whenever one of the things has changed since; None without a map."""
    found = stamps()
    if found is None:
        return None
    return max(found.words[place] for place in (EVERYTHING, *map(slot, things)))


def announce(places: list[int] | None) -> Announcement | None:
    """What is about to be committed; None: anything."""
    found = stamps()
    if found is None:
        return None
    record = found.mark(places)
    machines = HOUSE.machines
    return Announcement(record, machines.announce(places) if machines else "")


def left_alone(announced: Announcement | None) -> str:
    """The name of this machine, if there are others and they do not hear of it."""
    machines = HOUSE.machines
    return machines.own if machines and announced and not announced.entry else ""


def settle(announced: Announcement | None, places: list[int]) -> None:
    """What has been committed: nobody is told so before all machines are."""
    found, machines = stamps(), HOUSE.machines
    if found is None or announced is None:
        return
    found.settle(announced.record, places)
    if machines:
        machines.tell(announced.entry, places)
