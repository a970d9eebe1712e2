"""Two machines behind nginx, for real: what is said through one is on the next answer of the other."""

import os
import signal
from types import SimpleNamespace

import pytest
from django.db import connection

from tests.blog.pagecache.test_machines import Server, wait_for
from tests.factories import make_author, make_page, make_post, make_reply
from tests.operations.nodes import Nginx, Relay, is_kept, is_still_kept, node
from tests.operations.writing import Writer, administrator
from tests.ports import free_port

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="several machines share a PostgreSQL server"),
]

ABOUT = "/about/"


@pytest.fixture
def journal(settings):
    """A page, two articles, one of them with a reply that waits, and the administrator ada."""
    author = make_author("Ada", user=administrator(settings))
    make_page("About", slug="about")
    talked_of, other = (make_post(title, authors=[author]) for title in ("Low water", "The lighthouse"))
    return SimpleNamespace(
        article=talked_of.get_absolute_url(),
        change=f"/admin/blog/post/{talked_of.pk}/change/",
        other=other.get_absolute_url(),
        waiting=make_reply(talked_of, status="pending", comment="It was a spring tide.").pk,
    )


@pytest.fixture
def redis(tmp_path, redis_program):
    server = Server(tmp_path)
    yield server
    server.kill()


@pytest.fixture
def site(journal, redis, nginx_program, tmp_path):
    """Both machines and nginx, with pages kept on both."""
    port = free_port()
    relay = Relay(tmp_path / "relay.sock", redis.socket)
    ways = {"a": relay.url, "b": redis.url}
    nodes = [node(tmp_path / name, f"http://127.0.0.1:{port}", url) for name, url in ways.items()]
    front = Nginx(nginx_program, tmp_path / "nginx", port, nodes)
    try:
        for each in nodes:
            each.start()
        yield SimpleNamespace(a=nodes[0], b=nodes[1], front=front, relay=relay)
    finally:
        front.stop()
        for each in nodes:
            if hasattr(each, "process") and each.process.poll() is None:
                each.stop()


def keep_all(journal, *nodes):
    """Ask each machine for each page until it keeps it."""
    for each in nodes:
        for path in (journal.article, journal.other, ABOUT):
            wait_for(lambda each=each, path=path: is_kept(each.port, path))


def write_reply(ada, journal, words):
    """As somebody who is logged in: readers see it at once."""
    form = ada.form(f"{journal.article}reply/", "reply-form") | {"comment": [words]}
    status, text, path = ada.send(f"{journal.article}reply/", form)
    assert (status, path, words in text) == (200, journal.article, True)


def test_what_is_said_through_one_machine_is_on_the_next_answer_of_the_other(journal, site, redis):
    """One test, because starting both machines is what costs."""
    keep_all(journal, site.a, site.b)
    ada = Writer(site.a.port)
    reply_that_is_let_in(ada, journal, site)
    reply_that_is_written(ada, journal, site)
    title_that_is_changed(ada, journal, site)
    turns_of_nginx(journal, site)
    machine_that_stands_still(ada, journal, site)
    redis_that_is_lost(ada, journal, site, redis)
    redis_that_one_alone_loses(ada, journal, site)
    machine_that_is_lost(journal, site)


def reply_that_is_let_in(ada, journal, site):
    token = ada.form(journal.change)["csrfmiddlewaretoken"]
    address = f"/admin/comments/reply/{journal.waiting}/decision/"
    ada.send(address, {"decision": ["pending:approved"], "csrfmiddlewaretoken": token})
    assert "It was a spring tide." in site.b.get(journal.article)[1]
    assert is_still_kept(site.b.port, journal.other)
    assert is_still_kept(site.b.port, ABOUT)


def reply_that_is_written(ada, journal, site):
    keep_all(journal, site.b)
    write_reply(ada, journal, "The pier was under water.")
    assert "The pier was under water." in site.b.get(journal.article)[1]
    assert is_still_kept(site.b.port, journal.other)


def title_that_is_changed(ada, journal, site):
    """The neighbour names it, too."""
    keep_all(journal, site.b)
    form = ada.form(journal.change) | {"title": ["Spring tide"], "_publish": ["1"], "form_count": ["1"]}
    assert ada.send(journal.change, form)[0] == 200
    assert "Spring tide" in site.b.get(journal.article)[1]
    assert "Spring tide" in site.b.get(journal.other)[1]
    assert is_still_kept(site.b.port, ABOUT)


def turns_of_nginx(journal, site):
    """Logging in, reading the form and sending it: every request may meet the other machine."""
    write_reply(Writer(site.front.port), journal, "Both machines know who I am.")
    for each in (site.a, site.b):
        assert "Both machines know who I am." in each.get(journal.article)[1]
    answered = {site.front.answered_by(journal.article) for _turn in range(6)}
    assert answered == {f"127.0.0.1:{site.a.port}", f"127.0.0.1:{site.b.port}"}


def machine_that_stands_still(ada, journal, site):
    """It takes connections and says nothing: nginx waits for it once. It has missed what was written
    meanwhile, and shows it all the same."""
    keep_all(journal, site.a, site.b)
    family = site.b.family()
    for process in family:
        os.kill(process, signal.SIGSTOP)
    try:
        write_reply(ada, journal, "Written while the other stood still.")
        answered = [site.front.answered_by(journal.article) for _turn in range(6)]
    finally:
        for process in family:
            os.kill(process, signal.SIGCONT)
    assert "Written while the other stood still." in site.b.get(journal.article)[1]
    a, b = (f"127.0.0.1:{each.port}" for each in (site.a, site.b))
    assert sorted(set(answered)) in ([a, f"{b}, {a}"], [f"{b}, {a}", a])
    assert answered.count(f"{b}, {a}") == 1


def redis_that_is_lost(ada, journal, site, redis):
    """Nothing is stale, `/readyz` tells, and pages are kept again once Redis is back."""
    keep_all(journal, site.a, site.b)
    wait_for(lambda: site.b.get("/readyz") == (200, "ok\n"))
    redis.kill()
    write_reply(ada, journal, "Written without Redis.")
    for each in (site.a, site.b):
        assert "Written without Redis." in each.get(journal.article)[1]
        assert not is_kept(each.port, journal.other)
        status, text = each.get("/readyz")
        assert (status, "no contact with the other machines through Redis" in text) == (503, True)
    assert site.b.get("/healthz")[0] == 200
    redis.start()
    wait_for(lambda: site.b.get("/readyz")[0] == 200)
    keep_all(journal, site.a, site.b)


def redis_that_one_alone_loses(ada, journal, site):
    """The other hears of what is written there through the database, and goes on keeping pages."""
    site.relay.cut()
    wait_for(lambda: site.a.get("/readyz")[0] == 503)
    keep_all(journal, site.b)
    write_reply(ada, journal, "Written without Redis on one machine alone.")
    assert "Written without Redis on one machine alone." in site.b.get(journal.article)[1]
    wait_for(lambda: site.b.get("/readyz") == (200, "ok\n"))
    keep_all(journal, site.b)


def machine_that_is_lost(journal, site):
    site.b.stop()
    answered = {site.front.answered_by(journal.article) for _turn in range(4)}
    assert {each.split(", ")[-1] for each in answered} == {f"127.0.0.1:{site.a.port}"}
