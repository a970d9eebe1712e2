"""What lets caches keep a page, and browsers trust it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_author, make_category, make_page, make_post

pytestmark = pytest.mark.django_db
PAGES = (
    "/ /article/ /about/ /category/ports/ /tag/sea/ /author/ines/ /search/?q=sea /feed/ /feed/atom/ "
    "/feed/json/ /sitemap.xml /robots.txt"
).split()


@pytest.fixture
def site():
    post = make_post(
        "Article",
        authors=[make_author("Ines", slug="ines")],
        categories=[make_category("Ports", slug="ports")],
        tags=["sea"],
    )
    make_page("About", slug="about")
    return {"/article/": post.get_absolute_url()}


@pytest.mark.parametrize("page", PAGES)
def test_page_is_kept_and_asked_for_again(stranger, site, page):
    response = stranger.get(site.get(page, page))
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["ETag"]
    assert "page;desc=miss" in response.headers["Server-Timing"]


@pytest.mark.parametrize("page", PAGES)
def test_known_page_answers_304_without_a_body(stranger, site, page):
    address = site.get(page, page)
    tag = stranger.get(address).headers["ETag"]
    response = stranger.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("page", PAGES)
def test_page_sets_no_cookie_and_does_not_vary_by_one(stranger, site, page):
    response = stranger.get(site.get(page, page), headers={"Accept-Encoding": "br, gzip"})
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_page_is_compressed_as_asked(stranger, site, encoding):
    response = stranger.get("/", headers={"Accept-Encoding": encoding})
    assert response.headers["Content-Encoding"] == encoding
    assert response.headers["Vary"].lower() == "accept-encoding"


def test_compressed_page_answers_304_to_the_tag_it_gave(stranger, site):
    tag = stranger.get("/", headers={"Accept-Encoding": "br"}).headers["ETag"]
    response = stranger.get("/", headers={"Accept-Encoding": "br", "If-None-Match": tag})
    assert response.status_code == 304


def test_policy_allows_nothing_inline(stranger, site):
    policy = stranger.get("/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy


def test_referrer_policy_lets_players_play(stranger, site):
    assert stranger.get("/").headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_answers_nothing_but_reading(site, method):
    assert getattr(Client(), method)("/").status_code == 405


def test_head_answers_as_get_without_a_body(stranger, site):
    response = stranger.head("/")
    assert (response.status_code, response.content) == (200, b"")


def test_reader_with_a_session_gets_a_private_copy(browse_as, alice, site):
    assert browse_as(alice).get("/").headers["Cache-Control"] == "private, no-cache"


def test_failure_is_told_in_plain_words_without_the_database(stranger, site, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("blog.views.front.list_page", fail)
    stranger.raise_request_exception = False
    response = stranger.get("/")
    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content


def test_page_for_others_says_so_in_plain_words(browse_as, contributor):
    response = browse_as(contributor).get(reverse("admin:blog_publication_change", args=[1]))
    assert response.status_code == 403
    assert "Not with this login" in response.content.decode()


def test_form_from_elsewhere_is_refused_in_plain_words(contributor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(contributor)
    response = client.post(reverse("admin:password_change"), headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert "please send it again" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_copy_says_that_it_varies_by_encoding(stranger, site, page):
    address = site.get(page, page)
    plain = stranger.get(address)
    known = stranger.get(address, headers={"If-None-Match": plain.headers["ETag"]})
    assert plain.headers["Vary"].lower() == "accept-encoding"
    assert known.headers["Vary"].lower() == "accept-encoding"


def test_json_feed_is_compressed(stranger, site):
    response = stranger.get("/feed/json/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_redirect_to_the_address_in_force_is_not_kept_for_ever(stranger, site):
    response = stranger.get(f"/{site['/article/'].strip('/').split('/')[-1]}/")
    assert response.status_code == 301
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("page", PAGES)
def test_other_methods_are_not_allowed(site, page):
    client = Client(enforce_csrf_checks=True)
    assert client.post(site.get(page, page)).status_code == 405


def test_form_too_large_to_read_is_answered_in_our_own_hand(stranger):
    post = make_post()
    typed = {f"field{number}": "x" for number in range(20_100)}
    response = stranger.post(f"{post.get_absolute_url()}reply/", typed)
    assert response.status_code == 400
    assert b"This could not be taken" in response.content
