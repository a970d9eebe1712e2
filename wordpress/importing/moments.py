"""WordPress's three kinds of dates as moments."""

from datetime import UTC, datetime, timedelta, tzinfo

from wordpress.reader import Comment, Item


def published(item: Item, zone: tzinfo) -> datetime | None:
    """When the item appeared: by the GMT date, else the local one in the site's zone, else the feed's."""
    return moment(item.date_gmt, item.date, zone, offset(item)) or item.published


def modified(item: Item, zone: tzinfo) -> datetime | None:
    return moment(item.modified_gmt, item.modified, zone, offset(item))


def written(comment: Comment, zone: tzinfo) -> datetime | None:
    return moment(comment.date_gmt, comment.date, zone, None)


def offset(item: Item) -> timedelta | None:
    """How far the old site's clock was from GMT, if the item has any date on both."""
    pairs = ((item.date, item.date_gmt), (item.modified, item.modified_gmt))
    return next((local - gmt for local, gmt in pairs if local and gmt), None)


def moment(
    gmt: datetime | None, local: datetime | None, zone: tzinfo, known: timedelta | None
) -> datetime | None:
    """The GMT date if there is one (drafts have none), else the local one by the known offset or the zone."""
    try:
        if gmt or local is None:
            return gmt.replace(tzinfo=UTC) if gmt else None
        if known is not None:
            return (local - known).replace(tzinfo=UTC)
        return local.replace(tzinfo=zone).astimezone(UTC)
    except (OverflowError, ValueError):  # the years 1 and 9999
        return None
