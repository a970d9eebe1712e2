"""Whoever asked hears of a reply: by one mail, at the moment it can be read, until they want no more."""

import pytest
from django.utils import timezone

from comments import moderation
from comments.mail import following
from comments.models import Cadence, Reply, ReplyStatus, StaffMail, Writer
from comments.tree.threads import add
from tests.comments.replies import ROSA, answer_to, draft, held
from tests.comments.sending import told
from tests.factories import make_post, make_writer

pytestmark = pytest.mark.django_db

BRUNO = "bruno@example.org"


@pytest.fixture
def bruno():
    return make_writer(BRUNO)


@pytest.fixture
def post():
    return make_post("The harbour")


# Of what


def test_answer_below_the_reply_that_is_followed_is_told(followed, worker):
    answer_to(followed)
    assert told(worker) == [ROSA]


def test_answer_anywhere_in_the_branch_is_told(followed, worker):
    deeper = add(draft(followed.post), add(draft(followed.post), followed))
    answer_to(deeper)
    assert told(worker) == [ROSA]


def test_below_the_deepest_level_the_branch_goes_on(followed, worker, settings):
    settings.REPLY_DEPTH = 1
    deeper = add(draft(followed.post), add(draft(followed.post), followed))
    answer_to(deeper)
    assert told(worker) == [ROSA]


def test_reply_beside_the_branch_is_not_told(followed, worker):
    moderation.approve(held(followed.post))
    assert told(worker) == []


def test_every_reply_to_a_followed_article_is_told(post, bruno, worker):
    following.start(bruno, post=post)
    moderation.approve(held(post))
    moderation.approve(held(make_post()))
    assert told(worker) == [BRUNO]


def test_follower_of_all_hears_of_every_article(bruno, worker):
    following.start(bruno)
    moderation.approve(held(make_post()), held(make_post()))
    assert told(worker) == [BRUNO, BRUNO]


def test_one_mail_for_any_number_of_reasons(followed, worker):
    rosa = Writer.objects.of(ROSA)
    following.start(rosa)
    following.start(rosa, post=followed.post)
    answer_to(followed)
    assert told(worker) == [ROSA]


def test_mention_by_another_site_is_not_told(followed, worker):
    answer_to(followed, kind=Reply.Kind.PINGBACK)
    assert told(worker) == []


def test_what_came_before_the_follow_is_not_told(post, bruno, worker):
    moderation.approve(held(post))
    following.start(bruno, post=post)
    assert told(worker) == []


# Whom


@pytest.mark.parametrize("email", [ROSA, " Rosa@Example.org"])
def test_own_reply_is_not_told(followed, worker, email):
    answer_to(followed, user_email=email)
    assert told(worker) == []


def test_checkbox_of_a_confirmed_reply_follows_it(post, worker):
    asked = held(post, user_email=BRUNO, followup=True, confirmed_at=timezone.now())
    moderation.approve(asked)
    answer_to(asked)
    assert told(worker) == [BRUNO]


def test_checkbox_under_an_address_that_nobody_confirmed_follows_nothing(post, worker):
    asked = held(post, user_email=BRUNO, followup=True)
    moderation.approve(asked)
    answer_to(asked)
    assert told(worker) == []


@pytest.mark.parametrize("status", [ReplyStatus.PENDING, ReplyStatus.TRASH, ReplyStatus.WITHDRAWN])
def test_writer_of_a_reply_that_cannot_be_read_is_not_told(followed, worker, status):
    Reply.objects.filter(pk=followed.pk).update(status=status)
    answer_to(followed)
    assert told(worker) == []


def test_address_that_is_none_is_not_told(post, worker):
    following.start(make_writer("writer at home"), post=post)
    moderation.approve(held(post))
    assert told(worker) == []


def test_muted_address_is_not_told(post, bruno, worker):
    following.start(bruno, post=post)
    Writer.objects.update(mail=Cadence.NEVER)
    moderation.approve(held(post))
    assert told(worker) == []


@pytest.mark.parametrize(
    ("wish", "who"), [(Cadence.AT_ONCE, ["alice@example.org"]), (Cadence.DAILY, []), (Cadence.NEVER, [])]
)
def test_author_hears_as_often_as_she_wants(alice, worker, wish, who):
    StaffMail.objects.create(user=alice, articles=wish)
    moderation.approve(held(make_post(authors=[alice.author])))
    assert told(worker) == who


def test_author_who_follows_too_gets_one_mail(alice, worker):
    StaffMail.objects.create(user=alice, articles=Cadence.AT_ONCE)
    following.start(make_writer(alice.email))
    moderation.approve(held(make_post(authors=[alice.author])))
    assert told(worker) == [alice.email]


def test_author_hears_nothing_of_her_own_reply_or_after_she_has_left(alice, worker):
    StaffMail.objects.create(user=alice, articles=Cadence.AT_ONCE)
    article = make_post(authors=[alice.author])
    moderation.approve(held(article, user=alice, user_email="another@example.org"))
    alice.is_active = False
    alice.save()
    moderation.approve(held(article))
    assert told(worker) == []
