"""Comments as replies."""

from datetime import UTC, datetime

import pytest

from blog.models import Post
from comments.mail import notifications
from comments.models import Decision, Reply, ReplyStatus, SpamToken, Thread, View
from comments.screening import holding, learning
from comments.tree.counts import recount
from tests.wordpress.exports import author, comment, item
from wordpress.ledger import Outcome


def reply(number):
    return Reply.objects.get(legacy_id=number)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("1", ReplyStatus.APPROVED),
        ("0", ReplyStatus.PENDING),
        ("spam", ReplyStatus.SPAM),
        ("trash", ReplyStatus.TRASH),
        ("post-trashed", ReplyStatus.TRASH),
        ("odd", ReplyStatus.PENDING),
    ],
)
def test_state_is_kept(bring_in, said, status):
    bring_in(item(1, comment(1, comment_approved=said)))
    assert (reply(1).status, reply(1).shown) == (status, said == "1")


def test_thread_keeps_true_parents_in_any_order(bring_in):
    bring_in(item(1, comment(5, 4), comment(4, 3), comment(6, 5), comment(3, 2), comment(2, 1), comment(1)))
    assert [reply(n).depth for n in range(1, 7)] == [0, 1, 2, 3, 4, 5]
    assert [reply(n).parent_id for n in range(2, 7)] == [reply(n).pk for n in range(1, 6)]


def test_parents_are_true_below_the_deepest_level(bring_in, settings):
    bring_in(item(1, *(comment(n, n - 1) for n in range(1, 15))))
    assert reply(14).parent_id == reply(13).pk
    assert reply(14).depth == settings.REPLY_DEPTH - 1


def test_answers_to_what_is_not_in_the_file_stay_together_under_an_empty_place(bring_in):
    ledger = bring_in(item(1, comment(2, 99), comment(3, 99)))
    place = reply(99)
    assert (reply(2).parent_id, reply(3).parent_id) == (place.pk, place.pk)
    assert (place.status, place.comment, place.shown) == (ReplyStatus.TRASH, "", True)
    assert ledger.counts["comment"].became == {Outcome.CHANGED: 2}
    assert ledger.is_even


def test_empty_place_is_filled_by_a_later_export(bring_in):
    bring_in(item(1, comment(2, 99)))
    bring_in(item(1, comment(99), comment(2, 99)))
    assert (reply(99).comment, reply(99).status, Reply.objects.count()) == (
        "Remark 99",
        ReplyStatus.APPROVED,
        2,
    )
    assert Thread.objects.get().approved_count == 2


def test_comments_that_answer_each_other_are_all_taken(bring_in):
    ledger = bring_in(item(1, comment(1, 2), comment(2, 1), comment(3, 3)))
    assert Reply.objects.count() == 3
    assert ledger.is_even


def test_writer_and_dates_are_kept(bring_in):
    name = "Ørsted &amp; " + "x" * 200
    fields = {
        "comment_author": name,
        "comment_author_url": "https://x.example/",
        "comment_author_IP": "2001:db8::1, 10.0.0.1",
    }
    bring_in(item(1, comment(1, **fields)))
    kept = reply(1)
    assert (kept.writer_name, kept.writer_url) == (name.replace("&amp;", "&"), "https://x.example/")
    assert (kept.user_email, kept.ip_address) == ("reader1@example.org", "2001:db8::1")
    assert kept.submitted_at == datetime(2016, 9, 1, 9, 1, tzinfo=UTC)


def test_address_of_a_script_is_no_website(bring_in):
    bring_in(
        item(
            1, comment(1, comment_author_url="javascript:alert(1)", comment_content="<script>x</script>hello")
        )
    )
    assert reply(1).writer_url == ""
    assert "<script" not in reply(1).body_html


@pytest.mark.parametrize("kind", ["pingback", "trackback"])
def test_pingbacks_are_a_kind_apart(bring_in, kind):
    bring_in(item(1, comment(1, comment_type=kind)))
    assert reply(1).kind == kind


def test_unknown_kind_waits_for_a_moderator(bring_in):
    bring_in(item(1, comment(1, comment_type="order_note")))
    assert reply(1).status == ReplyStatus.PENDING


def test_author_of_the_article_is_known_by_number(bring_in):
    bring_in(
        author("alice", "Alice", 12), item(1, comment(1, comment_user_id=12), comment(2, comment_user_id=13))
    )
    assert (reply(1).is_author, reply(2).is_author) == (True, False)


def test_text_keeps_its_lines_and_links(bring_in):
    bring_in(item(1, comment(1, comment_content='One\n\nTwo <a href="https://x.example/">three</a>')))
    assert reply(1).body_html.count("<p") == 2
    assert 'href="https://x.example/"' in reply(1).body_html


def test_counts_of_the_thread_are_right(bring_in):
    bring_in(
        item(
            1, comment(1), comment(2), comment(3, comment_approved="0"), comment(4, comment_approved="trash")
        )
    )
    thread = Thread.objects.get(post=Post.objects.get())
    assert (thread.approved_count, thread.waiting_count) == (2, 1)


def test_many_replies_cost_few_queries(bring_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(120):
        bring_in(item(1, *(comment(n, n // 2) for n in range(1, 400))))
    assert Reply.objects.count() == 399


# What moderators find of them


@pytest.mark.parametrize(("said", "why"), [("0", "came waiting"), ("odd", "state that is unknown")])
def test_waiting_ones_stand_in_the_queue_and_say_where_they_come_from(bring_in, said, why):
    bring_in(item(1, comment(1), comment(2, comment_approved=said)))
    [waiting] = Reply.objects.in_view(View.WAITING)
    assert waiting == reply(2)
    assert why in holding.why_held(waiting)[0]


def test_published_and_removed_ones_are_held_for_nothing(bring_in):
    bring_in(item(1, comment(1), comment(2, comment_approved="spam"), comment(3, 99)))
    assert not [held for held in Reply.objects.values_list("held_for", flat=True) if held]


def test_what_others_removed_is_no_decision_of_ours(bring_in):
    bring_in(item(1, comment(1, comment_approved="trash"), comment(2, comment_approved="spam"), comment(3)))
    assert Thread.objects.get().removed == {}
    assert not Decision.objects.exists()
    assert Reply.objects.in_view(View.REMOVED).count() == 2


def test_what_is_kept_of_an_imported_thread_is_right(bring_in):
    bring_in(item(1, comment(1), comment(2, 1, comment_approved="trash"), comment(3, 2), comment(5, 4)))
    assert not recount(Post.objects.get().pk, repair=False)


def test_filter_learns_from_the_imported_when_it_is_told_to(bring_in):
    bring_in(item(1, comment(1), comment(2, comment_approved="spam"), comment(3, comment_approved="0")))
    assert not SpamToken.objects.exists()
    learnt = learning.learn_anew()
    assert (learnt["spam"], learnt["ham"]) == (1, 1)


def test_moderators_are_not_told_of_each_batch_that_waits(bring_in, monkeypatch):
    told = []
    monkeypatch.setattr(notifications, "queue_changed", lambda: told.append(Reply.objects.waiting().count()))
    bring_in(*(item(n, comment(n, comment_approved=0), slug=f"post-{n}") for n in range(1, 90)))
    assert told == [12, 89]  # with the first, and at the end
