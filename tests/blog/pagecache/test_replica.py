"""A real copy of the database that follows it: read while it holds all that pages show, and not otherwise."""

import os
import signal

import pytest
from django.conf import settings as live
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from blog.pagecache import replica
from config import peers
from tests.blog.pagecache.reading import reader
from tests.blog.pagecache.test_machines import wait_for
from tests.factories import make_post, make_reply
from tests.standby import following

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no replica"),
]


@pytest.fixture(scope="module")
def standby(django_db_setup):
    named = connection.settings_dict
    with following(str(named["HOST"]), named["NAME"]) as found:
        yield found


@pytest.fixture
def site(standby, monkeypatch, django_db_blocker):
    """A reader of a site that reads from the copy."""
    monkeypatch.setenv("DATABASE_REPLICA_URL", standby.url)
    monkeypatch.setenv("DATABASE_URL", standby.url)
    told = peers.databases("DATABASE_URL", "DATABASE_REPLICA_URL", "x")["replica"]
    monkeypatch.setitem(live.DATABASES, "replica", told)
    monkeypatch.setitem(connections.settings, "replica", connections.settings["default"] | told)
    monkeypatch.setattr("django.db.router.routers", [replica.Router()], raising=False)
    # Django would let a test have no database beside those that were made for it.
    connect = django_db_blocker._real_ensure_connection
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", connect)
    with reader() as found:
        wait_for(lambda: found.front.replica.holds_all(found.front.stamps))
        yield found
    connections["replica"].close()
    del connections["replica"]


def asked_of(reader, address):
    """How many statements (the primary, the replica) were asked for a page, and its text."""
    with CaptureQueriesContext(connection) as primary, CaptureQueriesContext(connections["replica"]) as copy:
        text = reader.get(address).decode()
    return (len(primary), len(copy)), text


def test_a_page_is_read_from_the_copy_once_that_has_followed(site):
    post = make_post("The harbour")
    wait_for(lambda: site.front.replica.holds_all(site.front.stamps))
    site.get("/robots.txt")  # asks what is scheduled
    for address in (post.get_absolute_url(), "/", "/search/?q=harbour", "/feed/"):
        (primary, copy), text = asked_of(site, address)
        assert (copy > 0, post.get_absolute_url() in text) == (True, True), address
        assert primary <= 1, address  # until when an article stands at the front
    assert site.is_hit(post.get_absolute_url())


def test_a_reply_is_on_the_next_answer_though_the_copy_stands_still(site, standby):
    post = make_post("The harbour")
    wait_for(lambda: site.front.replica.holds_all(site.front.stamps))
    site.get(post.get_absolute_url())
    standby.pause()
    try:
        for number in range(5):
            make_reply(post, comment=f"Tide number {number}.")
            (primary, copy), text = asked_of(site, post.get_absolute_url())
            assert (primary > 0, copy, f"Tide number {number}." in text) == (True, 0, True)
    finally:
        standby.go_on()
    Post.objects.filter(pk=post.pk).update(title="Followed")
    wait_for(lambda: site.front.replica.holds_all(site.front.stamps))
    (primary, copy), text = asked_of(site, post.get_absolute_url())
    assert (primary, copy > 0) == (0, True)
    assert "Followed" in text
    assert "Tide number 4." in text


def test_whoever_is_known_reads_from_the_primary(site):
    post = make_post("The harbour")
    wait_for(lambda: site.front.replica.holds_all(site.front.stamps))
    site.get(post.get_absolute_url())
    with CaptureQueriesContext(connections["replica"]) as copy:
        site.get(post.get_absolute_url(), cookie="sessionid=x")
    assert len(copy) == 0


def test_a_copy_that_dies_costs_the_primary_s_work_alone(site, standby):
    post = make_post("The harbour")
    wait_for(lambda: site.front.replica.holds_all(site.front.stamps))
    assert replica.problem() == ""
    standby.stop()
    try:
        Post.objects.filter(pk=post.pk).update(title="Later")
        assert b"Later" in site.get(post.get_absolute_url())
        assert site.status == 200
        assert "does not answer, and is not used" in replica.problem()
    finally:
        standby.start()


def test_a_copy_that_dies_while_a_page_is_rendered_is_not_noticed_by_readers(site, standby):
    post = make_post("The harbour")
    wait_for(lambda: site.front.replica.holds_all(site.front.stamps))
    application = site.front.application

    def dying(environ, start_response):
        site.front.application = application
        standby.stop()
        return application(environ, start_response)

    site.front.application = dying
    try:
        assert b"The harbour" in site.get(post.get_absolute_url())
        assert site.status == 200
    finally:
        standby.start()


def test_a_copy_that_stops_answering_is_cut_off(site, standby, monkeypatch):
    monkeypatch.setattr(replica, "PATIENCE", 0.3)
    post = make_post("The harbour")
    wait_for(lambda: site.front.replica.holds_all(site.front.stamps))
    frozen = standby.backends()
    for process in frozen:
        os.kill(process, signal.SIGSTOP)
    try:
        Post.objects.filter(pk=post.pk).update(title="Later")
        assert b"Later" in site.get(post.get_absolute_url())
    finally:
        for process in frozen:
            os.kill(process, signal.SIGCONT)


def test_another_database_is_no_copy(site, standby, monkeypatch):
    """The primary itself, named by mistake: it follows nobody."""
    own = connections.settings["default"]
    connections["replica"].close()
    del connections["replica"]
    monkeypatch.setitem(connections.settings, "replica", own)
    assert not site.front.replica.holds_all(site.front.stamps)
    assert replica.problem() == "DATABASE_REPLICA_URL names no copy that follows the database"
