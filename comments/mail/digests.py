"""One mail a day, in the morning of the publication, to those who want to hear of replies once a day."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from blog.models import Publication
from comments.mail import outbox
from comments.mail.announcing import key_of
from comments.mail.hearing import Hearer, hearers
from comments.models import Announcement, Cadence, Letter

HOUR = 7  # o'clock where the publication is


@task()
def send_digests() -> int:
    """Write the digests of the day if it is time and they are not written yet; how many."""
    now = timezone.now()
    morning = now.astimezone(Publication.current().zone).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if now < morning or Announcement.objects.filter(digested_at__gte=morning).exists():
        return 0
    return write(list(Announcement.objects.undigested(morning)), morning)


def write(announcements: list[Announcement], morning: datetime) -> int:
    """A letter for everybody who is to hear of any of these; each announcement has its turn once."""
    people, heard = dict[str, Hearer](), defaultdict[str, list[int]](list)
    for announcement in announcements:
        for hearer in daily(announcement):
            people.setdefault(hearer.key, hearer)
            heard[hearer.key].append(announcement.pk)
    with transaction.atomic():
        outbox.post_all(letter(people[key], numbers, morning) for key, numbers in heard.items())
        done = Announcement.objects.filter(pk__in=[each.pk for each in announcements])
        done.update(digested_at=timezone.now())
    return len(heard)


def daily(announcement: Announcement) -> list[Hearer]:
    """Those who want it in their digest and were not told of it at once, before they changed their mind."""
    told = Letter.objects.filter(reply_id=announcement.pk, kind=Letter.Kind.ANSWER, dropped_at=None)
    keys = set(told.values_list("key", flat=True))
    people = hearers(announcement).values()
    return [
        each
        for each in people
        if each.cadence == Cadence.DAILY and key_of(each.key, announcement.pk) not in keys
    ]


def letter(hearer: Hearer, numbers: list[int], morning: datetime) -> Letter:
    return Letter(
        key=f"digest:{morning:%Y-%m-%d}:{hearer.key}",
        kind=Letter.Kind.DIGEST,
        writer_id=None if hearer.user_id else hearer.writer_id,
        user_id=hearer.user_id,
        data={"replies": numbers},
    )
