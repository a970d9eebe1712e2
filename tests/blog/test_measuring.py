"""What the database notes about its rows."""

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.test.utils import CaptureQueriesContext

from blog.measuring import FEW, is_measured, measure, measure_after
from blog.models import Redirect
from blog.shelves import migrating
from operations import preparing
from tests.factories import make_image, make_post

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")


def noted(table: str) -> list[tuple[str | None, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = %s", [table])
        return cursor.fetchall()


@on_sqlite
def test_of_a_table_that_may_grow_nothing_is_believed_but_that_it_has_rows():
    make_post()
    measure()
    assert noted("blog_post") == noted("blog_note") == [(None, str(FEW))]


@on_sqlite
def test_of_a_large_table_each_index_is_known():
    for _ in range(4):
        make_post()
    measure(few=4)
    found = dict(noted("blog_post"))
    assert found["post_slug"] == "4 1"
    assert noted("blog_note") == [(None, "4")]


def test_much_that_comes_in_at_once_is_looked_at(django_assert_num_queries):
    with django_assert_num_queries(0):
        measure_after(3)
    with CaptureQueriesContext(connection) as asked:
        measure_after(1_000)
    assert any(query["sql"].startswith("ANALYZE") for query in asked)
    assert is_measured()


def test_a_migration_with_something_to_do_ends_with_a_look(monkeypatch):
    looks: list[int] = []
    monkeypatch.setattr(migrating, "measure", lambda: looks.append(1))
    migrating.after(plan=[])
    assert not looks
    migrating.after(plan=[(Migration("0099", "blog"), False)])
    assert looks


def test_a_restored_database_is_looked_at_before_it_is_served(monkeypatch):
    looks: list[int] = []
    monkeypatch.setattr(preparing, "measure", lambda: looks.append(1))
    monkeypatch.setattr(preparing, "collect_static_files", lambda say: None)
    preparing.prepare_now(str)
    assert not looks
    monkeypatch.setattr(preparing, "is_measured", lambda: False)
    preparing.prepare_now(str)
    assert looks


@on_sqlite
def test_what_leads_to_an_article_is_found_however_many_redirects_lead_to_pictures():
    picture = make_image()
    Redirect.objects.bulk_create(Redirect(old_path=f"/{n}.jpg", image=picture) for n in range(50))
    measure(few=4)
    plan = Redirect.objects.filter(post_id__in=range(1, 51)).explain()
    assert "SEARCH blog_redirect USING INDEX redirect_post" in plan
