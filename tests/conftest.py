"""What every test may ask for: people, a browser, the corpus, and equal numbers of queries."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache

from blog.models import publication

pytest_plugins = ["tests.browser", "tests.capabilities", "tests.personas"]

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def touches_database(item: pytest.Item) -> bool:
    """Whether the test uses the database, by mark or by fixture."""
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or names & DATABASE_FIXTURES)


def again_on_postgresql(item: pytest.Item) -> bool:
    """Browser tests run once; those that matter to the database carry the mark `postgresql`."""
    if item.get_closest_marker("postgresql"):
        return True
    return touches_database(item) and "browser" not in getattr(item, "fixturenames", ())


def keep_migrated_rows(item: pytest.Item) -> None:
    """A test that commits empties every table afterwards: have it put back what migrations wrote (groups)."""
    mark = item.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if commits or (mark and mark.kwargs.get("transaction")):
        item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second run, on PostgreSQL, leaves out what cannot depend on the database."""
    for item in items:
        keep_migrated_rows(item)
    if not os.environ.get("DATABASE_TESTS_ONLY"):
        return
    chosen = [item for item in items if again_on_postgresql(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(autouse=True)
def _empty_places(settings, tmp_path: Path) -> None:
    """No test sees another's pictures or cached values."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    publication.forget()


@pytest.fixture
def assert_same_queries(django_assert_max_num_queries) -> Callable[..., int]:
    """`assert_same_queries(read, grow)`: `read()` costs as many queries after `grow()` as before.

    Read once before counting, so that what a process keeps is there. The number is returned.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(read: Callable[[], object]) -> CaptureQueriesContext:
        with CaptureQueriesContext(connection) as queries:
            read()
        return queries

    def check(read: Callable[[], object], grow: Callable[[], object]) -> int:
        read()
        before = count(read)
        grow()
        after = count(read)
        listing = "\n".join(query["sql"][:300] for query in after.captured_queries)
        assert len(after) == len(before), f"{len(before)} queries before, {len(after)} after:\n{listing}"
        return len(before)

    return check
