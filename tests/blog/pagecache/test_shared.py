"""Shared caches in front: what they are told of pages, and what they are told of changes."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from blog import purges
from blog.models import Post, Purge
from blog.pagecache import everything_changed, outbox, purging, shared
from blog.pagecache.stamps import EVERYTHING, slots
from config import peers
from operations import health
from tests.blog.pagecache.reading import reader
from tests.blog.pagecache.sharedcache import SharedCache, listening
from tests.blog.pagecache.test_processes import DIE_BETWEEN, IN_A_TRANSACTION, run
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db(transaction=True)

LATER = timedelta(seconds=4)


@pytest.fixture
def stranger(settings):
    settings.SHARED_MAXAGE = 30
    with reader() as found:
        yield found


@pytest.fixture
def cache(stranger, settings, monkeypatch):
    """A shared cache before the site, which is told what changes."""
    found = SharedCache(stranger)
    with listening(found) as port:
        monkeypatch.setenv("PURGE_URL", f"http://127.0.0.1:{port}/")
        settings.PURGE_CACHES = peers.caches("PURGE_URL")
        monkeypatch.setattr(purging, "WITHIN", 60.0)  # as slow as the machine may be
        purging.AWAY.clear()
        yield found


@pytest.fixture
def article():
    return make_post("The harbour")


def send_due(monkeypatch, later=LATER):
    """The task worker's look, so much later."""
    now = timezone.now() + later
    monkeypatch.setattr("blog.purges.timezone.now", lambda: now)
    return purges.send_due()


def test_a_page_says_how_long_it_may_be_given_and_by_which_keys_it_is_purged(stranger, article):
    stranger.get(article.get_absolute_url())
    headers = stranger.headers
    assert headers["cache-control"] == "no-cache"
    assert headers["surrogate-control"] == headers["cdn-cache-control"] == "max-age=30"
    assert headers["x-accel-expires"] == "1"
    keys = headers["surrogate-key"].split()
    assert keys[0] == "all"
    assert set(shared.changed_keys(slots([f"post:{article.pk}"]))) & set(keys)
    stranger.get(article.get_absolute_url(), if_none_match=headers["etag"])
    assert stranger.status == 304
    assert stranger.headers["surrogate-key"] == headers["surrogate-key"]


def test_nothing_is_said_unless_it_is_asked_for(article):
    with reader() as stranger:
        stranger.get(article.get_absolute_url())
        assert not shared.OURS & stranger.headers.keys()


@pytest.mark.parametrize("address", ["/nowhere/", "/admin/login/", "/healthz", "/reply/yours/", "/?x=1"])
def test_no_shared_cache_may_keep_what_is_not_kept_here(stranger, address):
    stranger.get(address)
    assert not shared.OURS & stranger.headers.keys()


def test_whoever_is_known_gets_a_page_that_no_shared_cache_may_keep(stranger, article):
    stranger.get(article.get_absolute_url())
    stranger.get(article.get_absolute_url(), cookie="sessionid=abc")
    assert not shared.OURS & stranger.headers.keys()


def test_keys_are_few_and_short():
    every = range(EVERYTHING + 1, EVERYTHING + 10_000, 7)
    assert shared.keys_of([EVERYTHING, *every]) == ["all", "many"]
    some = " ".join(shared.keys_of(list(every)[:199]))
    assert len(some) < 1300
    assert shared.changed_keys([]) == []
    assert shared.changed_keys(None) == ["all"]
    assert shared.changed_keys(every) == ["many", *sorted(format(place - EVERYTHING, "x") for place in every)]


def test_a_page_that_time_changes_is_kept_no_longer(stranger):
    make_post("Coming", status="scheduled", publish_at=timezone.now() + timedelta(seconds=20))
    for _turn in range(2):
        stranger.get("/")
        assert 1 <= int(stranger.headers["surrogate-control"].removeprefix("max-age=")) <= 20
        assert "surrogate-key" in stranger.headers
    assert stranger.headers["server-timing"] == "page;desc=hit"


def test_a_page_that_changes_while_it_is_rendered_is_given_but_not_shared(stranger, article, monkeypatch):
    application = stranger.front.application

    def late(environ, start_response):
        answer = application(environ, start_response)
        Post.objects.filter(pk=article.pk).update(title="Changed")
        return answer

    monkeypatch.setattr(stranger.front, "application", late)
    assert b"The harbour" in stranger.get(article.get_absolute_url())
    assert not shared.OURS & stranger.headers.keys()


def test_a_reply_is_on_the_next_answer_of_the_cache_and_other_articles_stay_there(cache, article):
    other = make_post("The lighthouse")
    for post in (article, other):
        cache.get(post.get_absolute_url())
    cache.asked = 0
    make_reply(article, comment="It was a spring tide.")
    assert b"It was a spring tide." in cache.get(article.get_absolute_url())
    cache.get(other.get_absolute_url())
    assert cache.asked == 1
    method, headers = cache.purges[-1]
    assert (method, "many" in headers["surrogate-key"].split()) == ("PURGE", True)


def test_what_was_on_its_way_while_the_page_changed_goes_with_the_second_purge(cache, article, monkeypatch):
    address = article.get_absolute_url()
    cache.get(address)
    old = cache.kept[address]
    Post.objects.filter(pk=article.pk).update(title="Changed")
    cache.kept[address] = old  # it came after the first
    assert send_due(monkeypatch, timedelta(seconds=1)) == 0
    assert send_due(monkeypatch) >= 1
    assert b"Changed" in cache.get(address)
    assert not Purge.objects.exists()


def test_what_is_rolled_back_purges_nothing(cache, article):
    cache.purges.clear()
    with transaction.atomic():
        Post.objects.filter(pk=article.pk).update(title="Changed")
        transaction.set_rollback(True)
    assert cache.purges == []


def test_everything_can_be_purged(cache, article):
    cache.get(article.get_absolute_url())
    everything_changed()
    assert cache.purges[-1][1]["surrogate-key"] == "all"
    assert cache.kept == {}


@pytest.mark.parametrize("trouble", ["refuses", "mute", "gone"])
def test_a_cache_in_trouble_is_told_later(cache, article, monkeypatch, settings, trouble):
    if trouble == "mute":
        monkeypatch.setattr(purging, "WITHIN", 0.2)
    address = article.get_absolute_url()
    cache.get(address)
    Purge.objects.all().delete()
    named = settings.PURGE_CACHES
    if trouble == "refuses":
        cache.answers = 405
    elif trouble == "mute":
        cache.is_mute.set()
    else:
        settings.PURGE_CACHES = [{**named[0], "port": 9}]
    Post.objects.filter(pk=article.pk).update(title="Changed")  # is answered all the same
    assert cache.holds(address)
    assert send_due(monkeypatch) == 0
    assert "1 changes could not be told to the shared caches (127.0.0.1:" in purges.problem()
    assert "shared caches" in health.problems()
    cache.answers = 200
    cache.is_mute.clear()
    monkeypatch.setattr(purging, "WITHIN", 60.0)
    settings.PURGE_CACHES = named
    assert send_due(monkeypatch, timedelta(seconds=10)) == 1
    assert b"Changed" in cache.get(address)
    assert purges.problem() == ""


def test_writers_do_not_wait_again_and_again_for_a_cache_that_is_away(cache, article, settings, monkeypatch):
    monkeypatch.setattr(purging, "PAUSE", 600.0)  # it does not end meanwhile
    settings.PURGE_CACHES = [{**settings.PURGE_CACHES[0], "port": 9}]
    Post.objects.filter(pk=article.pk).update(title="Once")
    (away,) = outbox.caches()
    assert purging.AWAY[away] > 0
    assert purging.send([away], ["all"]) == {away: "it did not answer in time"}
    assert purging.send([away], ["all"], is_patient=True)[away] != "it did not answer in time"


def test_a_change_that_is_so_old_that_nobody_has_it_any_more_is_forgotten(cache, article, monkeypatch):
    cache.answers = 500
    Post.objects.filter(pk=article.pk).update(title="Changed")
    assert send_due(monkeypatch, timedelta(seconds=100)) == 0
    assert not Purge.objects.exists()


def test_a_writer_that_is_killed_after_its_commit_leaves_the_purge(cache, article, monkeypatch):
    address = article.get_absolute_url()
    cache.get(address)
    Purge.objects.all().delete()
    assert run(DIE_BETWEEN + IN_A_TRANSACTION, article.pk) == -9
    assert b"After" not in cache.get(address)
    assert send_due(monkeypatch) == 1
    assert b"After" in cache.get(address)


def test_a_service_that_takes_posts_gets_its_token(cache, article, monkeypatch, settings):
    port = settings.PURGE_CACHES[0]["port"]
    monkeypatch.setenv("PURGE_URL", f"post+http://s3cret@127.0.0.1:{port}/service/7/purge")
    settings.PURGE_CACHES = peers.caches("PURGE_URL")
    everything_changed()
    method, headers = cache.purges[-1]
    assert (method, headers["fastly-key"], headers["surrogate-key"]) == ("POST", "s3cret", "all")
