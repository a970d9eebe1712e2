"""Bob moderates in the admin."""

import pytest
from django.urls import reverse

from comments.models import Reply, ReplyStatus, Thread
from comments.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db

LIST = "/admin/comments/reply/"


@pytest.fixture
def bobs(bob, browse_as):
    return browse_as(bob)


@pytest.fixture
def held():
    return add(draft(make_post("The harbour"), status=ReplyStatus.PENDING, writer_name="Charlie"))


def decide(client, reply, to, seen=None, back=""):
    address = reverse("admin:comments_reply_decision", args=[reply.pk])
    return client.post(f"{address}?next={back}", {"decision": f"{seen or reply.status}:{to}"}, follow=True)


def status(reply):
    return Reply.objects.get(pk=reply.pk).status


def test_list_shows_article_parent_writer_text_and_state(bobs, held):
    add(draft(held.post, comment="An answer", writer_name="Rosa"), held)
    html = bobs.get(LIST).content.decode()
    for words in ("The harbour", "in answer to Charlie", "Rosa", "An answer", "waiting", held.user_email):
        assert words in html


@pytest.mark.parametrize(
    ("to", "after"),
    [("approved", ReplyStatus.APPROVED), ("spam", ReplyStatus.SPAM), ("trash", ReplyStatus.TRASH)],
)
def test_button_in_the_row_decides(bobs, held, to, after):
    response = decide(bobs, held, to, back=LIST)
    assert status(held) == after
    assert "The reply by Charlie is now" in response.content.decode()


def test_button_comes_back_to_the_same_list(bobs, held):
    back = f"{LIST}?state=pending"
    html = bobs.get(back).content.decode()
    assert f"/{held.pk}/decision/?next=%2Fadmin%2Fcomments%2Freply%2F%3Fstate%3Dpending" in html
    assert decide(bobs, held, "approved", back=LIST + "%3Fstate%3Dpending").redirect_chain[-1][0] == back


def test_way_back_never_leads_to_another_site(bobs, held):
    chain = decide(bobs, held, "approved", back="https://elsewhere.example/").redirect_chain
    assert chain[-1][0] == LIST


def test_decision_on_what_another_has_decided_changes_nothing_and_says_so(bobs, held):
    decide(bobs, held, "spam")
    response = decide(bobs, held, "approved", seen="pending")
    assert status(held) == ReplyStatus.SPAM
    assert "somebody has decided on it meanwhile" in response.content.decode()


@pytest.mark.parametrize("decision", ["", "x", "pending:withdrawn", "pending:unconfirmed", "pending:"])
def test_unknown_decision_is_refused(bobs, held, decision):
    address = reverse("admin:comments_reply_decision", args=[held.pk])
    assert bobs.post(address, {"decision": decision}).status_code == 400
    assert status(held) == ReplyStatus.PENDING


def test_decision_needs_a_post(bobs, held):
    assert bobs.get(reverse("admin:comments_reply_decision", args=[held.pk])).status_code == 405


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("approve_chosen", ReplyStatus.APPROVED),
        ("mark_spam_chosen", ReplyStatus.SPAM),
        ("trash_chosen", ReplyStatus.TRASH),
    ],
)
def test_actions_decide_for_many(bobs, action, after):
    post = make_post()
    replies = [add(draft(post, status=ReplyStatus.PENDING)) for _ in range(3)]
    chosen = {"action": action, "_selected_action": [reply.pk for reply in replies[:2]]}
    response = bobs.post(LIST, chosen, follow=True)
    assert [status(reply) for reply in replies] == [after, after, ReplyStatus.PENDING]
    assert Thread.objects.get(pk=post.pk).waiting_count == 1
    assert "2 replies are now" in response.content.decode()


def test_filters_count_and_choose(bobs, held):
    add(draft(held.post, status=ReplyStatus.SPAM, comment="Cheap watches"))
    everything, spam = (bobs.get(LIST + query).content.decode() for query in ("", "?state=spam"))
    assert "waiting (1)" in everything
    assert "spam (1)" in everything
    assert "Cheap watches" not in everything
    assert "Cheap watches" in spam


def test_search_finds_words_names_and_titles(bobs, held):
    for words in ("harbour", "Charlie", held.user_email, held.comment):
        assert str(held.user_email) in bobs.get(LIST, {"q": words}).content.decode()


def test_one_reply_can_be_read_and_decided_but_not_edited(bobs, held):
    address = reverse("admin:comments_reply_change", args=[held.pk])
    html = bobs.get(address).content.decode()
    assert held.comment in html
    assert 'value="pending:approved"' in html
    assert bobs.post(address, {"writer_name": "Somebody else"}).status_code == 403


@pytest.mark.parametrize("name", ["alice", "contributor"])
def test_writers_do_not_moderate(name, request, browse_as, held):
    client = browse_as(request.getfixturevalue(name))
    assert client.get(LIST).status_code == 403
    assert decide(client, held, "approved").status_code == 403
    assert status(held) == ReplyStatus.PENDING


def test_editors_moderate_too(editor, browse_as, held):
    decide(browse_as(editor), held, "approved")
    assert status(held) == ReplyStatus.APPROVED


def test_nobody_deletes_one_reply(administrator, browse_as, held):
    client = browse_as(administrator)
    assert client.post(f"{LIST}{held.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in client.get(LIST).content.decode()


def test_hostile_text_is_shown_as_text(bobs, held):
    hostile = "<script>alert(1)</script>"
    add(draft(held.post, comment=hostile, writer_name=hostile, writer_url=f"javascript:{hostile}"), held)
    for address in (LIST, f"{LIST}{Reply.objects.latest('pk').pk}/change/"):
        html = bobs.get(address).content.decode()
        assert hostile not in html
        assert 'href="javascript:' not in html


def test_list_costs_the_same_for_one_and_thirty(bobs, held, assert_same_queries):
    def more():
        for _ in range(29):
            add(draft(make_post(), status=ReplyStatus.PENDING), None)

    assert_same_queries(lambda: bobs.get(LIST), more)


def test_dashboard_names_what_waits(bobs, held):
    html = bobs.get("/admin/").content.decode()
    assert "Replies waiting" in html
    assert "Charlie: " in html


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
