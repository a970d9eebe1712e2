"""The front page: picks first, sticky ones, then time; every article once over all its pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.frontpage import Arrangement
from blog.models import FrontPick, Publication, Status
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts():
    """Twelve articles, the newest first."""
    now = timezone.now()
    made = [make_post(publish_at=now - timedelta(hours=number + 1)) for number in range(12)]
    Publication.objects.update_or_create(pk=1, defaults={"posts_per_page": 5})
    return made


def pick(*posts, **fields):
    for position, post in enumerate(posts):
        FrontPick.objects.create(post=post, position=position, **fields)


def shown(number=100):
    return list(Arrangement.of()[0:number])


def test_without_picks_sticky_ones_come_first_and_then_time_decides(posts):
    posts[6].sticky = True
    posts[6].save()
    assert shown(3) == [posts[6], posts[0], posts[1]]


def test_picks_lead_in_their_order_before_sticky_ones(posts):
    posts[6].sticky = True
    posts[6].save()
    pick(posts[9], posts[3])
    assert shown(4) == [posts[9], posts[3], posts[6], posts[0]]


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DRAFT, Status.TRASH])
def test_pick_that_readers_cannot_see_falls_away(posts, status):
    pick(posts[9], posts[3])
    posts[9].withdraw(status)
    assert shown(2) == [posts[3], posts[0]]


def test_pick_whose_time_is_over_stands_where_time_puts_it(posts):
    pick(posts[9], until=timezone.now() - timedelta(minutes=1))
    pick(posts[8], until=timezone.now() + timedelta(minutes=1))
    assert shown(2) == [posts[8], posts[0]]
    assert posts[9] in shown()


@pytest.mark.parametrize("picked", [0, 1, 4, 5, 7, 12])
def test_pages_repeat_nothing_and_lose_nothing(posts, picked):
    pick(*reversed(posts[12 - picked :]))
    pages = [list(Arrangement.of()[start : start + 5]) for start in (0, 5, 10)]
    together = [post.pk for page in pages for post in page]
    assert [len(page) for page in pages] == [5, 5, 2]
    assert sorted(together) == sorted(post.pk for post in posts)


def test_second_page_goes_on_where_the_first_ends(posts, stranger):
    pick(posts[11], posts[2])
    first, second = (stranger.get(address).content.decode() for address in ("/", "/page/2/"))
    assert [post.title in first for post in (posts[11], posts[2], posts[0], posts[3], posts[4])] == [
        True, True, True, True, False,
    ]  # fmt: skip
    assert posts[4].title in second
    assert posts[11].title not in second.partition("<main")[2]


@pytest.mark.parametrize("picked", [0, 1, 7])
def test_front_page_has_one_lead_and_every_article_once(posts, stranger, picked):
    pick(*posts[12 - picked :])
    text = stranger.get("/").content.decode()
    assert text.count('<section class="lead"') == 1
    assert text.count('<article class="story h-entry"') == 5


def test_as_many_queries_with_seven_picks_as_with_none(posts, stranger, assert_same_queries):
    assert_same_queries(lambda: stranger.get("/"), lambda: pick(*posts[5:]))


def test_sticky_article_whose_pick_is_over_stands_among_the_sticky(posts):
    for post in (posts[4], posts[6]):
        post.sticky = True
        post.save()
    pick(posts[6], until=timezone.now() - timedelta(minutes=1))
    pick(posts[2])
    assert shown(4) == [posts[2], posts[4], posts[6], posts[0]]


def test_picks_at_one_position_stand_as_they_were_made(posts):
    for post in (posts[7], posts[5]):
        FrontPick.objects.create(post=post, position=3)
    assert shown(3) == [posts[7], posts[5], posts[0]]
