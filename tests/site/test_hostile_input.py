"""Whatever people write, nothing runs in anybody's browser and nothing breaks."""

from xml.etree import ElementTree as Xml

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from blog import rendering
from blog.models import Author, Category, Image, Post, Tag
from comments import markdown
from comments.models import Reply
from tests.factories import make_post, make_user
from tests.site.hostile import journal
from tests.site.inspection import dangers
from tests.site.payloads import CHOICES, load, packed

pytestmark = pytest.mark.django_db
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(params=CHOICES)
def payloads(request):
    corpus = None if request.param == "own" else request.getfixturevalue("corpus")
    return load(request.param, corpus)


@pytest.fixture(params=CHOICES)
def texts(request):
    """Every one that fires: cleaning costs little."""
    corpus = None if request.param == "own" else request.getfixturevalue("corpus")
    return load(request.param, corpus, every=1)


def wrong_pages(client, addresses, **options):
    """By address, what is wrong with it."""
    found = {}
    for address in addresses:
        response = client.get(address, follow=True)
        wrong = dangers(response.content.decode(), **options)
        if response.status_code != 200 or wrong:
            found[address] = (response.status_code, wrong[:5])
    return found


def some(rows, most=12):
    """Addresses of rows from the beginning, the middle and the end."""
    rows = list(rows)
    return [row.get_absolute_url() for row in rows[:: max(1, len(rows) // most)]]


def test_cleaned_texts_hold_nothing_that_runs(texts):
    unsafe = [text for text in texts if dangers(rendering.render_body(text))]
    assert unsafe == []
    assert [text for text in texts if dangers(markdown.render(text))] == []
    assert [text for text in texts if dangers(markdown.from_import(text))] == []


def public_addresses(posts):
    year = posts[0].permalink_date.year
    lists = ["/", "/page/2/" if len(posts) > 11 else "/", f"/{year}/", "/search/"]
    subjects = some(Category.objects.all()) + some(Tag.objects.all()) + some(Author.objects.all())
    return [*lists, *(post.get_absolute_url() for post in posts), *subjects]


def admin_addresses(posts):
    metas = [model._meta for model in admin.site._registry]
    found = ["/admin/", *(reverse(f"admin:{m.app_label}_{m.model_name}_changelist") for m in metas)]
    found.append(reverse("admin:blog_publication_change", args=[1]))
    found.append(reverse("admin:blog_page_change", args=[posts[-1].pk]))
    for model in (Post, Category, Tag, Author, Image):
        name = f"admin:blog_{model._meta.model_name}_change"
        found += [reverse(name, args=[row.pk]) for row in model.objects.order_by("pk")[:3]]
    return found


def feed_entries(client):
    """The HTML of every entry of some feeds, which must be well-formed."""
    author, category = Author.objects.first(), Category.objects.first()
    for address in ("/", author.get_absolute_url(), category.get_absolute_url()):
        feed = Xml.fromstring(client.get(f"{address}feed/").content)  # noqa: S314
        yield from (item.text for item in feed.iter(CONTENT))
    Xml.fromstring(client.get("/feed/atom/").content)  # noqa: S314
    Xml.fromstring(client.get("/sitemap-posts-1.xml").content)  # noqa: S314
    yield from (item["content_html"] for item in client.get("/feed/json/").json()["items"])


def test_pages_and_feeds_of_a_hostile_journal_hold_nothing_that_runs(
    client, administrator, browse_as, payloads
):
    posts = journal(payloads)
    assert Reply.objects.count() == len(payloads)
    assert wrong_pages(client, public_addresses(posts)) == {}
    assert wrong_pages(browse_as(administrator), admin_addresses(posts), is_admin=True) == {}
    assert [html for html in feed_entries(client) if dangers(html)] == []


def test_hostile_queries_are_answered(client, payloads):
    make_post("Script and alert", body="<p>img onerror svg onload alert javascript</p>")
    for number, query in enumerate(packed(payloads, 290)):
        page = client.get("/search/", {"q": query, "category": query, "author": query, "year": query})
        assert page.status_code == 200
        assert dangers(page.text) == [], query
        if number % 10 == 0:
            assert client.get("/search/feed/", {"q": query}).status_code == 200


def test_hostile_names_can_be_saved_in_the_admin(administrator, browse_as, payloads):
    client = browse_as(administrator)
    for number, payload in enumerate(packed(payloads, 190)):
        fields = {"name": payload, "slug": f"hostile-{number}", "description": payload, "position": "0"}
        for name in ("category", "tag") if number % 5 == 0 else ("category",):
            response = client.post(reverse(f"admin:blog_{name}_add"), fields)
            assert response.status_code < 400, payload
            assert dangers(response.content.decode(), is_admin=True) == []
    assert Category.objects.filter(slug__startswith="hostile-").exists()
    assert Tag.objects.filter(slug__startswith="hostile-").exists()


def test_hostile_logins_are_answered(payloads, settings):
    settings.LOGIN_LIMIT = (0, 0)
    make_user("ada")
    for payload in packed(payloads, 2_000):
        page = Client().post("/admin/login/", {"username": payload, "password": payload, "next": payload})
        assert page.status_code == 200
        assert dangers(page.text, is_admin=True) == []


def test_hostile_replies_are_shown_again_safely(client, payloads, settings):
    settings.REPLY_LIMIT = (0, 0)
    form = f"{make_post().get_absolute_url()}reply/"
    for payload in packed(payloads, 480):
        page = client.post(form, dict.fromkeys(("name", "email", "url", "comment", "parent"), payload))
        assert page.status_code == 422, payload
        assert dangers(page.text) == [], payload


def test_hostile_replies_can_be_sent(client, payloads, settings):
    settings.REPLY_LIMIT = (0, 0)
    form = f"{make_post().get_absolute_url()}reply/"
    for payload in packed(payloads, 1_000):
        sent = {"name": payload[:100], "email": "mallory@example.org", "url": "", "comment": payload}
        waiting = client.post(form, sent, follow=True)
        assert waiting.status_code == 200, payload
        assert dangers(waiting.text) == [], payload


@pytest.mark.parametrize(
    "text", ["\x00", "a\x00b", "\u202e", "\ufffe", "x" * 300_000, "\u0301" * 5_000, "😀" * 3_000]
)
def test_odd_characters_are_answered_calmly(client, text):
    form = f"{make_post().get_absolute_url()}reply/"
    sent = {"name": text, "email": f"{text}@example.org", "url": f"https://{text}", "comment": text}
    assert client.post(form, sent).status_code in {302, 422}
    assert client.get("/search/", {"q": text}).status_code == 200
