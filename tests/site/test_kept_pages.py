"""Kept pages are never stale: after each of very many changes every kept page is what it would be now."""

import os
from collections import defaultdict
from datetime import timedelta
from itertools import count
from random import Random
from unittest.mock import patch

import pytest
from django.utils import timezone

from blog.models import Category, Post
from blog.pagecache import everything_changed, house, stamps
from blog.pagecache.keeping import rendered
from comments.models import Reply, Thread
from tests.blog.pagecache.reading import Reader, environ_of, reader
from tests.factories import make_post
from tests.site.changing import CHANGES, Journal
from tests.site.changing_around import post_reply

pytestmark = pytest.mark.django_db(transaction=True)

STEPS, TOGETHER = 60, 4  # changes, and how many of them are made before all kept pages are looked at
MANY = int(os.environ.get("CHANGES", "3000"))
SEED = int(os.environ.get("SEED", "7"))


def fresh(front, key):
    """What the address answers now, with nothing at hand that other pages show too."""
    environ = environ_of(key[0], "GET", key[3], {"host": key[2]})
    with patch("blog.athand.usable_stamps", return_value=None):
        return rendered(front.application, environ, key)[0]


def kept(front):
    return {key: page for key, page in front.pages if front.is_good(page)}


def walk(stranger: Reader, here: Journal, steps: int, together: int):
    """Make changes; how many pages each kind of them dropped, and how many were compared in all."""
    compared = 0
    dropped: dict[str, list[int]] = defaultdict(list)
    names = sorted(CHANGES)
    made: list[str] = []
    for step in range(steps):
        if step % together == 0:
            made.clear()
            for address in here.addresses():
                stranger.get(address)
        before = kept(stranger.front)
        made.append(names[step] if step < len(names) else here.chance.choice(names))
        CHANGES[made[-1]](here)
        left = kept(stranger.front)
        dropped[made[-1]].append(len(before) - len(left))
        if step % 100 == 99:
            print(f"{step + 1} changes, {compared} pages compared", flush=True)  # noqa: T201
        if step % together == together - 1:
            compared += len(left)
            compare(stranger.front, left, f"after {made}, step {step}")
    return dropped, compared


def compare(front, pages, when):
    """Every one of the pages is what its address answers now."""
    for key, page in pages.items():
        now = fresh(front, key)
        assert page.answer.body == now.body, f"{key} is stale {when}"
        assert page.answer.header("location") == now.header("location"), f"{key} is stale {when}"


def told(dropped) -> str:
    return "\n".join(
        f"{name:28} {len(each):4} times: {min(each)} to {max(each)} pages, {sum(each) / len(each):.1f} a time"
        for name, each in sorted(dropped.items())
    )


@pytest.fixture
def here(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    journal = Journal(Random(SEED), time_machine.shift)  # noqa: S311
    journal.begin()
    return journal


def check(here, steps, together):
    with reader() as stranger:
        dropped, compared = walk(stranger, here, steps, together)
    print(f"{compared} kept pages compared\n{told(dropped)}")  # noqa: T201
    assert set(dropped) == set(CHANGES)
    assert compared > steps // 3
    assert max(dropped["draft typed"]) == 0


def test_no_kept_page_is_ever_stale(here):
    check(here, STEPS, TOGETHER)


@pytest.mark.soak
def test_no_kept_page_is_ever_stale_after_thousands_of_changes(here):
    check(here, MANY, 1)


@pytest.fixture
def apart(monkeypatch):
    """Each thing has a stamp of its own. Of real ones two may share one, once in some hundred runs here.

    What the process has at hand knows only one kind of place: it is read anew before and afterwards."""
    everything_changed()
    place = defaultdict(count(stamps.FIRST + 1).__next__).__getitem__
    with monkeypatch.context() as patched:
        for module in (stamps, house):
            patched.setattr(module, "slot", place)
        yield
    everything_changed()


def test_a_reply_leaves_what_does_not_show_its_article(here, apart):
    one, other = Post.objects.published().order_by("pk")[1:3]
    away = [other.get_absolute_url(), f"{other.get_absolute_url()}feed/", "/feed/", "/robots.txt", "/about/"]
    shown = [one.get_absolute_url(), f"{one.get_absolute_url()}feed/", "/comments/feed/", "/"]
    with reader() as stranger:
        for address in away + shown:
            stranger.get(address)
        post_reply(here, one)
        assert [address for address in away if not stranger.is_hit(address)] == []
        assert [address for address in shown if stranger.is_hit(address)] == []


@pytest.mark.parametrize("status", ["unconfirmed", "pending", "spam"])
def test_a_reply_that_nobody_reads_yet_leaves_all_pages(here, status):
    """A thousand of a robot do not make a site slow."""
    post = Post.objects.published().first()
    Thread.objects.get_or_create(pk=post.pk)
    shown = [post.get_absolute_url(), f"{post.get_absolute_url()}feed/", "/comments/feed/", "/"]
    with reader() as stranger:
        for address in shown:
            stranger.get(address)
        post_reply(here, post, status)
        assert [address for address in shown if not stranger.is_hit(address)] == []
        Reply.objects.filter(status=status).update(status="approved", shown=True)
        assert [address for address in shown if stranger.is_hit(address)] == []


def test_article_that_falls_due_drops_lists_that_have_moved_since_it_was_scheduled(here):
    category = Category.objects.get(slug="ports")
    soon = timezone.now() + timedelta(minutes=5)
    make_post("Due", categories=[category], publish_at=soon)
    with reader() as stranger:
        stranger.get(category.get_absolute_url())
        category.parent, category.slug = None, "quays"
        category.save()
        address = category.get_absolute_url()
        stranger.get(address)
        assert stranger.is_hit(address)
        here.move_clock(timedelta(minutes=10))
        assert not stranger.is_hit(address)
