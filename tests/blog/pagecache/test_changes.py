"""What a transaction says of its changes, whatever becomes of it."""

import pytest
from django.db import IntegrityError, OperationalError, connection

from blog.pagecache import house
from blog.pagecache.changes import Changes
from blog.pagecache.stamps import EVERYTHING, PENDING
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def refused():
    raise IntegrityError("a row is missing")


def broken():
    raise OperationalError("the connection is closed")


@pytest.fixture
def changes():
    """Of an article: what hangs on it is asked for after the COMMIT."""
    found = Changes(connection)
    found.before["blog_post"] = {}
    found.since["blog_post"] = 0
    return found


def test_commit_that_fails_leaves_no_page_suspected(changes):
    stamps = house.stamps()
    pending = stamps.words[PENDING]
    with pytest.raises(IntegrityError):
        changes.carried_out(refused, end=broken)
    assert stamps.words[PENDING] == pending
    assert not changes


def test_connection_that_breaks_after_the_commit_drops_every_page(changes):
    stamps = house.stamps()
    pending, before = stamps.words[PENDING], stamps.words[EVERYTHING]
    assert changes.carried_out(lambda: "done", end=broken) == "done"
    assert stamps.words[PENDING] == pending
    assert stamps.words[EVERYTHING] > before


def test_very_many_rows_drop_every_page_and_are_no_error(changes, monkeypatch, caplog):
    """An import in bulk is nothing that an administrator must look into."""
    monkeypatch.setattr("blog.pagecache.changes.MOST_ROWS", 1)
    for _ in range(2):
        make_post()
    before = house.stamps().words[EVERYTHING]
    changes.carried_out(lambda: "done", end=lambda: None)
    assert house.stamps().words[EVERYTHING] > before
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
