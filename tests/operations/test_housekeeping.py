"""What the schedule does for the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from operations.tasks import measure_tables
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def test_sqlite_learns_how_its_rows_are_spread_and_postgresql_is_left_alone():
    make_post()
    with CaptureQueriesContext(connection) as asked:
        measure_tables.call()
    assert bool(asked) == (connection.vendor == "sqlite")
