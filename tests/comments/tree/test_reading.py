"""What readers see of a thread."""

import re
from zoneinfo import ZoneInfo

import mf2py
import pytest
from bs4 import BeautifulSoup

from comments import moderation
from comments.models import Reply, ReplyStatus
from comments.tree import reading
from comments.tree.reading import address_of, page_of
from comments.tree.threads import add
from tests.comments.replies import draft, grow
from tests.factories import make_author, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour", authors=[make_author("Ines Okafor")])


@pytest.fixture
def small_pages(monkeypatch):
    """Ten replies a page, so that a long thread is soon written."""
    monkeypatch.setattr(reading, "PAGE", 10)


def article(stranger, post, query=""):
    response = stranger.get(post.get_absolute_url() + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def shown_ids(soup):
    return [int(each["id"].removeprefix("reply-")) for each in soup.select("ol.thread article.reply")]


@pytest.mark.parametrize(("number", "heading"), [(0, "No replies yet"), (1, "1 reply"), (12, "12 replies")])
def test_heading_counts_replies(stranger, post, number, heading):
    grow(post, number)
    assert article(stranger, post).select_one("#replies h2").text == heading


def test_answers_stand_inside_what_they_answer(stranger, post):
    root = add(draft(post))
    answer = add(draft(post), root)
    second = add(draft(post))
    soup = article(stranger, post)
    assert shown_ids(soup) == [root.pk, answer.pk, second.pk]
    assert soup.select_one(f"#reply-{root.pk} > ol.thread > li > article#reply-{answer.pk}")
    assert not soup.select_one(f"#reply-{root.pk} #reply-{second.pk}")


def test_outsiders_read_nested_replies(stranger, post):
    root = add(draft(post, writer_name="Rosa", writer_url="https://rosa.example/", comment="One"))
    add(draft(post, writer_name="Tomas", comment="Two"), root)
    html = stranger.get(post.get_absolute_url()).content.decode()
    entry = mf2py.parse(doc=html, url="http://testserver/")["items"][0]
    comment = entry["properties"]["comment"][0]
    answer = (
        comment["properties"]["comment"][0] if "comment" in comment["properties"] else comment["children"][0]
    )
    assert comment["properties"]["author"][0]["properties"]["name"] == ["Rosa"]
    assert comment["properties"]["content"][0]["value"] == "One"
    assert answer["properties"]["content"][0]["value"] == "Two"
    assert len(entry["properties"]["comment"]) == 1


def test_removed_reply_leaves_a_quiet_place(stranger, post):
    root = add(draft(post, comment="Loud words", writer_name="Gerda"))
    add(draft(post), root)
    moderation.trash(root)
    place = article(stranger, post).select_one(f"#reply-{root.pk}")
    assert place["class"] == ["reply", "gone"]
    assert "removed by a moderator" in place.select_one("p").text
    assert "Loud words" not in str(place)
    assert "Gerda" not in str(place)


def test_held_and_spam_replies_are_not_in_the_page(stranger, post):
    for status in (ReplyStatus.PENDING, ReplyStatus.SPAM, ReplyStatus.TRASH, ReplyStatus.UNCONFIRMED):
        add(draft(post, status=status, comment="secret words"))
    assert "secret words" not in str(article(stranger, post))


def test_pingbacks_are_listed_apart(stranger, post):
    mention = add(
        draft(post, kind=Reply.Kind.PINGBACK, writer_name="Elsewhere", writer_url="https://e.example/")
    )
    soup = article(stranger, post)
    assert soup.select_one(f".mentions #reply-{mention.pk} a")["href"] == "https://e.example/"
    assert soup.select_one("#replies h2").text == "No replies yet"


def test_pingback_with_an_answer_stays_in_the_thread(stranger, post):
    mention = add(draft(post, kind=Reply.Kind.PINGBACK))
    add(draft(post), mention)
    assert article(stranger, post).select_one(f"ol.thread #reply-{mention.pk} ol.thread")


def test_website_that_is_no_web_address_is_no_link(stranger, post):
    add(draft(post, writer_url="javascript:alert(1)"))
    assert "javascript:" not in str(article(stranger, post).select_one("ol.thread"))


def test_deepest_answers_say_that_they_answer_another(stranger, post, settings):
    settings.REPLY_DEPTH = 2
    root = add(draft(post))
    answer = add(draft(post), root)
    deeper = add(draft(post), answer)
    link = article(stranger, post).select_one(f"#reply-{deeper.pk} > header a.answers")
    assert link["href"] == answer.permalink


def test_times_are_those_of_the_publication(stranger, post):
    from blog.models import Publication

    publication = Publication.current()
    publication.time_zone = "Asia/Tokyo"
    publication.save()
    reply = add(draft(post))
    time = article(stranger, post).select_one(f"#reply-{reply.pk} time")
    assert time["datetime"].endswith("+09:00")
    assert f"{reply.submitted_at.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}" in time.text


# Pages


def test_pages_of_a_long_thread_show_every_reply_once(stranger, post, small_pages):
    replies = grow(post, 25, lambda index: index - 1 if index % 5 else None)
    seen, query = [], ""
    for _ in range(3):
        soup = article(stranger, post, query)
        seen += shown_ids(soup)
        following = soup.select_one('#replies a[rel="next"]')
        query = (
            following["href"].removeprefix(post.get_absolute_url()).removesuffix("#replies")
            if following
            else ""
        )
    assert seen == [reply.pk for reply in replies]
    assert not following


def test_way_back_leads_through_the_same_pages(post, small_pages):
    grow(post, 25)
    first = page_of(post)
    second = page_of(post, first.after)
    third = page_of(post, second.after)
    assert (first.has_before, second.has_before, second.before, third.before) == (
        False,
        True,
        None,
        first.after,
    )


def test_page_that_begins_in_a_branch_says_what_it_continues(stranger, post, small_pages):
    replies = grow(post, 15, lambda index: 0 if index else None)
    soup = article(stranger, post, f"?replies={replies[12].pk}")
    assert "Reply no. 0" in soup.select_one(".continues").text
    assert (
        soup.select_one("ol.thread > li.continued > ol.thread > li > article")["id"]
        == f"reply-{replies[12].pk}"
    )


@pytest.mark.parametrize("start", ["x", "0", "999999", "9" * 60, "-3"])
def test_nonsense_for_a_page_gives_the_first(stranger, post, start):
    replies = grow(post, 3)
    assert shown_ids(article(stranger, post, f"?replies={start}")) == [reply.pk for reply in replies]


@pytest.mark.parametrize("index", [0, 9, 10, 11, 23, 34])
def test_permalink_finds_the_page_at_any_age(stranger, post, small_pages, index):
    replies = grow(post, 35, lambda number: 5 if number > 20 else None)
    response = stranger.get(f"/reply/{replies[index].pk}/")
    address, _, anchor = response["Location"].partition("#")
    assert response.status_code == 302
    assert replies[index].pk in shown_ids(
        article(stranger, post, address.removeprefix(post.get_absolute_url()))
    )
    assert anchor == f"reply-{replies[index].pk}"


def test_first_page_has_no_query(post, small_pages):
    last = grow(post, 10)[-1]
    assert address_of(last) == f"{post.get_absolute_url()}#reply-{last.pk}"


def test_page_holds_a_hundred(post):
    grow(post, 101)
    assert len(page_of(post).rows) == 100


@pytest.mark.parametrize("status", [ReplyStatus.PENDING, ReplyStatus.SPAM])
def test_permalink_of_a_held_reply_is_not_found(stranger, post, status):
    assert stranger.get(f"/reply/{add(draft(post, status=status)).pk}/").status_code == 404


def test_permalink_under_a_draft_is_not_found(stranger):
    reply = add(draft(make_post(status="draft")))
    assert stranger.get(f"/reply/{reply.pk}/").status_code == 404


@pytest.mark.parametrize("number", ["999999999999999", "0", "9" * 30])
def test_permalink_of_no_reply_is_not_found(stranger, number):
    assert stranger.get(f"/reply/{number}/").status_code == 404


# What it costs


def test_front_page_names_the_most_discussed(stranger):
    quiet, loud, hidden = make_post("Quiet"), make_post("Loud"), make_post("Hidden", status="draft")
    locked = make_post("Locked", password="ferry")
    for post, number in ((quiet, 1), (loud, 3), (hidden, 5), (locked, 4)):
        grow(post, number)
    soup = BeautifulSoup(stranger.get("/").content, "html.parser")
    assert [each.text for each in soup.select("ol.rank a")] == ["Loud", "Quiet"]
    assert soup.select_one("ol.rank .meta").text == "3 replies"


def test_thread_markup_is_balanced_however_it_jumps(post):
    grow(
        post,
        60,
        lambda index: (
            [None, 0, 1, 2, 3, 0, None, 6][index % 8] if index >= 8 else index - 1 if index else None
        ),
    )
    page = page_of(post)
    html = "".join(f"{row.opening}<article>" for row in page.rows) + page.closing
    for tag in ("ol", "li", "article"):
        assert len(re.findall(f"<{tag}[ >]", html)) == html.count(f"</{tag}>")
