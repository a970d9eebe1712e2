"""What the dates of an export tell of the old site's clock. Pure."""

from collections import Counter
from datetime import datetime, timedelta, tzinfo

from wordpress.reader import Item

DAY = timedelta(days=1)
WINTER_AND_SUMMER = (datetime(2020, 1, 1), datetime(2020, 7, 1))


def ahead_of_gmt(item: Item) -> timedelta | None:
    """How far the item's date is ahead of the same moment by GMT; None where the file does not say both."""
    ahead = item.date - item.date_gmt if item.date and item.date_gmt else DAY
    return ahead if -DAY < ahead < DAY else None


def advice(clocks: Counter[timedelta], zone: tzinfo) -> list[str]:
    """A sentence, where most articles were dated by another clock than the publication's."""
    here = {zone.utcoffset(at) for at in WINTER_AND_SUMMER}
    return [
        f"Most articles were dated by a clock {said(most)}, this publication's is {zone}: with the old "
        "site's time zone (Publication) pages show the days and hours that they showed there."
        for most, _number in clocks.most_common(1)
        if most not in here
    ]


def said(ahead: timedelta) -> str:
    if not ahead:
        return "that showed GMT"
    hours = f"{abs(ahead) / timedelta(hours=1):g}"
    return f"{hours} hour{'' if hours == '1' else 's'} {'ahead of' if ahead > timedelta() else 'behind'} GMT"
