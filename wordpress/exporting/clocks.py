"""The clock on which a thing's dates go out: the old site's while its moment is the one that it came with, so
that a WordPress gives it the address that it had; the publication's otherwise. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

DAY = timedelta(days=1)


def clock_of(said: Mapping[str, Any], at: datetime | None, zone: tzinfo) -> tzinfo:
    """`said` is what its source said of it: `date` by the clock there, and `date_gmt`."""
    local, gmt = told(said, "date"), told(said, "date_gmt")
    if not (at and local and gmt) or at.astimezone(UTC).replace(microsecond=0, tzinfo=None) != gmt:
        return zone
    ahead = local - gmt
    # The publication's zone knows of summers, too.
    is_same = at.astimezone(zone).utcoffset() == ahead or not -DAY < ahead < DAY
    return zone if is_same else timezone(ahead)


def told(said: Mapping[str, Any], name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(str(said.get(name) or "")).replace(microsecond=0, tzinfo=None)
    except ValueError:
        return None
