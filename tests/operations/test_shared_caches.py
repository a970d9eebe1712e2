"""Real caches before a real site, by the very lines of docs/scaling.md."""

import re
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from blog.models import Purge
from blog.pagecache.keeping import personal_cookies
from tests.blog.pagecache.test_machines import wait_for
from tests.factories import make_author, make_post
from tests.operations.caches import Nginx, Varnish
from tests.operations.nginx import documented
from tests.operations.nodes import node
from tests.operations.writing import Writer, administrator
from tests.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)

KNOWN = ["sessionid=x", "a=b; csrftoken=y", "a=b;messages=z", "writer=1", "post-12=x"]
OURS = {"surrogate-key", "surrogate-control", "cdn-cache-control", "x-accel-expires", "xkey"}


@pytest.fixture
def journal(settings):
    """Two articles, and the administrator ada."""
    author = make_author("Ada", user=administrator(settings))
    found = [make_post(title, authors=[author]).get_absolute_url() for title in ("Low water", "Lighthouse")]
    return SimpleNamespace(article=found[0], other=found[1])


@pytest.fixture
def start(tmp_path):
    """Starts a site that is told so of what stands before it; stops it in the end."""
    started = []

    def start(**environment):
        site = node(tmp_path / f"site-{len(started)}", f"http://127.0.0.1:{free_port()}", "")
        site.environment |= environment
        started.append(site)
        return site.start()

    yield start
    for site in started:
        site.stop()


def write_reply(ada, address, words):
    form = ada.form(f"{address}reply/", "reply-form") | {"comment": [words]}
    status, text, _path = ada.send(f"{address}reply/", form)
    assert (status, words in text) == (200, True)


def test_nginx_keeps_a_page_for_a_second_or_two(journal, start, nginx_program, tmp_path):
    site = start(SHARED_MAXAGE="1")
    front = Nginx(nginx_program, tmp_path / "nginx", site.port)
    try:
        wait_for(lambda: front.get(journal.article)[1]["x-cache"] == "HIT")
        assert front.get(journal.article, cookie="sessionid=x")[1]["x-cache"] == "BYPASS"
        assert not OURS & front.get(journal.article)[1].keys()
        write_reply(Writer(site.port), journal.article, "It was a spring tide.")
        time.sleep(2)  # what is promised; nginx counts by the clock
        assert "It was a spring tide." in front.get(journal.article)[0]
        assert front.get(journal.other)[1]["x-cache"] == "MISS"
        time.sleep(2)
        assert front.get(journal.other)[1]["x-cache"] == "REVALIDATED"
    finally:
        front.stop()


@pytest.mark.parametrize("block", [("vcl", "vcl 4.1"), ("nginx", "proxy_cache_path")])
@pytest.mark.parametrize("cookie", ["a=b", "_ga=GA1.2; visits=4", "xsessionid=1", "post-a=1", *KNOWN])
def test_caches_know_whoever_the_site_knows(block, cookie):
    (pattern,) = re.findall(r'"~?(\(\^.*=)"', documented(*block))
    assert bool(re.search(pattern, cookie)) == bool(personal_cookies()(cookie)) == (cookie in KNOWN)


@pytest.mark.soak
def test_varnish_shows_a_reply_on_its_next_answer(journal, start, varnish_program, tmp_path):
    front = Varnish(varnish_program, tmp_path / "varnish")
    site = start(PURGE_URL=f"http://127.0.0.1:{front.port}/", SHARED_MAXAGE="600")
    front.start(site.port)
    try:
        kept_and_purged(front, Writer(site.port), journal)
        people_who_are_known(front, journal)
        front.process.kill()
        cache_that_is_lost(front, site, journal)
    finally:
        front.stop()


def is_kept(front, path):
    """Whether it answered without asking: it then names the request by which it got the page, too."""
    return " " in front.get(path)[1]["x-varnish"]


def kept_and_purged(front, ada, journal):
    wait_for(lambda: not Purge.objects.exists())  # the start purges everything, twice
    for path in (journal.article, journal.other, "/feed/"):
        wait_for(lambda path=path: is_kept(front, path))
    assert not OURS & front.get(journal.article)[1].keys()
    with crowd(front, journal.article):
        for number in range(40):
            write_reply(ada, journal.article, f"Tide number {number}.")
            assert f"Tide number {number}." in front.get(journal.article)[0]
            assert is_kept(front, journal.other)
            assert is_kept(front, "/feed/")
    wait_for(lambda: not Purge.objects.exists())
    assert is_kept(front, journal.other)
    text, headers = front.get(journal.article, accept_encoding="identity")
    assert headers["cache-control"] == "no-cache"
    assert "Tide number 39." in text


@contextmanager
def crowd(front, path):
    """Readers who ask for it all the time, so that an answer is always on its way to the cache."""
    is_over = threading.Event()

    def read():
        while not is_over.is_set():
            front.get(path)

    readers = [threading.Thread(target=read) for _ in range(6)]
    for reader in readers:
        reader.start()
    try:
        yield
    finally:
        is_over.set()
        for reader in readers:
            reader.join()


def people_who_are_known(front, journal):
    for cookie in ("sessionid=x", "a=b; csrftoken=y", "post-7=z"):
        assert " " not in front.get(journal.article, cookie=cookie)[1]["x-varnish"]
    assert " " in front.get(journal.article, cookie="_ga=GA1.2")[1]["x-varnish"]
    for path in ("/admin/login/", "/search/?q=tide&x=1"):
        front.get(path)
        assert not is_kept(front, path)


def cache_that_is_lost(front, site, journal):
    """Writers go on; what was changed meanwhile is told as soon as it is back."""
    front.process.wait()
    write_reply(Writer(site.port), journal.article, "Written without Varnish.")
    wait_for(lambda: "shared caches: " in site.get("/readyz")[1])
    front.start(site.port)
    wait_for(lambda: site.get("/readyz") == (200, "ok\n"), seconds=60)
    assert "Written without Varnish." in front.get(journal.article)[0]
