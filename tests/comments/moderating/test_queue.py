"""What the queue shows: five views, what stands around each reply, and one reply's own page."""

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import Appeal, Ban, Decision, Reply, ReplyStatus, Report, Version, Writer
from comments.moderating import queue
from comments.tree.threads import add
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


def html_of(client, **asked):
    return client.get(LIST, asked).content.decode()


@pytest.fixture
def every():
    """One reply for each view, by the view's name."""
    post = make_post("The harbour")
    made = {
        "waiting": add(draft(post, status=ReplyStatus.PENDING)),
        "reported": add(draft(post, reports_open=1)),
        "suspected": add(draft(post, status=ReplyStatus.PENDING, suspected=True)),
        "approved": add(draft(post)),
        "removed": add(draft(post, status=ReplyStatus.TRASH)),
    }
    Report.objects.create(reply=made["reported"], reporter="x", why="abuse", note="He names my child.")
    return made


@pytest.mark.parametrize("view", ["waiting", "reported", "suspected", "approved", "removed"])
def test_each_view_shows_its_own(bobs, every, view):
    shown = {name for name, reply in every.items() if f"reply-{reply.pk}" in html_of(bobs, view=view)}
    assert shown == ({"approved", "reported"} if view == "approved" else {view})


def test_tabs_count_every_view(bobs, every):
    numbers = Reply.objects.numbers()
    assert [numbers[view] for view in ("waiting", "reported", "suspected", "approved", "removed")] == [
        1, 1, 1, 2, 1,
    ]  # fmt: skip
    assert 'Approved <span class="number">2</span>' in html_of(bobs)


def test_queue_opens_with_what_waits_the_oldest_first(bobs, held):
    later = add(draft(held.post, status=ReplyStatus.PENDING))
    html = html_of(bobs)
    assert html.index(f'id="reply-{held.pk}"') < html.index(f'id="reply-{later.pk}"')


@pytest.mark.parametrize("state", ReplyStatus.values)
def test_links_to_a_state_work(bobs, state):
    reply = add(draft(make_post(), status=state))
    assert f'id="reply-{reply.pk}"' in html_of(bobs, state=state)


def test_row_shows_article_parent_writer_words_and_address(bobs, held):
    add(draft(held.post, comment="An answer", writer_name="Rosa", status=ReplyStatus.PENDING), held)
    html = html_of(bobs)
    for words in ("The harbour", "In answer to Charlie", held.comment, "Rosa", "An answer", held.user_email):
        assert words in html


def test_history_of_the_writer_is_told(held):
    for state in (ReplyStatus.APPROVED, ReplyStatus.APPROVED, ReplyStatus.TRASH, ReplyStatus.SPAM):
        add(draft(held.post, user_email=held.user_email, status=state))
    [row] = queue.rows(Reply.objects.for_queue().filter(pk=held.pk))
    assert row.past == "2 approved, 2 removed"


def test_first_reply_of_an_address_is_called_so(held):
    assert queue.rows(Reply.objects.for_queue())[0].past == "first reply"


def test_trusted_and_banned_writers_are_marked(bobs, held):
    Writer.objects.filter(pk=Writer.objects.of(held.user_email).pk).update(trusted=True)
    Ban.objects.keep_out("address", held.user_email)
    html = html_of(bobs)
    assert '<span class="mark">trusted</span>' in html
    assert '<span class="mark banned">banned</span>' in html


def test_reports_are_shown_without_who_reported(bobs, every):
    html = html_of(bobs, view="reported")
    assert "He names my child." in html
    assert "It attacks a person" in html


def test_earlier_words_and_the_appeal_are_shown(bobs, held):
    Reply.objects.filter(pk=held.pk).update(edited_at=timezone.now())
    Version.objects.create(reply=held, text="What I said first.")
    Appeal.objects.create(reply=held, text="It was meant kindly.")
    html = html_of(bobs)
    assert "What I said first." in html
    assert "It was meant kindly." in html


def test_why_it_was_held_is_told_in_words(bobs, held):
    moderation.approve(held)
    moderation.hold(held, {"code": "reported", "number": 3}, actor=Decision.Actor.READERS)
    assert "Why it was held" in html_of(bobs)


def test_long_reply_is_folded_and_whole(bobs):
    words = " ".join(f"word{number}" for number in range(400))
    add(draft(make_post(), status=ReplyStatus.PENDING, comment=words))
    html = html_of(bobs)
    assert "<summary>The rest</summary>" in html
    assert all(f"word{number}" in html for number in (0, 200, 399))


def test_removed_reply_says_who_removed_it_and_for_what(bobs, bob, held):
    moderation.trash(held, by=bob, reason="hate")
    assert "removed (hatred of a group of people)" in html_of(bobs, view="removed")


@pytest.mark.parametrize("words", ["harbour", "Charlie", "Reply", "example.org"])
def test_search_finds_words_names_addresses_and_titles(bobs, held, words):
    assert f'id="reply-{held.pk}"' in html_of(bobs, q=words)
    assert f'id="reply-{held.pk}"' not in html_of(bobs, q="nowhere at all")


def test_search_in_one_view_offers_to_search_everywhere(bobs, every):
    assert "?view=all&amp;q=harbour" in html_of(bobs, q="harbour", view="suspected")


def test_queue_can_be_narrowed_to_one_article(bobs, held):
    other = add(draft(make_post("The bridge"), status=ReplyStatus.PENDING))
    html = html_of(bobs, article=other.post_id)
    assert f'id="reply-{other.pk}"' in html
    assert f'id="reply-{held.pk}"' not in html
    assert 'Waiting <span class="number">1</span>' in html


@pytest.mark.parametrize("asked", [{"article": "x"}, {"article": "9" * 30}, {"view": "x"}, {"p": "99"}])
def test_senseless_addresses_break_nothing(bobs, held, asked):
    assert bobs.get(LIST, asked, follow=True).status_code == 200


@pytest.mark.parametrize("view", ["waiting", "reported", "removed"])
def test_queue_costs_the_same_for_one_and_thirty(bobs, view, assert_same_queries):
    def grow(number):
        for _ in range(number):
            post = make_post()
            parent = add(draft(post))
            state = ReplyStatus.PENDING if view == "waiting" else ReplyStatus.APPROVED
            reply = add(draft(post, status=state, edited_at=timezone.now()), parent)
            Version.objects.create(reply=reply, text="before")
            if view == "reported":
                Reply.objects.filter(pk=reply.pk).update(reports_open=1)
                Report.objects.create(reply=reply, reporter="x", why="abuse")
            elif view == "removed":
                moderation.trash(reply)

    grow(1)
    assert assert_same_queries(lambda: bobs.get(LIST, {"view": view}), lambda: grow(29)) <= 25


def test_reply_page_shows_everything_and_edits_nothing(bobs, bob, held):
    moderation.trash(held, by=bob, reason="law", note="A court said so.")
    address = f"{LIST}{held.pk}/change/"
    html = bobs.get(address).content.decode()
    for words in (held.comment, "A court said so.", "against the law", ":before"):
        assert words in html
    assert bobs.post(address, {"writer_name": "Somebody else"}).status_code == 403


@pytest.mark.parametrize("number", ["77", "x", "9" * 30])
def test_reply_that_is_not_there_leads_to_the_queue(bobs, number):
    assert bobs.get(f"{LIST}{number}/change/", follow=True).redirect_chain[-1][0] == LIST


def test_hostile_text_is_shown_as_text(bobs, held):
    hostile = "<script>alert(1)</script>"
    fields = {"comment": hostile, "writer_name": hostile, "writer_url": f"javascript:{hostile}"}
    reply = add(draft(held.post, status=ReplyStatus.PENDING, **fields), held)
    for address in (LIST, f"{LIST}{reply.pk}/change/"):
        html = bobs.get(address).content.decode()
        assert hostile not in html
        assert 'href="javascript:' not in html


def test_nothing_can_be_decided_about_an_address_not_confirmed(bobs):
    add(draft(make_post(), status=ReplyStatus.UNCONFIRMED))
    assert 'name="decision"' not in html_of(bobs, state="unconfirmed")


def test_dashboard_counts_what_is_to_be_decided(bobs, every):
    html = bobs.get("/admin/").content.decode()
    for view in ("waiting", "reported", "suspected"):
        assert f"{LIST}?view={view}" in html


@pytest.mark.parametrize("beyond", [2, 99, 0, -1])
def test_page_that_is_not_there_shows_one_of_its_view(bobs, every, beyond):
    html = html_of(bobs, view="suspected", p=beyond)
    assert f"reply-{every['suspected'].pk}" in html
    assert f"reply-{every['waiting'].pk}" not in html


def test_second_held_reply_of_an_address_is_not_called_its_first(bobs, held):
    Reply.objects.filter(pk=held.pk).update(held_for=[{"code": "first"}])
    assert "No reply of this address has been approved yet." in html_of(bobs)


def test_network_to_ban_is_what_its_sender_holds(bobs, held):
    Reply.objects.filter(pk=held.pk).update(ip_address="2001:db8::1")
    assert "value=2001%3Adb8%3A%3A%2F64" in html_of(bobs)
