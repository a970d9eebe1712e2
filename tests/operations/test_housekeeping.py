"""What the schedule does for the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from operations.tasks import measure_tables
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def measured() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'blog_post'")
        return cursor.fetchone()[0]


def test_sqlite_learns_how_its_rows_are_spread_and_postgresql_is_left_alone():
    make_post()
    with CaptureQueriesContext(connection) as asked:
        measure_tables.call()
    is_sqlite = connection.vendor == "sqlite"
    assert len(asked) == (2 if is_sqlite else 0)
    assert not is_sqlite or measured() > 3
