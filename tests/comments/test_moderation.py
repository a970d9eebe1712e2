"""What decisions do to states, to what is shown, and to counts."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from comments import moderation
from comments.models import Reply, ReplyStatus, Thread
from comments.tree.counts import recount
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db

MOVES = [
    moderation.approve,
    moderation.mark_spam,
    moderation.trash,
    moderation.withdraw,
    moderation.restore,
]


def shown(post):
    return set(Reply.objects.of(post).shown().values_list("pk", flat=True))


@pytest.fixture
def branch():
    """A root, its answer, and the answer's answer, all approved."""
    post = make_post()
    root = add(draft(post))
    answer = add(draft(post), root)
    return root, answer, add(draft(post), answer)


def test_approving_shows_and_counts():
    reply = add(draft(make_post(), status=ReplyStatus.PENDING))
    assert moderation.approve(reply) == 1
    thread = Thread.objects.get(pk=reply.post_id)
    assert (thread.approved_count, thread.waiting_count) == (1, 0)
    assert thread.last_reply_at == reply.submitted_at
    assert Reply.objects.get(pk=reply.pk).is_public


def test_approving_twice_changes_nothing_the_second_time():
    reply = add(draft(make_post(), status=ReplyStatus.PENDING))
    moderation.approve(reply)
    assert moderation.approve(reply) == 0
    assert Thread.objects.get(pk=reply.post_id).approved_count == 1


def test_approving_a_parent_publishes_no_held_answer():
    post = make_post()
    parent = add(draft(post, status=ReplyStatus.PENDING))
    held = add(draft(post, status=ReplyStatus.PENDING), parent)
    moderation.approve(parent)
    assert Reply.objects.get(pk=held.pk).status == ReplyStatus.PENDING
    assert shown(post) == {parent.pk}


def test_removed_reply_with_answers_keeps_its_place(branch):
    root, answer, leaf = branch
    moderation.trash(answer)
    assert shown(root.post) == {root.pk, answer.pk, leaf.pk}
    assert Reply.objects.get(pk=answer.pk).is_gone


def test_places_go_with_the_last_answer(branch):
    root, answer, leaf = branch
    moderation.trash(root, answer)
    moderation.mark_spam(leaf)
    assert shown(root.post) == set()
    assert Thread.objects.get(pk=root.post_id).last_reply_at is None


def test_places_come_back_with_an_answer(branch):
    root, _answer, leaf = branch
    moderation.trash(*branch)
    moderation.approve(leaf)
    assert shown(root.post) == {reply.pk for reply in branch}


def test_withdrawn_reply_is_not_approved_by_a_moderator(branch):
    moderation.withdraw(branch[2])
    assert moderation.approve(branch[2]) == 0


@pytest.mark.parametrize("before", [ReplyStatus.APPROVED, ReplyStatus.PENDING, ReplyStatus.UNCONFIRMED])
def test_restored_reply_is_again_what_it_was_before(before):
    reply = add(draft(make_post(), status=before))
    moderation.trash(reply)
    moderation.mark_spam(reply)
    moderation.restore(reply)
    assert Reply.objects.get(pk=reply.pk).status == before


def test_restored_reply_of_which_the_ledger_knows_nothing_waits():
    reply = add(draft(make_post(), status=ReplyStatus.TRASH))
    moderation.restore(reply)
    assert Reply.objects.get(pk=reply.pk).status == ReplyStatus.PENDING


def test_unconfirmed_reply_cannot_be_approved():
    reply = add(draft(make_post(), status=ReplyStatus.UNCONFIRMED))
    assert moderation.approve(reply) == 0


def test_pingback_is_shown_but_not_counted_as_a_reply():
    reply = add(draft(make_post(), kind=Reply.Kind.PINGBACK))
    assert Thread.objects.get(pk=reply.post_id).approved_count == 0
    assert shown(reply.post) == {reply.pk}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_counts_and_places_stay_true_whatever_is_decided(data):
    post = make_post()
    states = st.sampled_from(ReplyStatus.values)
    replies = [add(draft(post, status=data.draw(states)))]
    for _ in range(8):
        parent = data.draw(st.sampled_from([None, *replies]))
        replies.append(add(draft(post, status=data.draw(states)), parent))
    for move, index in data.draw(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 8)), max_size=15)):
        move(replies[index])
    assert not recount(post.pk, repair=False)


def test_recount_reports_and_repairs_drift(branch):
    Reply.objects.filter(pk=branch[1].pk).update(shown=False)
    Thread.objects.filter(pk=branch[0].post_id).update(approved_count=7)
    out = StringIO()
    call_command("recount_replies", stdout=out)
    assert "approved_count kept 7, counted 3; 1 hidden that should be shown" in out.getvalue()
    assert not recount(branch[0].post_id, repair=False)


def test_recount_check_fails_on_drift_and_leaves_it(branch):
    Thread.objects.filter(pk=branch[0].post_id).update(waiting_count=7)
    with pytest.raises(CommandError):
        call_command("recount_replies", check=True, stdout=StringIO())
    assert Thread.objects.get(pk=branch[0].post_id).waiting_count == 7
