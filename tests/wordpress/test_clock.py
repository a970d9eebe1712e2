"""What an import says of the old site's clock."""

import pytest

from blog.models import Publication
from tests.wordpress.exports import item

WEST = [item(n, post_date="2025-01-18 18:26:26", post_date_gmt="2025-01-19 02:26:26") for n in (1, 2)]
GMT = [item(n, post_date="2025-01-18 18:26:26", post_date_gmt="2025-01-18 18:26:26") for n in (3, 4, 5)]


@pytest.mark.parametrize(
    ("parts", "zone", "said"),
    [
        (WEST, "UTC", "8 hours behind GMT, this publication's is UTC"),
        (WEST, "America/Los_Angeles", ""),
        ([*WEST, *GMT], "UTC", ""),
        (GMT, "Asia/Kolkata", "that showed GMT, this publication's is Asia/Kolkata"),
        ([item(6, post_date_gmt="0000-00-00 00:00:00", status="draft")], "Asia/Kolkata", ""),
        ([item(7)], "UTC", "1 hour ahead of GMT"),
    ],
)
def test_other_clock_is_told(bring_in, parts, zone, said):
    publication = Publication.current()
    publication.time_zone = zone
    publication.save()
    ledger = bring_in(*parts)
    ledger.run.refresh_from_db()
    assert len(ledger.advice) == bool(said)
    assert said in "".join(ledger.run.advice)
