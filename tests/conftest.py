"""What every test may ask for: people, a browser, the corpus, and equal numbers of queries."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache

from blog.models import publication
from blog.search.engine import engine
from tests.databases import again_on_postgresql

pytest_plugins = ["tests.browser", "tests.capabilities", "tests.personas"]

GROUPS: pytest.StashKey[Any] = pytest.StashKey()


def commits(item: pytest.Item) -> bool:
    """Whether the test really commits; every table is emptied after it."""
    mark = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or (mark and mark.kwargs.get("transaction")))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what needs no database."""
    if not os.environ.get("DATABASE_TESTS_ONLY"):
        return
    chosen = again_on_postgresql(items)
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(autouse=True)
def _empty_places(settings, tmp_path: Path) -> None:
    """No test sees another's pictures or cached values."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    publication.forget()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup, django_db_blocker
) -> dict[str, list[tuple[str, str]]]:
    """Make the test database; what its migrations wrote: each group's permissions, as (app, codename)."""
    with django_db_blocker.unblock():
        written = {
            group.name: list(group.permissions.values_list("content_type__app_label", "codename"))
            for group in Group.objects.all()
        }
    request.config.stash[GROUPS] = (written, django_db_blocker)
    return written


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that commits leaves every table empty but the index: whoever is next finds it as migrated."""
    try:
        return (yield)
    finally:
        if nextitem and commits(item) and GROUPS in item.config.stash:
            written, blocker = item.config.stash[GROUPS]
            with blocker.unblock():
                write_groups(written)
                engine().clear()


def write_groups(written: dict[str, list[tuple[str, str]]]) -> None:
    """Each group that is missing, with its permissions given as (app, codename)."""
    for name, permissions in written.items():
        group, made = Group.objects.get_or_create(name=name)
        for app, codename in permissions if made else ():
            group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))


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
