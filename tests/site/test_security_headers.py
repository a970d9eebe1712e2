"""What every answer tells the browser to refuse, and what no reader is given to carry."""

import pytest

from blog.models import MediaLink
from tests.factories import PASSWORD, make_category, make_page, make_post, make_reply

pytestmark = pytest.mark.django_db
# Nothing may come from anywhere that is not named; media files are the only foreign guests of a page without
# players. The icon stands in the page itself.
FOREIGN = {"media-src"}


@pytest.fixture
def answers(client):
    """Public answers of every kind, by address."""
    category = make_category("Sea")
    post = make_post("Tide", categories=[category], tags=["tides"])
    reply = make_reply(post)
    article = post.get_absolute_url()
    lists = ["/", category.get_absolute_url(), "/tag/tides/", "/search/?q=tide", "/nowhere/"]
    texts = [article, article[:-1], f"{article}reply/", f"/reply/{reply.pk}/", make_page().get_absolute_url()]
    machines = ["/feed/", "/feed/json/", "/comments/feed/", "/sitemap.xml", "/robots.txt", "/healthz"]
    addresses = [*lists, *texts, *machines, "/admin/login/"]
    return {address: client.get(address) for address in addresses}


def policy_of(response):
    """The policy as a dictionary of directives."""
    directives = response["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (directive.split() for directive in directives)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_header_is_on_every_answer(answers, name, value):
    assert {address: got for address, each in answers.items() if (got := each.get(name)) != value} == {}


def test_policy_names_no_foreign_source_but_players(answers):
    for address, response in answers.items():
        policy = policy_of(response)
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"], address
        foreign = {
            name
            for name, sources in policy.items()
            if any("." in each or ":" in each for each in sources if each != "data:")
        }
        assert foreign == (FOREIGN | {"frame-src"} if address.startswith("/admin/") else FOREIGN), address
        assert {name for name, sources in policy.items() if "data:" in sources} == {"img-src"}, address


def test_policy_lets_in_the_players_of_the_page_alone(client):
    post = make_post()
    MediaLink.objects.create(post=post, url="https://vimeo.com/76979871", placement="lead")
    policy = policy_of(client.get(post.get_absolute_url()))
    assert policy["frame-src"] == ["https://player.vimeo.com", "https://vimeo.com"]


def test_policy_of_public_pages_allows_nothing_inline(answers):
    loose = [
        address
        for address, response in answers.items()
        if not address.startswith("/admin/")
        and (policy_of(response)["script-src"], policy_of(response)["style-src"]) != (["'self'"], ["'self'"])
    ]
    assert loose == []


def test_readers_carry_no_cookie(answers):
    public = {address: each for address, each in answers.items() if not address.startswith("/admin/")}
    assert [address for address, each in public.items() if each.cookies] == []
    assert [address for address, each in public.items() if "cookie" in each.get("Vary", "").lower()] == []


def test_login_cookies_are_kept_from_scripts_and_other_sites(client, settings, alice):
    cookies = client.post("/admin/login/", {"username": "alice", "password": PASSWORD}).cookies
    session = cookies[settings.SESSION_COOKIE_NAME]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_cookies_of_a_public_site_need_https(settings):
    assert settings.SESSION_COOKIE_SECURE == settings.CSRF_COOKIE_SECURE == settings.SITE_IS_HTTPS
