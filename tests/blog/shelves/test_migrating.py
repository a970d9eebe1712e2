"""Shelves and tallies are filled anew after migrations that could make them wrong, and after no others."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from blog.shelves import keeping, migrating
from blog.shelves.reading import Shelf
from comments.models import Reply, ReplyStanding
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db
TEXT = models.TextField(default="")


def step(app: str, *operations, is_undone=False):
    migration = migrations.Migration("0999_some", app)
    migration.operations = list(operations)
    return migration, is_undone


HARMLESS = [
    step("wordpress", migrations.AddField("importrun", "more", TEXT)),
    step("django_tasks_db", migrations.RunPython(migrations.RunPython.noop)),
    step("blog", migrations.AddIndex("Post", models.Index(fields=["title"], name="some"))),
    step("blog", migrations.AddField("note", "more", TEXT)),
    step("blog", migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))])),
    step("comments", migrations.AlterModelOptions("reply", {"ordering": ["pk"]})),
]
TOUCHING = [
    step("blog", migrations.AddField("Post", "more", TEXT)),
    step("blog", migrations.AlterField("category", "name", TEXT)),
    step("blog", migrations.RemoveField("postauthor", "position")),
    step("blog", migrations.RunPython(migrations.RunPython.noop)),
    step("comments", migrations.RunSQL("SELECT 1")),
    step("comments", migrations.AlterField("reply", "status", TEXT)),
    step("comments", migrations.RenameModel("Reply", "Answer")),
    step("wordpress", migrations.AddField("importrun", "more", TEXT), is_undone=True),
]


@pytest.fixture
def rebuilt(monkeypatch):
    """How often all is filled anew."""
    times: list[int] = []
    rebuild = keeping.rebuild
    monkeypatch.setattr(migrating, "measure", lambda: None)
    monkeypatch.setattr(keeping, "rebuild", lambda: times.append(1) or rebuild())
    return times


@pytest.mark.parametrize("plan", HARMLESS, ids=str)
def test_other_migrations_leave_all_as_it_is(rebuilt, plan):
    migrating.before([plan])
    make_reply(make_post())
    migrating.after([plan])
    assert not rebuilt
    assert Shelf().count() == 1
    assert ReplyStanding.numbers()["approved"] == 1


@pytest.mark.parametrize("plan", TOUCHING, ids=str)
def test_those_of_the_tables_that_are_counted_are_followed_by_counting(rebuilt, plan):
    migrating.before([plan])
    assert not keeping.asked(keeping.dialect().INSTALLED)
    make_reply(make_post())
    migrating.after([plan])
    assert rebuilt
    assert keeping.is_installed()
    assert Shelf().count() == 1
    assert ReplyStanding.numbers()["approved"] == 1


def test_a_trigger_that_is_written_otherwise_now_is_made_anew(rebuilt):
    name, statements = next(iter(keeping.dialect().triggers().items()))
    table = statements[-1].partition(" ON ")[2].split()[0]
    with connection.cursor() as cursor:
        drop = f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
        cursor.execute(drop)
        for statement in keeping.dialect().marked(
            name, [each.replace("NEW.", "NEW. ") for each in statements]
        ):
            cursor.execute(statement)
    migrating.after()
    assert rebuilt
    migrating.after()
    assert len(rebuilt) == 1


def test_the_tables_that_are_counted_are_known(db):
    assert {"blog_post", "blog_category", "blog_post_categories", "blog_postauthor", "blog_taggedpost"} < (
        keeping.sources()
    )
    assert Reply._meta.db_table in keeping.sources()
    assert "blog_listed" not in keeping.sources()


def test_every_migration_there_is_can_be_judged(db):
    loader = MigrationLoader(connection)
    assert {migrating.touches((each, False)) for each in loader.disk_migrations.values()} == {True, False}
