"""Statements that PostgreSQL plans once: after a lost connection, a changed table, behind a pooler."""

import re

import pytest
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from blog.models import Post
from blog.pagecache.recording import recording
from blog.prepared import Prepared, cursor_of
from tests.factories import make_post

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connections["default"].vendor != "postgresql", reason="PostgreSQL's own"),
]


def default() -> BaseDatabaseWrapper:
    """The connection as it is now: once a browser has been started in this process, an event loop seems to
    run in its thread, and Django keeps other connections there."""
    return connections["default"]


@pytest.fixture
def asked():
    from blog.planned import Planned

    yield Prepared(lambda slug: Post.objects.filter(slug=slug).values_list("title", flat=True), slug=str)
    Planned.are_kept = True


def planned() -> list[str]:
    with default().cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE from_sql")
        return [row[0] for row in cursor.fetchall()]


def test_a_question_is_planned_once_and_answers_by_its_values(asked):
    make_post("O'Brien's %s tide", slug="tide")
    before = len(planned())
    for _ in range(3):
        assert asked(slug="tide") == ["O'Brien's %s tide"]
        assert asked(slug="ebb' OR true --") == []
    assert len(planned()) == before + 1


def test_words_of_any_kind_are_values(asked):
    make_post("Tide", slug="tide")
    assert asked(slug=SafeString("tide")) == ["Tide"]
    assert asked(slug="tide") == ["Tide"]
    with cursor_of(default()) as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT %s::text, %s::int", [None, True + 1])
        assert cursor.fetchone() == (None, 2)


def test_what_watches_statements_sees_the_question_itself(asked):
    with CaptureQueriesContext(default()) as queries, recording() as recorder:
        asked(slug="tide")
    assert queries[0]["sql"].startswith("SELECT")
    assert "'tide'" in queries[0]["sql"]
    assert "wild:blog_post" in recorder.things


def test_a_new_connection_plans_anew(asked):
    make_post("Tide", slug="tide")
    assert asked(slug="tide") == ["Tide"]
    default().close()
    assert asked(slug="tide") == ["Tide"]
    assert planned()


def test_a_session_compiles_nothing_and_looks_at_no_value():
    default().close()
    with default().cursor() as cursor:
        cursor.execute("SELECT current_setting('jit'), current_setting('plan_cache_mode')")
        assert cursor.fetchone() == ("off", "force_generic_plan")


def test_a_column_of_another_type_is_read_without_an_error():
    with default().cursor() as cursor:
        cursor.execute("CREATE TABLE depths (name varchar(9), metres integer)")
        cursor.execute("INSERT INTO depths VALUES ('pier', 4)")
    try:
        assert depth_of("pier") == 4
        with default().cursor() as cursor:
            cursor.execute("ALTER TABLE depths ALTER metres TYPE varchar(9)")
        assert depth_of("pier") == "4"
        assert depth_of("pier") == "4"
    finally:
        with default().cursor() as cursor:
            cursor.execute("DROP TABLE depths")


def depth_of(name: str) -> object:
    with cursor_of(default()) as cursor:
        cursor.execute("SELECT metres FROM depths WHERE name = %s", [name])
        return cursor.fetchone()[0]


def test_behind_a_pooler_statements_are_asked_as_ever(asked):
    from blog.planned import Planned

    make_post("Tide", slug="tide")
    assert asked(slug="tide") == ["Tide"]
    with default().cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")  # as if the next transaction had another connection of the server's
    assert asked(slug="tide") == ["Tide"]
    assert not Planned.are_kept
    assert asked(slug="tide") == ["Tide"]
    assert not planned()


def test_a_plan_of_another_process_is_never_taken_for_ones_own(asked):
    """Behind a pooler the server's connection may hold what somebody else has prepared: it is called by what
    it is a plan of."""
    make_post("Tide", slug="tide")
    asked(slug="tide")
    theirs = set(planned())
    assert all(re.match(r"PREPARE broadside_[0-9a-f]{32} ", each) for each in theirs)
    default().close()
    other = Prepared(lambda slug: Post.objects.filter(slug=slug).values_list("slug", flat=True), slug=str)
    assert other(slug="tide") == ["tide"]
    assert theirs.isdisjoint(planned())
    asked(slug="tide")
    assert theirs & set(planned())


def test_in_a_transaction_behind_a_pooler_nothing_is_planned(asked, monkeypatch):
    default().ensure_connection()
    assert not default().is_pooled
    monkeypatch.setattr(default(), "is_pooled", True)
    before = len(planned())
    with transaction.atomic():
        asked(slug="tide")
    assert len(planned()) == before
    asked(slug="tide")
    assert len(planned()) == before + 1


def test_wrong_statements_still_fail():
    with pytest.raises(ProgrammingError), cursor_of(default()) as cursor:
        cursor.execute("SELECT nothing FROM nowhere WHERE key = %s", [1])


def test_a_connection_is_asked_whether_it_lives_only_if_it_said_something():
    default().ensure_connection()
    with CaptureQueriesContext(default()) as queries:
        assert default().is_usable()
    assert not queries.captured_queries
    with default().cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    other = default().copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    other.close()
    assert not default().is_usable()
    default().close()
