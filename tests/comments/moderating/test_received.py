"""Kept numbers of replies, month by month by any clock, are those of the rows."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.shelves import keeping
from comments.models import Reply, ReplyStatus
from comments.moderating import received
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db
HOURS = (-15, -14, -9, -5, -1, 0, 1, 4, 8, 12)  # around the beginning of each month
STATES = [ReplyStatus.APPROVED, ReplyStatus.PENDING, ReplyStatus.SPAM, ReplyStatus.UNCONFIRMED]


@pytest.fixture
def debate():
    post = make_post()
    for number, month in enumerate((1, 3, 4, 11, 12)):
        begins = datetime(2025, month, 1, tzinfo=UTC)
        for place, hours in enumerate(HOURS):
            reply = make_reply(post, status=STATES[(number + place) % 4])
            moment = begins + timedelta(hours=hours, minutes=number)
            Reply.objects.filter(pk=reply.pk).update(submitted_at=moment)
    imported = Reply.objects.order_by("pk").first()
    Reply.objects.filter(pk=imported.pk).update(import_ref="elsewhere:1")


def counted(start, end):
    rows = Reply.objects.received().sent_between(start, end).values_list("submitted_at", "status")
    months = (timezone.localtime(moment).date().replace(day=1) for moment, _status in rows)
    return Counter(zip(months, (status for _moment, status in rows), strict=True))


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo", "Pacific/Apia", "Europe/Rome"])
def test_months_are_those_of_the_clock(debate, zone):
    with timezone.override(ZoneInfo(zone)):
        start, end = (timezone.make_aware(datetime(year, 1, 1)) for year in (2025, 2026))
        for _again in range(2):
            found = {(month, status): number for month, status, number in received.by_month(start, end)}
            assert found == counted(start, end)
            keeping.rebuild()
        assert received.first() == Reply.objects.received().order_by("submitted_at")[0].submitted_at


def test_what_is_no_longer_there_is_not_the_first(debate):
    Reply.objects.filter(submitted_at__lt=datetime(2025, 6, 1, tzinfo=UTC)).update(import_ref=None)
    Reply.objects.filter(submitted_at__lt=datetime(2025, 6, 1, tzinfo=UTC)).update(kind=Reply.Kind.PINGBACK)
    assert received.first() == Reply.objects.received().order_by("submitted_at")[0].submitted_at


def test_nothing_has_no_first(db):
    assert received.first() is None
