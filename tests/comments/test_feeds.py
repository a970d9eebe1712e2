"""Replies as feeds."""

import json
import xml.etree.ElementTree as ET

import pytest

from comments.models import ReplyStatus
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_category, make_page, make_post

pytestmark = pytest.mark.django_db


def titles(response):
    return [item.findtext("title") for item in ET.fromstring(response.content).iter("item")]  # noqa: S314


def test_article_feed_holds_its_replies_newest_first(stranger):
    post = make_post("The harbour")
    add(draft(post, writer_name="Rosa"))
    add(draft(post, writer_name="Tomas"))
    add(draft(make_post("Other")))
    response = stranger.get(f"{post.get_absolute_url()}feed/")
    assert response["Content-Type"].startswith("application/rss+xml")
    assert titles(response) == ["Tomas on “The harbour”", "Rosa on “The harbour”"]


def test_feed_of_all_replies_leaves_out_what_is_not_public(stranger):
    add(draft(make_post("Open"), writer_name="Rosa"))
    add(draft(make_post("Open"), status=ReplyStatus.PENDING))
    add(draft(make_post("Draft", status="draft")))
    add(draft(make_post("Locked", password="lantern")))
    assert titles(stranger.get("/comments/feed/")) == ["Rosa on “Open”"]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_other_formats(stranger, form):
    post = make_post()
    reply = add(draft(post, comment="*Well*"))
    for address in (f"/comments/feed/{form}/", f"{post.get_absolute_url()}feed/{form}/"):
        body = stranger.get(address).content.decode()
        assert reply.permalink in body
        assert "Well" in body
        assert form == "atom" or json.loads(body)["version"].endswith("1.1")


def test_pages_have_a_feed_of_replies(stranger):
    page = make_page("Team", parent=make_page("About"))
    add(draft(page, writer_name="Rosa"))
    assert titles(stranger.get(f"{page.get_absolute_url()}feed/")) == ["Rosa on “Team”"]


def test_feed_of_a_locked_article_says_nothing(stranger):
    post = make_post(password="lantern", body="<p>Secret words</p>")
    add(draft(post))
    response = stranger.get(f"{post.get_absolute_url()}feed/")
    assert response.status_code == 200
    assert "Secret" not in response.text
    assert "<item>" not in response.text


def test_other_form_of_address_leads_to_the_feed(stranger):
    post = make_post()
    response = stranger.get(f"/{post.slug}/feed/atom/")
    assert (response.status_code, response["Location"]) == (301, f"{post.get_absolute_url()}feed/atom/")


def test_feeds_of_categories_are_still_theirs(stranger):
    category = make_category("Sea")
    make_post("Filed", categories=[category])
    assert titles(stranger.get(f"{category.get_absolute_url()}feed/")) == ["Filed"]


def test_feed_costs_the_same_for_one_and_thirty(stranger, assert_same_queries):
    add(draft(make_post()))
    assert_same_queries(
        lambda: stranger.get("/comments/feed/"), lambda: [add(draft(make_post())) for _ in range(29)]
    )


def test_article_names_the_feeds_of_its_replies(stranger):
    post = make_post()
    html = stranger.get(post.get_absolute_url()).content.decode()
    for form in ("", "atom/", "json/"):
        assert f'href="{post.get_absolute_url()}feed/{form}"' in html.split("</head>")[0]


def test_summary_of_a_reply_is_text_that_stays_text(stranger):
    post = make_post()
    add(draft(post, comment="Is 1 < 2 & `<b>` bold?"))
    tree = ET.fromstring(stranger.get(f"{post.get_absolute_url()}feed/").content)  # noqa: S314
    assert tree.findtext(".//item/description") == "Is 1 &lt; 2 &amp; &lt;b&gt; bold?"
