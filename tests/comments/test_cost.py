"""What reading a thread costs in queries."""

from itertools import count

import pytest

from comments.mail import outbox
from comments.models import DebateRules, Letter, Mode, Reply, ReplyStatus, Thread
from comments.tree import reading
from comments.tree.reading import page_of
from comments.tree.threads import add
from tests.comments.replies import draft, grow
from tests.comments.sending import prove
from tests.factories import make_author, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour", authors=[make_author("Ines Okafor")])


@pytest.fixture
def small_pages(monkeypatch):
    """Ten replies a page, so that a long thread is soon written."""
    monkeypatch.setattr(reading, "PAGE", 10)


def test_article_with_one_and_with_a_thousand_replies_costs_the_same(stranger, post, assert_same_queries):
    add(draft(post))
    address = post.get_absolute_url()  # which asks for the publication again after some seconds
    number = assert_same_queries(
        lambda: stranger.get(address),
        lambda: grow(post, 1000, lambda index: index // 4 if index else None),
    )
    assert Thread.objects.get(pk=post.pk).approved_count == 1001
    assert number <= 6


@pytest.mark.parametrize("order", ["oldest", "newest", "best"])
def test_later_page_of_any_order_costs_six_queries(
    stranger, post, small_pages, order, django_assert_max_num_queries
):
    """The whole page, with everything around the thread."""
    replies = grow(post, 45, lambda index: index - 1 if index % 4 else None)
    for start in (replies[14], replies[44]):
        with django_assert_max_num_queries(6):
            page = stranger.get(post.get_absolute_url(), {"sort": order, "replies": start.pk})
        assert f'id="reply-{start.pk}"' in page.content.decode()


def test_permalink_and_later_pages_cost_little(stranger, post, small_pages, django_assert_max_num_queries):
    replies = grow(post, 35)
    with django_assert_max_num_queries(6):
        stranger.get(f"/reply/{replies[30].pk}/")
    with django_assert_max_num_queries(2):
        page_of(post, replies[30].pk)


MOST = 12  # with BEGIN and COMMIT; the publication is asked for only when it has changed


@pytest.mark.django_db(transaction=True)
def test_posting_costs_the_same_to_one_reply_and_to_many(stranger, post, assert_same_queries):
    """By an address that is new each time, with its mail."""
    add(draft(post))
    numbers, address = count(), f"{post.get_absolute_url()}reply/"

    def reply():
        number = next(numbers)
        typed = {"name": f"Reader {number}", "email": f"reader-{number}@example.org"}
        response = stranger.post(address, {**typed, "comment": f"The tide of day {number} was high."})
        assert "/waiting/" in response["Location"]

    reply()
    assert assert_same_queries(reply, lambda: grown(post, reply)) <= MOST
    assert Reply.objects.unconfirmed().of(post).count() == Letter.objects.count() == next(numbers)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", [ReplyStatus.APPROVED, ReplyStatus.PENDING])
@pytest.mark.parametrize("answers", [False, True])
def test_posting_by_a_known_address_costs_the_same_to_one_reply_and_to_many(
    stranger, post, assert_same_queries, status, answers
):
    """Read at once and told to followers, or held for the moderators, who are told. An answer asks once more:
    for what it answers."""
    DebateRules.objects.create(mode=Mode.ALL if status == ReplyStatus.PENDING else Mode.NONE)
    prove(stranger, "rosa@example.org")
    numbers, address = count(), f"{post.get_absolute_url()}reply/"
    parent = {"parent": add(draft(post)).pk} if answers else {}

    def reply():
        words = f"Reply {next(numbers)} of mine, which is long enough to be looked for elsewhere."
        typed = {"name": "Rosa", "email": "rosa@example.org", "comment": words, **parent}
        assert stranger.post(address, typed).status_code == 302

    reply()
    assert assert_same_queries(reply, lambda: grown(post, reply)) <= MOST + answers
    rosas = Reply.objects.of(post).filter(writer_name="Rosa")
    assert rosas.filter(status=status).count() == next(numbers)


def grown(post, reply):
    """Many replies; and one more, after which the publication is known again."""
    grow(post, 200)
    reply()


def test_number_of_the_next_letter_is_found_among_its_own():
    for key in ("yours:7:0", "yours:70:0", "yours:7:1", "yours:7", "yours:8:0"):
        Letter.objects.create(kind=Letter.Kind.YOURS, key=key)
    newest = Letter.objects.get(key="yours:7:1")
    assert outbox.anew("yours:7") == f"yours:7:{newest.pk}"
    assert outbox.anew("yours:9") == "yours:9:0"


def test_lists_of_articles_count_their_replies_in_one_query(stranger, assert_same_queries):
    grow(make_post(), 2)

    def more():
        for _ in range(6):
            grow(make_post(), 1)

    assert_same_queries(lambda: stranger.get("/"), more)
