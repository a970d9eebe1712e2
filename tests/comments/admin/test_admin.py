"""Bob decides in the admin: single replies, many at once, and back again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.models import Decision, Reply, ReplyStatus, Thread, Writer
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db

LIST = "/admin/comments/reply/"
UNDO = f"{LIST}undo/"


@pytest.fixture
def bobs(bob, browse_as):
    return browse_as(bob)


@pytest.fixture
def held():
    return add(draft(make_post("The harbour"), status=ReplyStatus.PENDING, writer_name="Charlie"))


def decide(client, reply, to, seen=None, back="", **fields):
    address = reverse("admin:comments_reply_decision", args=[reply.pk])
    typed = {"decision": f"{seen or reply.status}:{to}", "next": back, **fields}
    return client.post(address, typed, follow=True)


def json_of(client, address, **typed):
    return client.post(address, typed, headers={"accept": "application/json"})


def status(reply):
    return Reply.objects.get(pk=reply.pk).status


@pytest.mark.parametrize(
    ("to", "after", "said"),
    [
        ("approved", ReplyStatus.APPROVED, "Approved: the reply by Charlie."),
        ("spam", ReplyStatus.SPAM, "Marked as spam: the reply by Charlie."),
        ("trash", ReplyStatus.TRASH, "Removed (abuse of a person): the reply by Charlie."),
    ],
)
def test_button_in_the_row_decides_and_says_so(bobs, held, to, after, said):
    response = decide(bobs, held, to, back=LIST, reason="abuse")
    assert status(held) == after
    assert said in response.content.decode()


def test_decision_carries_reason_note_and_name(bobs, held):
    decide(bobs, held, "trash", reason="abuse", note=" Please leave out the names. ")
    row = Decision.objects.get()
    assert (row.reason, row.note, row.by_name) == ("abuse", "Please leave out the names.", "bob")


def test_button_comes_back_to_the_next_row_of_the_same_list(bobs, held):
    after = add(draft(held.post, status=ReplyStatus.PENDING))
    back = f"{LIST}?state=pending"
    assert f'value="{back}#reply-{after.pk}"' in bobs.get(back).content.decode()
    assert decide(bobs, held, "approved", back=f"{back}#reply-1").redirect_chain[-1][0] == f"{back}#reply-1"


def test_way_back_never_leads_to_another_site(bobs, held):
    chain = decide(bobs, held, "approved", back="https://elsewhere.example/").redirect_chain
    assert chain[-1][0] == LIST


def test_second_moderator_is_told_who_decided_what_and_when(editor, browse_as, bobs, held):
    decide(browse_as(editor), held, "spam")
    response = decide(bobs, held, "approved", seen="pending.0.0")
    assert status(held) == ReplyStatus.SPAM
    assert "edith has decided on this reply meanwhile" in response.content.decode()
    assert ": marked as spam." in response.content.decode()


def test_moderator_is_told_that_the_words_have_changed(bobs, held):
    Reply.objects.filter(pk=held.pk).update(edited_at=timezone.now())
    response = decide(bobs, held, "approved", seen="pending.0.0")
    assert status(held) == ReplyStatus.PENDING
    assert "its writer has edited it" in response.content.decode()


@pytest.mark.parametrize("decision", ["", "x", "pending:withdrawn", "pending:unconfirmed", "pending:"])
def test_unknown_decision_is_refused(bobs, held, decision):
    address = reverse("admin:comments_reply_decision", args=[held.pk])
    assert bobs.post(address, {"decision": decision}).status_code == 400
    assert status(held) == ReplyStatus.PENDING


def test_decision_needs_a_post(bobs, held):
    assert bobs.get(reverse("admin:comments_reply_decision", args=[held.pk])).status_code == 405


def test_undo_stands_in_the_message_and_takes_back(bobs, held):
    html = decide(bobs, held, "spam", back=LIST).content.decode()
    number = Decision.objects.get().pk
    assert f'<button form="undo" name="decision" value="{number}"' in html
    bobs.post(UNDO, {"decision": number})
    assert status(held) == ReplyStatus.PENDING


def test_undo_gives_way_and_names_who_decided_since(editor, browse_as, bobs, held):
    decide(bobs, held, "approved")
    first = Decision.objects.get()
    decide(browse_as(editor), held, "spam", seen="approved")
    html = bobs.post(UNDO, {"decision": first.pk}, follow=True).content.decode()
    assert status(held) == ReplyStatus.SPAM
    assert "edith has decided on this reply meanwhile" in html


def test_undo_of_nothing_is_not_found(bobs):
    assert bobs.post(UNDO, {"decision": "77"}).status_code == 404


def test_script_is_answered_with_what_was_done_and_what_is_left(bobs, held):
    add(draft(held.post, status=ReplyStatus.PENDING))
    answer = json_of(bobs, f"{LIST}{held.pk}/decision/", decision="pending.0.0:approved", next=LIST)
    assert answer.json()["said"] == "Approved: the reply by Charlie. 1 left."
    back = json_of(bobs, UNDO, decision=answer.json()["undo"], next=LIST)
    assert f'id="reply-{held.pk}"' in back.json()["row"]
    assert back.json()["said"].endswith("is again as it was (waiting). 2 left.")


def test_script_is_told_of_a_conflict(editor, browse_as, bobs, held):
    decide(browse_as(editor), held, "spam")
    answer = json_of(bobs, f"{LIST}{held.pk}/decision/", decision="pending.0.0:approved")
    assert answer.status_code == 409
    assert "edith has decided" in answer.json()["said"]


# Many


def decide_many(client, replies, to, **fields):
    chosen = [f"{reply.pk}:pending.0.0" for reply in replies]
    typed = {"to": to, "chosen": chosen, "next": LIST, **fields}
    return client.post(f"{LIST}decisions/", typed, follow=True).content.decode()


@pytest.mark.parametrize("to", ["approved", "spam", "trash"])
def test_many_are_decided_at_once_with_one_reason(bobs, to):
    post = make_post()
    replies = [add(draft(post, status=ReplyStatus.PENDING)) for _ in range(3)]
    html = decide_many(bobs, replies[:2], to, reason="off-topic")
    assert [status(reply) for reply in replies] == [to, to, ReplyStatus.PENDING]
    assert "2 replies: " in html
    assert Thread.objects.get(pk=post.pk).removed == ({"off-topic": 2} if to == "trash" else {})


def test_many_can_be_undone_together(bobs):
    replies = [add(draft(make_post(), status=ReplyStatus.PENDING)) for _ in range(3)]
    decide_many(bobs, replies, "trash")
    numbers = ",".join(str(row.pk) for row in Decision.objects.all())
    html = bobs.post(UNDO, {"decision": numbers}, follow=True).content.decode()
    assert {status(reply) for reply in replies} == {ReplyStatus.PENDING}
    assert "3 replies are again as they were" in html


def test_many_leave_alone_and_name_what_another_decided_meanwhile(editor, browse_as, bobs, held):
    other = add(draft(held.post, status=ReplyStatus.PENDING))
    decide(browse_as(editor), held, "approved")
    html = decide_many(bobs, [held, other], "spam")
    assert [status(held), status(other)] == [ReplyStatus.APPROVED, ReplyStatus.SPAM]
    assert "Charlie: edith has decided on this reply meanwhile" in html


# Trust


def test_trusting_a_writer_and_not(bobs, held):
    bobs.post(f"{LIST}{held.pk}/trust/", {"trusted": "yes"})
    assert Writer.objects.trusted().filter(email=held.user_email).exists()
    bobs.post(f"{LIST}{held.pk}/trust/", {"trusted": ""})
    assert not Writer.objects.trusted().exists()


# Who may


@pytest.mark.parametrize("name", ["alice", "contributor"])
def test_writers_do_not_moderate(name, request, browse_as, held):
    client = browse_as(request.getfixturevalue(name))
    assert client.get(LIST).status_code == 403
    assert decide(client, held, "approved").status_code == 403
    assert client.post(f"{LIST}decisions/", {"to": "spam"}).status_code == 403
    assert status(held) == ReplyStatus.PENDING


def test_editors_moderate_too(editor, browse_as, held):
    decide(browse_as(editor), held, "approved")
    assert status(held) == ReplyStatus.APPROVED


def test_nobody_deletes_one_reply(administrator, browse_as, held):
    client = browse_as(administrator)
    assert client.post(f"{LIST}{held.pk}/delete/", {"post": "yes"}).status_code == 403


def test_list_of_articles_counts_their_replies(editor, browse_as):
    post = make_post()
    for _ in range(3):
        add(draft(post))
    html = browse_as(editor).get("/admin/blog/post/").content.decode()
    assert 'class="field-reply_count">3<' in html


def test_deleting_an_article_takes_its_replies_along(editor, browse_as):
    from django_comments.models import Comment

    post = make_post(status="trash")
    add(draft(post), add(draft(post)))
    browse_as(editor).post(f"/admin/blog/post/{post.pk}/delete/", {"post": "yes"})
    assert not Reply.objects.exists()
    assert not Comment.objects.exists()
    assert not Thread.objects.exists()
