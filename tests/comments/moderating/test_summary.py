"""The public account of moderation: right numbers, no names, and a cost that does not grow."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from blog.pagecache.recording import recording
from comments import moderation
from comments.models import DebateRules, Decision, Reply, ReplyStatus, Report, Thread
from comments.moderating import ledger, reporting, summary
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.comments.sending import page
from tests.factories import make_post
from tests.site.documents import Document

pytestmark = pytest.mark.django_db
ADDRESS = "/comments/moderation/"
APRIL = datetime(2026, 4, 10, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(APRIL, tick=False) as traveller:
        yield traveller


@pytest.fixture
def post(clock):
    return make_post("The harbour", publish_at=APRIL - timedelta(days=300))


def sent(post, status=ReplyStatus.PENDING, **fields):
    return add(draft(post, status=status, submitted_at=timezone.now(), **fields))


def latest():
    return summary.latest()[0]


def test_quiet_month_is_not_listed(post):
    assert summary.latest() == []


def test_replies_are_counted_by_what_became_of_them(post):
    sent(post)
    moderation.approve(sent(post))
    sent(post, ReplyStatus.APPROVED)
    moderation.withdraw(sent(post, ReplyStatus.APPROVED))
    sent(post, ReplyStatus.UNCONFIRMED)
    sent(post, ReplyStatus.APPROVED, import_ref="elsewhere:1")
    month = latest()
    assert (month.received, month.held, month.published, month.withdrawn) == (4, 2, 2, 1)


def test_removals_are_counted_by_reason_and_spam_apart(post):
    for reason in ("off-topic", "abuse", "off-topic", ""):
        moderation.trash(sent(post), reason=reason)
    moderation.mark_spam(sent(post))
    sent(post, ReplyStatus.SPAM)
    month = latest()
    assert month.reasons == {"off-topic": 2, "abuse": 1, "other": 1}
    assert (month.removed, month.spam) == (4, 2)


def test_undone_decision_does_not_count(post):
    moderation.trash(sent(post, ReplyStatus.APPROVED), reason="abuse")
    moderation.undo(Decision.objects.get())
    assert (latest().removed, latest().published) == (0, 1)


def test_month_of_a_decision_is_that_in_which_it_was_made(post, clock):
    reply = sent(post, ReplyStatus.APPROVED)
    clock.shift(timedelta(days=40))
    moderation.trash(reply, reason="abuse")
    may, april = summary.latest()
    assert (may.start.month, may.received, may.removed) == (5, 0, 1)
    assert (april.start.month, april.received, april.removed) == (4, 1, 0)


def test_reports_are_counted(post):
    reply = sent(post, ReplyStatus.APPROVED)
    reporting.report(reply, Report.Why.ABUSE, "", "a")
    reporting.report(reply, Report.Why.ABUSE, "", "b")
    assert latest().reports == 2


def test_wait_is_the_median_of_first_decisions(post, clock):
    replies = [sent(post) for _ in range(3)]
    for reply, hours in zip(replies, (1, 2, 300), strict=True):
        clock.move_to(APRIL + timedelta(hours=hours))
        moderation.approve(reply)
    clock.move_to(APRIL + timedelta(hours=400))
    moderation.hold(replies[0], {"code": "reported", "number": 3}, actor=Decision.Actor.READERS)
    moderation.approve(replies[0])
    assert latest().wait == timedelta(hours=2)


def test_account_outlives_what_it_counts(post, bob):
    moderation.trash(sent(post), by=bob, reason="abuse")
    bob.delete()
    post.delete()
    assert latest().reasons == {"abuse": 1}


def test_newest_twelve_months_and_each_year(post, clock, stranger):
    for _ in range(15):
        clock.shift(timedelta(days=30))
        moderation.trash(sent(post), reason="abuse")
    assert len(summary.latest()) == 12
    assert len(summary.of_year(2026)) == 8
    assert summary.years() == [2027, 2026]


def test_account_costs_the_same_for_one_month_and_for_thirty(stranger, post, clock, assert_same_queries):
    moderation.trash(sent(post), reason="abuse")

    def grow():
        for _ in range(30):
            clock.shift(timedelta(days=12))
            moderation.trash(sent(post), sent(post), reason="law")
            moderation.approve(sent(post))
            reporting.report(sent(post, ReplyStatus.APPROVED), Report.Why.ABUSE, "", "a")

    def read():
        cache.clear()
        stranger.get(ADDRESS)

    assert assert_same_queries(read, grow) <= 13


@pytest.mark.django_db(transaction=True)
def test_account_is_counted_once_until_something_happens(post, django_assert_num_queries):
    moderation.trash(sent(post), reason="abuse")
    summary.latest()
    with django_assert_num_queries(0):
        assert latest().removed == 1
    waiting = sent(post, ReplyStatus.UNCONFIRMED)
    Reply.objects.filter(pk=waiting.pk).update(status=ReplyStatus.PENDING)  # what no new row tells of
    assert latest().received == 2
    moderation.trash(waiting, reason="abuse")
    assert latest().removed == 2


def test_account_of_the_newest_months_changes_with_the_month(post, clock):
    moderation.trash(sent(post), reason="abuse")
    with recording() as page_now:
        summary.latest()
    assert datetime.fromtimestamp(page_now.expires, UTC) == datetime(2026, 5, 1, tzinfo=UTC)


# Pages


def test_page_says_the_rules_as_they_are(stranger, post):
    DebateRules(mode="all", edit_minutes=7, reports_to_hold=4, close_after_days=30).save()
    text = page(stranger.get(ADDRESS))
    for words in ("Every reply is read by a moderator", "within 7 minutes", "4 reports", "30 days"):
        assert words in text
    assert "Abuse of a person" in text


def test_page_names_nobody(stranger, post, bob):
    reply = sent(post, ReplyStatus.APPROVED, writer_name="Rosalind Vane", comment="Vile words.")
    reporting.report(reply, Report.Why.ABUSE, "He means Ottoline.", "a")
    moderation.trash(reply, by=bob, reason="abuse", note="Mind your words.")
    text = page(stranger.get(ADDRESS))
    assert "1 abuse of a person" in text
    for name in ("Rosalind", "Vile", "Ottoline", "bob", "Mind your words"):
        assert name not in text


def test_page_without_faults_is_kept_as_other_public_pages_are(stranger, post):
    moderation.trash(sent(post), reason="abuse")
    response = stranger.get(ADDRESS)
    assert Document.of(ADDRESS, page(response)).faults() == []
    assert not response.cookies
    again = stranger.get(ADDRESS, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("year", ["0000", "1999", "2027", "9999"])
def test_year_of_which_nothing_is_known_is_not_found(stranger, post, year):
    sent(post)
    assert stranger.get(f"{ADDRESS}{year}/").status_code == 404
    assert stranger.get(f"{ADDRESS}2026/").status_code == 200


# The line under an article's thread


def line(stranger, post):
    return " ".join(page(stranger.get(post.get_absolute_url())).split())


def test_article_says_how_many_were_removed_and_why(stranger, post):
    for reason in ("off-topic", "abuse", "off-topic"):
        moderation.trash(sent(post, ReplyStatus.APPROVED), reason=reason)
    assert "3 replies were removed: 2 off topic, 1 abuse of a person." in line(stranger, post)
    assert f'href="{ADDRESS}"' in line(stranger, post)


def test_article_says_nothing_of_spam_and_of_nothing(stranger, post):
    moderation.mark_spam(sent(post))
    assert "removed" not in line(stranger, post)


def test_removal_that_is_undone_is_said_no_more(stranger, post):
    reply = sent(post, ReplyStatus.APPROVED)
    moderation.trash(reply, reason="abuse")
    moderation.undo(Decision.objects.get())
    assert "removed" not in line(stranger, post)
    assert Reply.objects.get(pk=reply.pk).is_read


def test_line_costs_no_query(stranger, post, assert_same_queries):
    sent(post, ReplyStatus.APPROVED)
    assert_same_queries(
        lambda: stranger.get(post.get_absolute_url()),
        lambda: Thread.objects.filter(pk=post.pk).update(removed={"abuse": 3, "law": 1, "nonsense": 2}),
    )


def test_several_of_one_reason_are_told_in_the_plural():
    said = ledger.reasons_in_words({"falsehood": 2, "threat": 1})
    assert said == "2 false claims about a person, 1 threat or call to violence"


@pytest.mark.parametrize("mode", ["first", "none"])
def test_page_promises_no_more_than_is_kept(stranger, post, mode):
    DebateRules.objects.create(mode=mode)
    html = " ".join(stranger.get("/comments/moderation/").content.decode().split())
    assert "at once, unless one looks like spam, holds many links" in html
    assert "of spam no mail is sent" in html
