"""The search page and its feeds."""

import json
from datetime import UTC, datetime

import pytest

from blog.search import results
from tests.factories import make_author, make_category, make_page, make_post

pytestmark = pytest.mark.django_db


def asked(client, query, **parameters):
    return client.get("/search/", {"q": query, **parameters})


def test_found_words_are_marked(client):
    make_post("Herring <in> season", body="<p>Salted herring &amp; bread.</p>")
    page = asked(client, "herring").text
    assert "<mark>Herring</mark> &lt;in&gt; season" in page
    assert "Salted <mark>herring</mark> &amp; bread" in page


def test_query_is_shown_and_escaped(client):
    page = asked(client, '"><script>alert(1)</script>').text
    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_search_is_narrowed_by_category_author_and_year(client):
    sea = make_category("Sea")
    make_post("Herring one", categories=[sea], authors=[make_author("Rosa", slug="rosa")])
    make_post("Herring two", publish_at=datetime(2016, 8, 29, tzinfo=UTC))
    for narrowed in ({"category": "sea"}, {"author": "rosa"}):
        assert "Herring</mark> two" not in asked(client, "herring", **narrowed).text
    assert "Herring</mark> one" not in asked(client, "herring", year="2016").text


@pytest.mark.parametrize("name", ["category", "author", "year"])
@pytest.mark.parametrize("value", ["", "nothing", "\x00", "9" * 30, "<script>", "-1"])
def test_unknown_filters_narrow_nothing(client, name, value):
    make_post("Herring")
    assert "One result" in asked(client, "herring", **{name: value}).text


def test_results_go_on_on_further_pages(client):
    for number in range(12):
        make_post(f"Herring {number}")
    assert 'href="/search/page/2/?q=herring"' in asked(client, "herring").text
    second = client.get("/search/page/2/?q=herring")
    assert second.text.count("<mark>Herring</mark>") == 2
    assert client.get("/search/page/3/?q=herring").status_code == 404


@pytest.mark.parametrize("path", ["/search/page/0/?q=a", "/search/page/99999999999999999999999/?q=herring"])
def test_pages_that_cannot_be_are_not_found(client, path):
    make_post("Herring")
    assert client.get(path).status_code == 404


def test_very_many_are_said_to_be_more(client, monkeypatch):
    monkeypatch.setattr(results, "MOST", 2)
    make_post("Herring")
    for number in range(4):
        make_post(f"Tide {number}", body="<p>Herring.</p>")
    page = asked(client, "herring").text
    assert "More than 3 results for “herring”: those with it in the title, and the newest." in page
    assert page.count("<mark>Herring</mark>") == 3


def test_filters_offer_categories_as_a_tree_and_mark_the_chosen(client):
    sea = make_category("Sea & <shore>", slug="sea")
    make_category("Fish", parent=sea, slug="fish")
    make_category("Arts", slug="arts")
    page = asked(client, "herring", category="sea/fish").text
    options = page[page.index('<select name="category"') : page.index("</select>")]
    assert options.endswith(
        '<option value="">All categories</option><option value="arts">Arts</option>'
        '<option value="sea">Sea &amp; &lt;shore&gt;</option>'
        '<option value="sea/fish" selected>– Fish</option>'
    )


def test_nothing_found_says_so_and_offers_what_is_new(client):
    make_post("Tide tables")
    page = asked(client, "zeppelin").text
    assert "Nothing was found for “zeppelin”" in page
    assert "Tide tables" in page


def test_some_of_the_words_found_says_so(client):
    make_post("Herring")
    assert "One result comes near" in asked(client, "herring zeppelin").text


def test_pages_are_found(client):
    make_page("About herring")
    assert 'href="/about-herring/"' in asked(client, "herring").text


def test_search_without_words_is_calm(client):
    assert client.get("/search/").status_code == 200
    assert "Nothing was found" not in asked(client, "   ").text


def test_feed_holds_what_is_found(client):
    make_post("Herring")
    make_post("Tide")
    feed = json.loads(client.get("/search/feed/json/?q=herring").content)
    assert [item["title"] for item in feed["items"]] == ["Herring"]
    assert feed["feed_url"].endswith("/search/feed/json/?q=herring")


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_feed_without_words_is_empty(client, form):
    make_post("Herring")
    assert b"Herring" not in client.get(f"/search/feed/{form}").content


def test_page_costs_the_same_number_of_queries(client, assert_same_queries):
    make_post("Herring")

    def grow():
        for _ in range(29):
            make_post("Herring", categories=[make_category()], authors=[make_author()])

    assert assert_same_queries(lambda: asked(client, "herring"), grow) <= 16
