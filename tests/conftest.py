"""What every test may ask for: people, a browser, the corpus, and equal numbers of queries."""

import gc
import math
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from django.contrib.auth.models import Group
from django.contrib.staticfiles import handlers
from django.core.cache import cache
from django.db import connection
from django.template.base import Template
from django.test.utils import CaptureQueriesContext, _TestState, instrumented_test_render

from blog.models import publication
from tests.blog.pagecache.reading import bury
from tests.databases import again_on_postgresql
from tests.emptying import keep_as_migrated
from tests.migrated import copied
from tests.staticfiles import FromMemory

pytest_plugins = ["tests.browser", "tests.capabilities", "tests.personas"]

# Texts made up by the hundred are the same in each run, and may take as long as they take: a change is red or
# green by itself. `make soak` makes up others each time.
PATIENT = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("the same", derandomize=True, **PATIENT)
hypothesis.settings.register_profile("others", **PATIENT)
hypothesis.settings.load_profile("the same")

# What takes longest begins, so that no core is left with it at the end.
LONG = ("tests/e2e/", "tests/operations/", "tests/site/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first; on PostgreSQL leave out what needs no database."""
    gc.freeze()  # none of all this goes before the end: no need to look through it again and again
    gc.set_threshold(50_000, 20, 20)
    items.sort(key=lambda item: [not item.nodeid.startswith(place) for place in LONG])
    if not os.environ.get("DATABASE_TESTS_ONLY"):
        return
    chosen = again_on_postgresql(items)
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(scope="session", autouse=True)
def _plain_rendering(django_test_environment) -> None:
    """Templates are rendered as on a site.

    In tests Django tells of each one, and copies all that it was given: up to a tenth of what a form costs.
    The fixture `contexts` has it do so for one test.
    """
    Template._render = _TestState.saved_data.template_render


@pytest.fixture
def contexts(monkeypatch) -> None:
    """Answers carry the `context` and the `templates` they were made from."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture(autouse=True)
def _empty_places(settings, tmp_path: Path) -> None:
    """No test sees another's pictures or cached values."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    publication.forget()


@pytest.fixture(scope="session")
def _static_from_memory() -> None:
    handlers.StaticFilesHandler = FromMemory


@pytest.fixture(scope="session")
def live_server(_static_from_memory, live_server):
    """The site for browsers, whose scripts and styles come from memory."""
    return live_server


@pytest.fixture(scope="session")
def migrated_once(django_db_keepdb, django_db_createdb, django_db_use_migrations) -> None:
    """Migrations run in one process for all; `--create-db` and `--reuse-db` mean what they mean elsewhere."""
    if django_db_use_migrations and not (django_db_keepdb or django_db_createdb):
        creation = connection.creation
        creation.create_test_db = copied(creation.create_test_db)


@pytest.fixture(scope="session")
def django_db_setup(migrated_once, django_db_setup, django_db_blocker) -> dict[str, list[tuple[str, str]]]:
    """Make the test database; what its migrations wrote: each group's permissions, as (app, codename)."""
    with django_db_blocker.unblock():
        keep_as_migrated()
        return {
            group.name: list(group.permissions.values_list("content_type__app_label", "codename"))
            for group in Group.objects.all()
        }


@pytest.fixture
def queries_of(monkeypatch) -> Callable[[Callable[[], object]], list[str]]:
    """`queries_of(read)`: each statement that `read()` sends to the database.

    Read once before counting, so that what a process keeps is there; nothing of that runs out meanwhile, as
    slow as the machine may be.
    """
    monkeypatch.setattr(publication, "KEPT_FOR", math.inf)
    bury()

    def of(read: Callable[[], object]) -> list[str]:
        read()
        with CaptureQueriesContext(connection) as queries:
            read()
        return [query["sql"] for query in queries.captured_queries]

    return of


@pytest.fixture
def assert_same_queries(queries_of) -> Callable[..., int]:
    """`assert_same_queries(read, grow)`: `read()` costs as many queries after `grow()` as before.

    The number is returned.
    """

    def check(read: Callable[[], object], grow: Callable[[], object]) -> int:
        before = queries_of(read)
        grow()
        after = queries_of(read)
        listing = "\n".join(statement[:300] for statement in after)
        assert len(after) == len(before), f"{len(before)} queries before, {len(after)} after:\n{listing}"
        return len(before)

    return check
