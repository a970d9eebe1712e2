"""Replies in an export: every state, true parents, whose words they are."""

import pytest

from comments.models import Reply, ReplyStatus
from tests.factories import make_post, make_reply
from tests.wordpress.exporting.exported import items, opened
from wordpress.exporting import export_to
from wordpress.vocabulary import read

pytestmark = pytest.mark.django_db


def comments(folder):
    return {comment.author: comment for item in opened(folder).items() for comment in item.comments}


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (ReplyStatus.APPROVED, "1"),
        (ReplyStatus.PENDING, "0"),
        (ReplyStatus.SPAM, "spam"),
        (ReplyStatus.TRASH, "trash"),
        (ReplyStatus.WITHDRAWN, "trash"),
    ],
)
def test_state(tmp_path, status, word):
    make_reply(make_post(), writer_name="Rosa", status=status)
    assert comments(tmp_path)["Rosa"].approved == word


def test_unconfirmed_reply_is_left_out(tmp_path):
    make_reply(make_post("One"), status=ReplyStatus.UNCONFIRMED)
    assert items(tmp_path)["One"].comments == ()


def test_parents_are_true_at_any_depth(tmp_path):
    post, parent = make_post(), None
    for number in range(14):
        parent = make_reply(post, parent, writer_name=f"R{number}")
    found = comments(tmp_path)
    assert found["R0"].parent == 0
    assert [found[f"R{n}"].parent for n in range(1, 14)] == [found[f"R{n}"].id for n in range(13)]


def test_words_are_html_for_wordpress_and_our_markdown_beside_it(tmp_path):
    reply = make_reply(make_post(), writer_name="Rosa & Co <x>", comment="*Yes* & no")
    reply.settle()
    reply.save()
    found = comments(tmp_path)["Rosa &amp; Co &lt;x&gt;"]
    assert "<em>Yes</em> &amp; no" in found.content
    said = read(dict(found.meta)["_broadside_words"])
    assert (said["source"], said["markup"]) == ("*Yes* & no", "markdown")


def test_imported_words_go_back_as_they_came(tmp_path):
    said = {"meta": [["akismet_result", "false"]], "user_id": 3}
    make_reply(make_post(), writer_name="Old", comment="<b>Yes</b>", import_ref="wordpress:a:comment:1.5",
               legacy_id=5, import_data=said)  # fmt: skip
    found = comments(tmp_path)["Old"]
    assert (found.id, found.content, found.user_id) == (5, "<b>Yes</b>", 3)
    assert ("akismet_result", "false") in found.meta


def test_parent_of_an_empty_place_is_named_still(tmp_path):
    post = make_post()
    place = make_reply(post, status=ReplyStatus.TRASH, legacy_id=77, import_data={"missing": True})
    make_reply(post, place, writer_name="Answer")
    found = comments(tmp_path)
    assert (list(found), found["Answer"].parent) == (["Answer"], 77)


def test_answers_have_higher_numbers_than_what_they_answer(tmp_path):
    """WordPress's importer takes comments by number and wants parents before their answers."""
    post = make_post()
    old = make_reply(post, legacy_id=900)
    make_reply(post, make_reply(post, old))
    assert all(c.parent < c.id for item in opened(tmp_path).items() for c in item.comments)
    assert Reply.objects.count() == 3


def test_threads_are_read_together_up_to_a_number_and_longer_ones_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("wordpress.exporting.replies.BATCH", 3)
    expected = {}
    for number, many in enumerate((1, 2, 0, 7, 3, 1)):
        post = make_post(f"Post {number}")
        names = [f"Reader {number}.{place}" for place in range(many)]
        for name in names:
            make_reply(post, writer_name=name)
        expected[post.title] = names
    said = {item.title: [each.author for each in item.comments] for item in items(tmp_path).values()}
    assert {title: said[title] for title in expected} == expected


def test_short_threads_of_many_posts_ask_no_more_than_that_of_one(assert_same_queries):
    make_reply(make_post())

    def grow():
        for _number in range(9):
            make_reply(make_post())

    assert_same_queries(lambda: export_to(lambda piece: None), grow)
