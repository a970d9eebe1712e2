"""A full disk: told in words, the words stay, nothing is half saved."""

import errno
from contextlib import contextmanager

import psycopg2.errors
import pytest
from django.db import DatabaseError, OperationalError, connection

from blog.models import Post, Revision
from tests.blog.admin.keeping.openforms import OpenForm, change
from tests.factories import make_post

pytestmark = pytest.mark.django_db

LONG = f"<p>{'Words upon words. ' * 40_000}</p>"


@pytest.fixture
def desk(browse_as, alice):
    return browse_as(alice)


@pytest.fixture
def post(alice):
    return make_post("The quay", body="<p>Old words.</p>", owner=alice, status="draft")


@contextmanager
def quota():
    """The database may not grow by more than a few pages."""
    with connection.cursor() as cursor:
        # Pages that earlier tests have left empty would be room, too.
        cursor.execute(
            "CREATE TABLE filler AS SELECT zeroblob(freelist_count * 4096) FROM pragma_freelist_count"
        )
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 8}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite's file can be given a quota from here"
)


@on_sqlite
def test_autosave_on_a_full_database_says_so(desk, post):
    form = OpenForm(desk, change(post)).type(body=LONG)
    with quota():
        answer = form.autosave()
    assert (answer.status_code, answer.json()["state"]) == (507, "full")
    assert "no room left" in answer.json()["said"]
    assert form.autosave().json()["state"] == "saved"


@on_sqlite
def test_save_on_a_full_database_brings_the_words_back(desk, post):
    form = OpenForm(desk, change(post)).type(title="The pier", body=LONG, tags="navy")
    with quota():
        answer = form.press("_publish")
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "no room left" in page
    assert page.count("Words upon words.") >= 40_000
    post.refresh_from_db()
    assert (post.title, post.status, post.version, post.tags.count()) == ("The quay", "draft", 0, 0)
    assert form.press().status_code == 302


def failing(error):
    def save(*arguments, **options):
        raise error

    return save


def postgresql_full():
    """As Django passes on what PostgreSQL says."""
    cause = psycopg2.errors.DiskFull("could not extend file")
    error = OperationalError("could not extend file")
    error.__cause__ = type("DiskFull", (type(cause),), {"pgcode": "53100"})()
    return error


@pytest.mark.parametrize("error", [postgresql_full(), OSError(errno.ENOSPC, "No space left on device")])
def test_save_that_fails_for_want_of_room_loses_nothing(desk, post, monkeypatch, error):
    form = OpenForm(desk, change(post)).type(title="The pier", body="<p>New words.</p>")
    monkeypatch.setattr(Post, "save", failing(error))
    answer = form.press()
    assert answer.status_code == 507
    assert "New words." in answer.content.decode()
    post.refresh_from_db()
    assert post.title == "The quay"


def test_autosave_keeps_what_was_typed_even_if_working_it_out_fails(desk, post, monkeypatch):
    form = OpenForm(desk, change(post)).type(body="<p>New words.</p>")
    monkeypatch.setattr(Post, "save", failing(DatabaseError("cannot")))
    assert form.autosave().json()["state"] == "saved"
    assert Revision.objects.get().typed["body"] == ["<p>New words.</p>"]


def test_database_that_does_not_answer_is_told(desk, post, monkeypatch):
    form = OpenForm(desk, change(post)).type(body="<p>New words.</p>")
    monkeypatch.setattr(Post, "save", failing(OperationalError("database is locked")))
    page = form.press().content.decode()
    assert "does not answer just now" in page
    assert "New words." in page
