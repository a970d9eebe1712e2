"""What the front answers from kept pages, and what it leaves to Django."""

import gzip

import brotli
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post, Publication
from blog.pagecache import everything_changed
from tests.blog.pagecache.reading import reader
from tests.factories import make_category, make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stranger():
    with reader() as found:
        yield found


@pytest.fixture
def article():
    return make_post("The harbour", body="<p>Quiet.</p>" * 50, categories=[make_category("Sea")])


def test_the_second_asking_enters_no_django(stranger, article):
    address = article.get_absolute_url()
    assert not stranger.is_hit(address)
    with CaptureQueriesContext(connection) as queries:
        assert stranger.is_hit(address)
    assert len(queries) == 0
    assert stranger.front.rendered == 1
    assert "set-cookie" not in stranger.headers


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_each_reader_gets_what_it_takes(stranger, article, accepted, encoding, unpack):
    address = article.get_absolute_url()
    plain = stranger.get(address)
    body = stranger.get(address, accept_encoding=accepted)
    assert stranger.headers.get("content-encoding") == encoding
    assert stranger.headers["content-length"] == str(len(body))
    assert "Accept-Encoding" in stranger.headers["vary"]
    assert unpack(body) == plain


def test_a_copy_that_is_still_good_is_not_sent_again(stranger, article):
    address = article.get_absolute_url()
    stranger.get(address, accept_encoding="br")
    tag = stranger.headers["etag"]
    for asked in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        assert stranger.get(address, accept_encoding="br", if_none_match=asked) == b""
        assert stranger.status == 304
    assert stranger.headers["etag"] == tag
    assert stranger.get(address, if_none_match='"other"') != b""


def test_a_feed_is_asked_for_by_its_date(stranger, article):
    stranger.get("/feed/")
    date = stranger.headers["last-modified"]
    assert stranger.get("/feed/", if_modified_since=date) == b""
    assert stranger.status == 304


def test_head_has_the_headers_alone(stranger, article):
    address = article.get_absolute_url()
    body = stranger.get(address)
    assert stranger.get(address, method="HEAD") == b""
    assert stranger.headers["content-length"] == str(len(body))


def test_whoever_is_logged_in_or_known_goes_past(stranger, article):
    address = article.get_absolute_url()
    stranger.get(address)
    for cookie in ("sessionid=abc", "a=b; csrftoken=x", "post-7=abc"):
        assert not stranger.is_hit(address, cookie=cookie)
    assert stranger.is_hit(address, cookie="_ga=GA1.2.3; visits=4")


def test_hosts_and_schemes_are_told_apart(stranger, article):
    address = article.get_absolute_url()
    stranger.get(address)
    stranger.get(address, host="evil.example")
    assert stranger.status == 400
    assert not stranger.is_hit(address, scheme="https")
    assert stranger.is_hit(address)
    assert stranger.is_hit(address, x_forwarded_proto="https")  # of nobody who may say so: it is http


def test_what_follows_readers_shares_one_copy(stranger, article):
    address = article.get_absolute_url()
    stranger.get(address)
    assert stranger.is_hit(f"{address}?utm_source=letter&fbclid=x1")
    stranger.get(f"{address}?utm_source=other")
    assert stranger.front.rendered == 1
    stranger.get(f"/{article.slug}/?utm_source=letter")
    assert stranger.headers["location"] == f"{address}?utm_source=letter"
    stranger.get(f"/{article.slug}/?gclid=2")
    assert stranger.headers["location"] == f"{address}?gclid=2"


def test_odd_queries_are_answered_and_not_kept(stranger, article):
    address = article.get_absolute_url()
    for number in range(3):
        stranger.get(f"{address}?x={number}")
        assert stranger.status == 200
    assert len(stranger.front.found) == 0


def test_a_flood_of_searches_leaves_the_articles(article):
    with reader(most=400_000) as stranger:
        address = article.get_absolute_url()
        stranger.get(address)
        for number in range(30):
            stranger.get(f"/search/?q=word{number}")
        assert stranger.is_hit(address)
        assert sum(stranger.front.pages.held.values()) <= 400_000


@pytest.mark.parametrize("address", ["/nowhere/", "/admin/login/", "/healthz", "/reply/yours/"])
def test_what_is_not_for_everybody_or_not_there_is_not_kept(stranger, address):
    stranger.get(address)
    stranger.get(address)
    assert len(stranger.front.found) == 0


def test_other_methods_and_ranges_go_to_django(stranger, article):
    address = article.get_absolute_url()
    stranger.get(address)
    stranger.get(address, method="POST")
    assert stranger.status == 405
    assert not stranger.is_hit(address, range="bytes=0-10")


def test_a_change_is_seen_at_once_and_only_where_it_is_shown(stranger, article):
    other = make_post("Elsewhere")
    for post in (article, other):
        stranger.get(post.get_absolute_url())
    Post.objects.filter(pk=article.pk).update(title="The lighthouse")
    assert b"The lighthouse" in stranger.get(article.get_absolute_url())
    assert stranger.is_hit(article.get_absolute_url())


def test_a_change_that_is_taken_back_drops_nothing(stranger, article):
    address = article.get_absolute_url()
    stranger.get(address)
    with transaction.atomic():
        Post.objects.filter(pk=article.pk).update(title="Never")
        transaction.set_rollback(True)
    assert stranger.is_hit(address)


def test_a_savepoint_that_is_taken_back_hides_nothing_else(stranger, article):
    address = article.get_absolute_url()
    stranger.get(address)
    with transaction.atomic():
        Post.objects.filter(pk=article.pk).update(title="The lighthouse")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            raise ZeroDivisionError
    assert b"The lighthouse" in stranger.get(address)


def test_nothing_that_was_read_before_a_commit_outlives_it(stranger, article, monkeypatch):
    """A change while a page is being rendered."""
    from blog.pagecache import front

    rendered = front.rendered

    def slowly(*args):
        found = rendered(*args)
        Post.objects.filter(pk=article.pk).update(title="The lighthouse")
        return found

    monkeypatch.setattr(front, "rendered", slowly)
    address = article.get_absolute_url()
    assert b"The lighthouse" not in stranger.get(address).partition(b"</title>")[0]
    monkeypatch.setattr(front, "rendered", rendered)
    assert b"The lighthouse" in stranger.get(address)


def test_a_scheduled_article_appears_at_its_moment(stranger, article, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    make_post("Tomorrow", publish_at=timezone.now() + timezone.timedelta(hours=1))
    assert b"Tomorrow" not in stranger.get("/")
    assert stranger.is_hit("/")
    time_machine.shift(3601)
    assert b"Tomorrow" in stranger.get("/")


def test_settings_and_the_command_drop_every_page(stranger, article):
    stranger.get("/robots.txt")
    stranger.get(article.get_absolute_url())
    publication = Publication.current()
    publication.name = "Another"
    publication.save()
    assert not stranger.is_hit("/robots.txt")
    stranger.get(article.get_absolute_url())
    everything_changed()
    assert not stranger.is_hit("/robots.txt")
    assert not stranger.is_hit(article.get_absolute_url())
