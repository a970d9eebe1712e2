"""The three formats, as a feed reader and the specifications see them."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from lxml import etree

from blog.feeds import portable
from blog.models import MediaLink, Publication
from tests.factories import make_author, make_category, make_post

SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
}
SITE = "http://127.0.0.1:8000"
TYPES = {"": "application/rss+xml", "atom/": "application/atom+xml", "json/": "application/feed+json"}


@pytest.fixture
def post(db):
    Publication.objects.update_or_create(pk=1, defaults={"name": "The Lantern", "tagline": "Since 2009"})
    post = make_post(
        "Ports & <straits>",
        slug="ports",
        authors=[make_author("Zoe", slug="zoe"), make_author("Ines", slug="ines")],
        categories=[make_category("Trade/Peace", slug="trade")],
        tags=["sea"],
        standfirst="Why & how.",
        publish_at=datetime(2016, 8, 29, 12, tzinfo=UTC),
        body='<p><a href="/about/">us</a>, <a href="#note">below</a>, <img src="/media/a.png" alt="A"></p>',
    )
    MediaLink.objects.create(post=post, url="https://radio.example/a.mp3", outlet="Harbour Radio")
    return post


def read(client, address):
    return etree.fromstring(client.get(address).content)


def texts(tree, path):
    return [node.text for node in tree.findall(path, SPACES)]


@pytest.mark.parametrize("form", TYPES)
@pytest.mark.parametrize(
    "place", ["/feed/", "/category/trade/feed/", "/tag/sea/feed/", "/author/ines/feed/", "/search/feed/"]
)
def test_feed_lists_the_article_under_its_own_type(stranger, post, place, form):
    response = stranger.get(f"{place}{form}?q=straits")
    assert response.headers["Content-Type"].startswith(TYPES[form])
    assert f"{SITE}/2016/08/29/ports/" in response.content.decode()


@pytest.mark.parametrize("form", ["", "atom/"])
def test_feed_names_its_own_address(stranger, post, form):
    tree = read(stranger, f"/category/trade/feed/{form}")
    links = tree.iterfind(".//atom:link[@rel='self']", SPACES)
    assert [link.get("href") for link in links] == [f"{SITE}/category/trade/feed/{form}"]


def test_rss_item_carries_permalink_authors_and_categories(stranger, post):
    item = read(stranger, "/feed/").find("channel/item")
    assert texts(item, "guid") == texts(item, "link") == [f"{SITE}/2016/08/29/ports/"]
    assert item.find("guid").get("isPermaLink", "true") == "true"
    assert texts(item, "dc:creator") == ["Zoe", "Ines"]
    assert texts(item, "category") == ["Trade/Peace", "sea"]


def test_rss_item_carries_title_summary_and_date(stranger, post):
    item = read(stranger, "/feed/").find("channel/item")
    assert texts(item, "title") == ["Ports & <straits>"]
    assert texts(item, "description") == ["Why &amp; how."]
    assert texts(item, "pubDate") == ["Mon, 29 Aug 2016 12:00:00 +0000"]


def test_rss_item_carries_the_whole_text_with_absolute_addresses(stranger, post):
    html = texts(read(stranger, "/feed/"), "channel/item/content:encoded")[0]
    assert f'href="{SITE}/about/"' in html
    assert f'href="{SITE}/2016/08/29/ports/#note"' in html
    assert f'src="{SITE}/media/a.png"' in html


@pytest.mark.parametrize("form", TYPES)
def test_media_card_is_a_plain_link_in_feeds(stranger, post, form):
    content = stranger.get(f"/feed/{form}").content.decode()
    assert "https://radio.example/a.mp3" in content
    assert not any(word in content for word in ("button", "data-player", "&lt;style", "stylesheet"))


def test_atom_entry_carries_authors_dates_and_html(stranger, post):
    entry = read(stranger, "/feed/atom/").find("atom:entry", SPACES)
    assert texts(entry, "atom:author/atom:name") == ["Zoe", "Ines"]
    assert texts(entry, "atom:published") == ["2016-08-29T12:00:00+00:00"]
    assert entry.find("atom:content", SPACES).get("type") == "html"


def test_atom_feed_has_what_the_standard_demands(stranger, post):
    tree = read(stranger, "/feed/atom/")
    for element in ("atom:id", "atom:title", "atom:updated", "atom:author/atom:name", "atom:entry/atom:id"):
        assert texts(tree, element)[0]


def test_json_feed_follows_version_1_1(stranger, post):
    feed = json.loads(stranger.get("/feed/json/").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["home_page_url"]) == ("The Lantern", f"{SITE}/")
    assert feed["feed_url"] == f"{SITE}/feed/json/"


def test_json_item_carries_everything(stranger, post):
    item = json.loads(stranger.get("/feed/json/").content)["items"][0]
    assert item["id"] == item["url"] == f"{SITE}/2016/08/29/ports/"
    assert item["authors"][0] == {"name": "Zoe", "url": f"{SITE}/author/zoe/"}
    assert item["tags"] == ["Trade/Peace", "sea"]
    assert item["date_published"] == "2016-08-29T12:00:00+00:00"


@pytest.mark.parametrize("form", TYPES)
def test_feed_of_an_empty_journal_is_well_formed(stranger, db, form):
    content = stranger.get(f"/feed/{form}").content
    assert json.loads(content)["items"] == [] if form == "json/" else etree.fromstring(content) is not None


@pytest.mark.parametrize("place", ["/feed/", "/feed/atom/", "/comments/feed/", "/appearances/feed/"])
def test_feed_without_entries_does_not_change_with_the_clock(stranger, db, place):
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC)):
        before = stranger.get(place).content
    with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC)):
        assert stranger.get(place).content == before


@pytest.mark.parametrize("form", ["", "atom/"])
def test_character_that_xml_cannot_hold_is_left_out(stranger, db, form):
    make_post("A\x0bB\x1f", body="<p>C\x08D\uffff</p>", authors=[make_author("E\x01F")])
    tree = read(stranger, f"/feed/{form}")
    assert "AB" in "".join(tree.itertext())


@pytest.mark.parametrize("form", TYPES)
def test_known_feed_answers_304_by_its_date(stranger, post, form):
    modified = stranger.get(f"/feed/{form}").headers["Last-Modified"]
    assert stranger.get(f"/feed/{form}", headers={"If-Modified-Since": modified}).status_code == 304


def test_feed_holds_the_twenty_newest(stranger, db):
    for _ in range(25):
        make_post()
    assert len(json.loads(stranger.get("/feed/json/").content)["items"]) == 20


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="//other.example/">x</a>', '<a href="//other.example/">x</a>'),
        ('<img src="/a.png" srcset="/b.png 2x" sizes="9px">', f'<img src="{SITE}/a.png">'),
        ('<button type="button">▶</button><a href="/x">y</a>', f'<a href="{SITE}/x">y</a>'),
    ],
)
def test_portable_html_stands_on_its_own(html, expected):
    assert portable(html, "/page/") == expected


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_feed_promises_nothing_about_a_player_that_it_lacks(stranger, post, form):
    text = stranger.get(f"/feed/{form}").content.decode()
    assert "radio.example/a.mp3" in text
    assert "press play" not in text
