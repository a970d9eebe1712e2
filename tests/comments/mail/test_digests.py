"""One mail a day: in the morning of the publication, of what can be read, and only if anything happened."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from blog.models import Post, Publication, Status, publication
from comments import moderation
from comments.mail import digests, following
from comments.models import Announcement, Cadence, Letter, StaffMail, Writer
from tests.comments.replies import ROSA, answer_to, held
from tests.comments.sending import TEXT, page
from tests.factories import make_post, make_writer

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 6, 10, 18, tzinfo=UTC)
MORNING = datetime(2026, 6, 11, 7, 5, tzinfo=UTC)


@pytest.fixture
def bruno():
    return make_writer("bruno@example.org")


@pytest.fixture
def clock():
    with time_machine.travel(EVENING, tick=False) as clock:
        yield clock


@pytest.fixture
def post(clock, bruno):
    """An article that Bruno follows once a day."""
    post = make_post("The harbour", publish_at=EVENING - timedelta(days=1))
    following.start(bruno, post=post, cadence=Cadence.DAILY)
    return post


@pytest.fixture
def morning(clock, worker):
    """`morning(days)` is what the mail server gets on that morning."""

    def comes(days=0, **later):
        clock.move_to(MORNING + timedelta(days=days, **later))
        mail.outbox.clear()
        digests.send_digests.call()
        worker.work_once()
        return list(mail.outbox)

    return comes


def test_replies_of_a_day_are_one_mail(post, morning):
    moderation.approve(*[held(post, writer_name=f"Ann {number}", comment=TEXT) for number in range(3)])
    (message,) = morning()
    assert message.to == ["bruno@example.org"]
    assert message.subject == "3 new replies to what you follow"
    assert all(f"  Ann {number}\n" in message.body for number in range(3))
    assert "The harbour" in message.body
    assert TEXT not in message.body


def test_nothing_is_sent_at_once_to_who_wants_it_daily(post, worker):
    moderation.approve(held(post))
    worker.work_once()
    assert mail.outbox == []


def test_nothing_is_sent_when_nothing_happened(post, morning):
    moderation.approve(held(make_post(publish_at=EVENING - timedelta(days=1))))
    assert morning() == []


def test_each_reply_stands_in_one_digest(post, morning):
    moderation.approve(held(post))
    assert [len(morning()), len(morning(hours=1)), len(morning(days=1))] == [1, 0, 0]


def test_what_comes_after_the_morning_waits_for_the_next(post, morning):
    assert morning() == []
    moderation.approve(held(post))
    assert [len(morning(hours=8)), len(morning(days=1))] == [0, 1]


def test_morning_is_where_the_publication_is(post, clock, worker):
    Publication.objects.update_or_create(pk=1, defaults={"time_zone": "America/New_York"})
    publication.forget()
    moderation.approve(held(post))
    clock.move_to(MORNING)
    assert digests.send_digests.call() == 0
    clock.move_to(MORNING + timedelta(hours=4))
    assert digests.send_digests.call() == 1


def test_article_that_is_not_public_waits_with_its_replies(post, morning):
    moderation.approve(held(post))
    Post.everything.update(status=Status.DRAFT)
    assert morning() == []
    Post.everything.update(status=Status.PUBLISHED)
    assert len(morning(days=1)) == 1


def test_reply_removed_before_the_morning_is_left_out(post, morning):
    gone, kept = held(post, writer_name="Gone"), held(post, writer_name="Kept")
    moderation.approve(gone, kept)
    moderation.trash(gone)
    (message,) = morning()
    assert "Kept" in message.body
    assert "Gone" not in message.body


def test_who_stopped_before_the_mail_left_gets_none(post, bruno, clock, worker):
    moderation.approve(held(post))
    clock.move_to(MORNING)
    digests.send_digests.call()
    following.stop_all(bruno)
    worker.work_once()
    assert mail.outbox == []


def test_who_hears_at_once_by_another_follow_is_told_once(post, bruno, morning, worker):
    following.start(bruno)
    moderation.approve(held(post))
    worker.work_once()
    assert len(mail.outbox) == 1
    assert morning() == []


def test_own_replies_are_left_out(post, morning):
    moderation.approve(held(post, user_email="Bruno@example.org"))
    assert morning() == []


def test_ceiling_of_an_address_makes_a_digest_of_what_it_follows_at_once(clock, followed, morning):
    Post.everything.update(publish_at=EVENING - timedelta(days=1))
    Writer.objects.filter(email=ROSA).update(mail=Cadence.DAILY)
    answer_to(followed)
    (message,) = morning()
    assert message.to == [ROSA]


def test_authors_have_a_digest_unless_they_say_otherwise(clock, alice, bob, morning):
    article = make_post(authors=[alice.author], publish_at=EVENING - timedelta(days=1))
    moderation.approve(held(article))
    assert [each.to for each in morning()] == [[alice.email]]
    StaffMail.objects.create(user=alice, articles=Cadence.NEVER)
    moderation.approve(held(article))
    assert morning(days=1) == []


def test_one_press_ends_the_digests(post, bruno, morning, stranger):
    kept = following.start(bruno, post=make_post())
    moderation.approve(held(post))
    address = morning()[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert "once a day" in page(stranger.post("/" + address.split("/", 3)[3]))
    assert list(bruno.follows.all()) == [kept]


def test_long_digest_names_some_and_counts_the_rest(post, morning):
    moderation.approve(*[held(post) for _ in range(25)])
    (message,) = morning()
    assert "and 5 more:" in message.body
    assert message.subject == "25 new replies to what you follow"


def test_writing_costs_the_same_at_any_number_of_followers(post, clock, assert_same_queries):
    days = iter(range(5))

    def write():
        day = next(days)
        clock.move_to(EVENING + timedelta(days=day))
        moderation.approve(held(post))
        clock.move_to(MORNING + timedelta(days=day))
        digests.send_digests.call()

    def follow_by_many():
        for _ in range(30):
            following.start(make_writer(), post=post, cadence=Cadence.DAILY)

    assert_same_queries(write, follow_by_many)
    assert Letter.objects.count() == 2 + 2 * 31
    assert not Announcement.objects.filter(digested_at=None).exists()
