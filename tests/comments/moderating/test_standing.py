"""What is kept of how many replies stand where, and the pages of the queue that are found by it."""

from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from django.utils import timezone

from blog.admin.monthpages import MonthPages
from blog.shelves import keeping
from comments import moderation
from comments.admin.replies import KEY
from comments.models import VIEWS, Reply, ReplyQuerySet, ReplyStanding, ReplyStatus, Thread
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/reply/"


@pytest.fixture
def debate():
    """Forty replies of a year, at every state, decided on, reported, rewritten in bulk and deleted."""
    posts, now = [make_post() for _ in range(3)], timezone.now()
    replies = [
        add(draft(posts[number // 6 % 3], status=status, submitted_at=now - timedelta(days=9 * number)))
        for number, status in enumerate(list(ReplyStatus.values) * 7)
    ]
    for reply in Reply.objects.waiting()[:2]:
        moderation.approve(reply)
    moderation.trash(Reply.objects.approved().first(), reason="abuse")
    some = Reply.objects.waiting().values_list("pk", flat=True)[:3]
    Reply.objects.filter(pk__in=list(some)).update(suspected=True)
    Reply.objects.filter(pk__in=[reply.pk for reply in replies[:9]]).update(reports_open=2)
    posts[2].delete()


def true(numbers):
    return {name: number for name, number in numbers.items() if number}


def test_kept_numbers_are_those_of_the_rows(debate):
    assert true(ReplyStanding.numbers()) == true(Reply.objects.numbers())
    keeping.compact()
    assert true(ReplyStanding.numbers()) == true(Reply.objects.numbers())
    keeping.rebuild()
    assert true(ReplyStanding.numbers()) == true(Reply.objects.numbers())


def test_emptied_table_leaves_nothing_kept(debate):
    Thread.objects.all().delete()
    Reply.objects.all().delete()
    assert true(ReplyStanding.numbers()) == {}


@pytest.mark.parametrize("view", VIEWS)
def test_pages_by_month_are_those_of_walking(debate, view):
    rows, months = Reply.objects.in_view(view), ReplyStanding.objects.filter(VIEWS[view]).by_month()
    newest, oldest = rows.order_by("-submitted_at", "-pk"), rows.order_by("submitted_at", "pk")
    pages = [
        (MonthPages(newest, 3, months, before=ReplyQuerySet.sent_before, key=KEY), Paginator(newest, 3)),
        (MonthPages(oldest, 3, months[::-1], since=ReplyQuerySet.sent_since, key=KEY), Paginator(oldest, 3)),
    ]
    for by_month, walked in pages:
        assert by_month.count == walked.count
        for number in walked.page_range:
            assert list(by_month.page(number)) == list(walked.page(number)), number


@pytest.mark.parametrize("query", ["", "view=approved", "view=removed", "state=spam", "view=all", "p=2"])
def test_queue_shows_what_it_counts(client, administrator, debate, query, contexts):
    client.force_login(administrator)
    changelist = client.get(f"{QUEUE}?{query}").context["cl"]
    assert changelist.result_count == changelist.queryset.count() == len(changelist.result_list)


def test_choice_of_articles_names_how_many_replies_only_where_all_were_looked_at(debate, monkeypatch):
    assert all(title.endswith(")") for _key, title in Reply.objects.busiest("approved", 0, 5))
    monkeypatch.setattr("comments.models.queue.LOOKED_AT", 2)
    chosen = Reply.objects.approved().last().post_id
    found = Reply.objects.busiest("approved", chosen, 5)
    assert str(chosen) in dict(found)
    assert not any(title.endswith(")") for _key, title in found)
