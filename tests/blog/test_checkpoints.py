"""SQLite's log is brought into the database less often while much is written, and as before afterwards."""

import pytest
from django.db import connection

from blog import checkpoints

pytestmark = pytest.mark.django_db


def pages():
    """After how many it is brought over; nothing on a database that has none."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint")
        return cursor.fetchone()[0]


def test_log_grows_longer_only_inside():
    usual = pages()
    with checkpoints.seldom():
        assert pages() == (checkpoints.SELDOM if usual else None)
    assert pages() == usual != checkpoints.SELDOM
