"""Recommendations: one an address, exact, and none of one's own words."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from comments import moderation
from comments.models import Recommendation, Reply, ReplyStatus, Writer
from comments.recommending import forget, recommend, take_back
from comments.tree.counts import recount
from comments.tree.threads import add
from tests.comments.replies import ROSA, draft
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(db):
    return add(draft(make_post("The harbour")))


@pytest.fixture
def rosa(db):
    return Writer.objects.of(ROSA)


def kept(reply):
    row = Reply.objects.get(pk=reply.pk)
    return row.recommended, row.root_recommended


def test_second_press_counts_nothing(reply, rosa):
    assert [recommend(reply, rosa), recommend(reply, rosa)] == [True, False]
    assert kept(reply) == (1, 1)
    assert Recommendation.objects.count() == 1


def test_taken_back_it_counts_no_more(reply, rosa):
    recommend(reply, rosa)
    assert [take_back(reply, rosa), take_back(reply, rosa)] == [True, False]
    assert kept(reply) == (0, 0)


def test_nobody_recommends_their_own_reply(rosa):
    own = add(draft(make_post(), user_email=ROSA.upper()))
    assert not recommend(own, rosa)
    assert kept(own) == (0, 0)


def test_login_does_not_recommend_what_it_wrote_under_another_address():
    user = make_user("ines")
    writer = Writer.objects.create(key="k", email="other@example.org", user=user)
    assert not recommend(add(draft(make_post(), user=user)), writer)


@pytest.mark.parametrize("status", [each for each in ReplyStatus if each != ReplyStatus.APPROVED])
def test_only_what_readers_see_is_recommended(rosa, status):
    assert not recommend(add(draft(make_post(), status=status)), rosa)


def test_root_raises_its_whole_branch_and_an_answer_only_itself(reply, rosa):
    answer = add(draft(reply.post), reply)
    recommend(reply, rosa)
    recommend(answer, rosa)
    later = add(draft(reply.post), answer)
    assert [kept(each) for each in (reply, answer, later)] == [(1, 1), (1, 1), (0, 1)]


def test_removed_root_stands_before_nobody_until_it_comes_back(reply, rosa):
    answer = add(draft(reply.post), reply)
    recommend(reply, rosa)
    moderation.trash(reply)
    assert kept(answer) == (0, 0)
    moderation.approve(reply)
    assert kept(answer) == (0, 1)


def test_forgotten_writer_takes_recommendations_along(reply, rosa):
    other = add(draft(make_post()))
    for each in (reply, other):
        recommend(each, rosa)
        recommend(each, Writer.objects.of("tomas@example.org"))
    assert forget(rosa) == 2
    assert (kept(reply), kept(other)) == ((1, 1), (1, 1))


def test_recount_finds_and_repairs_wrong_recommendations(reply, rosa):
    add(draft(reply.post), reply)
    recommend(reply, rosa)
    Reply.objects.filter(pk=reply.pk).update(recommended=7, root_recommended=7)
    assert recount(reply.post_id).misranked == 1
    assert not recount(reply.post_id)
    assert kept(reply) == (1, 1)


def test_recount_keeps_what_was_recommended_on_the_site_that_a_reply_came_from(reply, rosa):
    said = {"recommended": 5, "import_data": {"recommended": 5}, "root_recommended": 5}
    Reply.objects.filter(pk=reply.pk).update(**said)
    recommend(reply, rosa)
    assert not recount(reply.post_id)
    assert kept(reply) == (6, 6)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_moment_count_once_an_address():
    reply = add(draft(make_post()))
    writers = [Writer.objects.of(f"reader{number}@example.org") for number in range(4)]

    def press(writer):
        try:
            return recommend(Reply.objects.get(pk=reply.pk), writer)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as presses:
        counted = list(presses.map(press, writers * 8))
    assert sum(counted) == 4
    assert kept(reply) == (4, 4)
    assert not recount(reply.post_id)
