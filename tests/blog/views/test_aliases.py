"""Second addresses of what lives elsewhere, and that none of them leads off the site."""

import pytest

from tests.factories import make_category, make_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["rss", "rss2", "rdf"])
@pytest.mark.parametrize(
    "place", ["", "/comments", "/category/ports", "/tag/sea", "/search", "/2016/08/29/a"]
)
def test_other_names_of_a_feed_lead_to_it(stranger, place, name):
    response = stranger.get(f"{place}/feed/{name}/?q=sea")
    assert (response.status_code, response.headers["Location"]) == (301, f"{place}/feed/?q=sea")


@pytest.mark.parametrize("place", ["/", "/category/ports/", "/2016/", "/search/"])
def test_first_page_of_a_list_lives_at_the_list(stranger, place):
    response = stranger.get(f"{place}page/1/?q=sea")
    assert (response.status_code, response.headers["Location"]) == (301, f"{place}?q=sea")


def test_alias_in_another_script_is_encoded(stranger):
    make_category("Ports", slug="موانئ")
    location = stranger.get("/category/موانئ/feed/rss/").headers["Location"]
    assert location == "/category/%D9%85%D9%88%D8%A7%D9%86%D8%A6/feed/"


@pytest.mark.parametrize("below", ["feed", "feed/atom", "feed/rss/", "reply", "page/1/", "feed/rss"])
@pytest.mark.parametrize(
    "host", ["//evil.example", "///evil.example", "/%5Cevil.example", "//user@evil.example"]
)
def test_no_address_leads_to_another_host(stranger, host, below):
    make_post("A")
    location = stranger.get(f"{host}/{below}").headers.get("Location", "/")
    assert location.startswith("/")
    assert location[1:2] not in {"/", "\\"}


def test_address_that_hides_a_query_stays_a_path(stranger):
    assert stranger.get("/a%3Fb/feed").headers["Location"] == "/a%3Fb/feed/"


def test_empty_wordpress_search_leads_to_the_search(stranger):
    assert stranger.get("/?s=").headers["Location"] == "/search/?q="
