"""Other processes: writers that are killed at the worst moment, and a crowd that asks for one page."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from blog.models import Post
from blog.pagecache import handing, stamps
from tests.blog.pagecache.reading import Reader, reader
from tests.comments.realworker import database_url
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[3]
BEGIN = """
import django, os, sys
django.setup()
from django.db import connection, transaction
from blog.models import Post
from blog.pagecache import house
"""
DIE_BEFORE = "house.announce = lambda *said: os.kill(os.getpid(), 9)\n"
DIE_BETWEEN = "house.settle = lambda *said: os.kill(os.getpid(), 9)\n"
ALONE = "Post.objects.filter(pk=KEY).update(title='After')\n"
IN_A_TRANSACTION = "with transaction.atomic(): Post.objects.filter(pk=KEY).update(title='After')\n"


def run(code: str, key: int) -> int:
    """What another process of this machine did; its exit status."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(settings.DATA_DIR),
    }
    command = [sys.executable, "-c", BEGIN + code.replace("KEY", str(key))]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


@pytest.fixture
def stranger():
    with reader() as found:
        yield found


def test_what_another_process_commits_is_seen_at_once(stranger):
    post = make_post("Before")
    stranger.get(post.get_absolute_url())
    assert run(IN_A_TRANSACTION, post.pk) == 0
    assert b"After" in stranger.get(post.get_absolute_url())
    assert stranger.is_hit(post.get_absolute_url())


@pytest.mark.parametrize("write", [ALONE, IN_A_TRANSACTION])
def test_a_writer_that_is_killed_after_its_commit_leaves_no_stale_page(stranger, write, monkeypatch):
    post, other = make_post("Before"), make_post("Other")
    stranger.get(post.get_absolute_url())
    assert run(DIE_BETWEEN + write, post.pk) == -9
    assert Post.objects.get(pk=post.pk).title == "After"
    assert b"After" in stranger.get(post.get_absolute_url())
    monkeypatch.setattr(stamps, "LOST_AFTER", 0)  # a minute later
    stranger.front.stamps.heal()
    for address in (post.get_absolute_url(), other.get_absolute_url()):
        stranger.get(address)
        assert stranger.is_hit(address)


def test_a_writer_that_is_killed_before_its_commit_changes_nothing(stranger):
    post = make_post("Before")
    stranger.get(post.get_absolute_url())
    assert run(DIE_BEFORE + IN_A_TRANSACTION, post.pk) == -9
    assert stranger.is_hit(post.get_absolute_url())


def test_two_hundred_readers_of_a_dropped_page_have_it_rendered_once(stranger, monkeypatch):
    monkeypatch.setattr(handing, "PATIENCE", 600.0)  # the machine may be slow
    post = make_post("Before")
    address = post.get_absolute_url()
    stranger.get(address)
    Post.objects.filter(pk=post.pk).update(title="After")
    bodies: list[bytes] = []
    gate = threading.Barrier(200)

    def ask() -> None:
        gate.wait()
        bodies.append(Reader(stranger.front).get(address))

    readers = [threading.Thread(target=ask) for _ in range(200)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    assert stranger.front.rendered == 2
    assert len(bodies) == 200
    assert {b"After" in body for body in bodies} == {True}


def test_a_sibling_takes_what_one_process_has_rendered(stranger):
    address = make_post("One").get_absolute_url()
    body = stranger.get(address)
    with reader() as sibling:
        assert sibling.get(address) == body
        assert sibling.front.rendered == 0
