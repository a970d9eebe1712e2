"""Where replies land."""

from datetime import UTC, datetime, timedelta

import pytest

from comments.models import STEP, Reply, ReplyStatus, Thread
from comments.tree.threads import Incoming, ThreadError, add, place_many
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def chain(post, length):
    """Replies that each answer the one before."""
    replies = [add(draft(post))]
    while len(replies) < length:
        replies.append(add(draft(post), replies[-1]))
    return replies


def incoming(number, parent=0, **fields):
    """A reply from elsewhere, dated by its number."""
    fields.setdefault("submitted_at", datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number))
    reply = draft(None, import_ref=f"elsewhere:{number}", comment=str(number), **fields)
    return Incoming(reply, f"elsewhere:{parent}" if parent else "")


def texts_in_order(post):
    return list(Reply.objects.of(post).order_by("path").values_list("comment", flat=True))


def test_root_is_its_own_parent_and_thread():
    reply = add(draft(make_post()))
    stored = Reply.objects.get(pk=reply.pk)
    assert (stored.parent_id, stored.thread_id, stored.root) == (reply.pk,) * 3
    assert (stored.depth, stored.level, len(stored.path)) == (0, 0, STEP)


def test_answer_hangs_under_its_parent():
    root, answer = chain(make_post(), 2)
    stored = Reply.objects.get(pk=answer.pk)
    assert stored.path.startswith(root.path)
    assert (stored.parent_id, stored.thread_id, stored.depth) == (root.pk, root.pk, 1)


def test_columns_of_the_parent_tables_are_filled():
    post = make_post()
    stored = Reply.objects.get(pk=add(draft(post, comment="*Well*")).pk)
    assert stored.content_object == post
    assert stored.is_public
    assert stored.body_html == '<p dir="auto"><em>Well</em></p>'


def test_order_is_reading_order():
    post = make_post()
    first = add(draft(post, comment="1"))
    add(draft(post, comment="2"))
    answer = add(draft(post, comment="1.1"), first)
    add(draft(post, comment="1.2"), first)
    add(draft(post, comment="1.1.1"), answer)
    assert texts_in_order(post) == ["1", "1.1", "1.1.1", "1.2", "2"]


def test_depth_is_clamped_and_the_true_parent_kept(settings):
    settings.REPLY_DEPTH = 3
    replies = chain(make_post(), 6)
    stored = [Reply.objects.get(pk=reply.pk) for reply in replies]
    assert [reply.depth for reply in stored] == [0, 1, 2, 2, 2, 2]
    assert [reply.parent_id for reply in stored[1:]] == [reply.pk for reply in replies[:-1]]
    assert {reply.path[: 2 * STEP] for reply in stored[2:]} == {replies[1].path}


def test_ten_levels_by_default():
    assert max(reply.depth for reply in chain(make_post(), 12)) == 9


def test_parent_of_another_article_is_refused_and_leaves_nothing():
    stray = add(draft(make_post()))
    post = make_post()
    with pytest.raises(ThreadError):
        add(draft(post), stray)
    assert not Reply.objects.of(post).exists()


def test_saving_again_changes_no_count():
    root, answer = chain(make_post(), 2)
    Reply.objects.get(pk=answer.pk).save()
    stored = Reply.objects.get(pk=root.pk)
    assert (stored.nested_count, stored.shown) == (0, True)
    assert Thread.objects.get(pk=root.post_id).approved_count == 2


def test_held_reply_counts_as_waiting_and_is_not_shown():
    reply = add(draft(make_post(), status=ReplyStatus.PENDING))
    thread = Thread.objects.get(pk=reply.post_id)
    assert (thread.approved_count, thread.waiting_count, thread.last_reply_at) == (0, 1, None)
    assert not Reply.objects.get(pk=reply.pk).shown


def test_many_come_in_any_order():
    post = make_post()
    placed = place_many(post, [incoming(3, parent=2), incoming(4), incoming(2, parent=1), incoming(1)])
    assert texts_in_order(post) == ["1", "2", "3", "4"]
    assert (placed.written, placed.known, placed.rootless) == (4, 0, [])


def test_many_keep_parents_dated_after_their_answers():
    post = make_post()
    place_many(post, [incoming(1, parent=2), incoming(2)])
    answer = Reply.objects.get(import_ref="elsewhere:1")
    assert answer.parent_id == Reply.objects.get(import_ref="elsewhere:2").pk
    assert answer.depth == 1


def test_many_again_double_nothing_and_go_on():
    post = make_post()
    place_many(post, [incoming(1), incoming(2, parent=1)])
    placed = place_many(post, [incoming(1), incoming(2, parent=1), incoming(3, parent=2)])
    assert (placed.written, placed.known) == (1, 2)
    assert Reply.objects.get(import_ref="elsewhere:3").depth == 2


def test_many_say_whose_parent_was_nowhere():
    post = make_post()
    placed = place_many(post, [incoming(1, parent=99), incoming(2, parent=3), incoming(3, parent=2)])
    assert placed.rootless == ["elsewhere:1", "elsewhere:3"]
    assert Thread.objects.get(pk=post.pk).approved_count == 3


def test_many_count_states_and_show_places_of_removed_parents():
    post = make_post()
    removed = incoming(1, status=ReplyStatus.TRASH)
    place_many(post, [removed, incoming(2, parent=1), incoming(3, status=ReplyStatus.SPAM)])
    thread = Thread.objects.get(pk=post.pk)
    assert (thread.approved_count, thread.waiting_count) == (1, 0)
    assert set(Reply.objects.shown().values_list("comment", flat=True)) == {"1", "2"}


def test_many_cost_few_queries(django_assert_max_num_queries):
    post = make_post()
    with django_assert_max_num_queries(45):
        place_many(post, [incoming(number, parent=number // 3) for number in range(1, 301)])
    assert Reply.objects.of(post).count() == 300
