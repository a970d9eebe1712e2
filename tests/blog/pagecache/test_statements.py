"""What is told from the text of a statement; whatever is not understood counts as more, never as less."""

import pytest

from blog.pagecache.recording import Recorder
from blog.pagecache.statements import select_of
from blog.pagecache.watching import is_unseen
from blog.pagecache.writes import write_of


def bound(sql):
    return {(each.table, column) for each in select_of(sql).readings for column, _ in each.pins}


def test_columns_that_must_equal_a_parameter_bind_their_table():
    joined = '"a" INNER JOIN "b" ON ("a"."b_id" = "b"."id")'
    sql = f'SELECT "a"."id" FROM {joined} WHERE ("a"."post_id" = %s AND U0."x" = %s)'
    assert bound(sql) == {("a", "post_id")}


def test_a_plus_that_keeps_an_index_away_binds_as_well():
    sql = 'SELECT "a"."id" FROM "a" WHERE (+"a"."post_id" = %s AND +"a"."kind" IN (%s) AND +"a"."day" > %s)'
    assert bound(sql) == {("a", "post_id"), ("a", "kind")}


@pytest.mark.parametrize(
    "condition",
    [
        '("a"."post_id" = %s OR "a"."id" = %s)',
        'NOT ("a"."post_id" = %s)',
        '"a"."post_id" > %s',
        '"a"."post_id" IN (SELECT U0."id" FROM "b" U0)',
        '("a"."day" BETWEEN %s AND %s)',
    ],
)
def test_what_may_hold_for_other_rows_binds_nothing(condition):
    assert bound(f'SELECT "a"."id" FROM "a" WHERE {condition}') == set()


def test_every_select_inside_is_read():
    counted = '(SELECT COUNT(*) FROM "c" U0 WHERE U0."a_id" = ("a"."id"))'
    sql = f'SELECT {counted} FROM "a" WHERE "a"."id" IN (SELECT U0."a_id" FROM "b" U0)'
    readings = {each.table: each for each in select_of(sql).readings}
    assert set(readings) == {"a", "b", "c"}
    assert readings["c"].hangs_on == [("a_id", "a")]


def test_the_parameters_name_the_things(monkeypatch):
    recorder = Recorder()
    recorder.read(
        'SELECT "blog_medialink"."id" FROM "blog_medialink" WHERE "blog_medialink"."post_id" IN (%s, %s)',
        (3, 4),
    )
    assert recorder.things == {"wild:blog_medialink", "post:3", "post:4"}


def test_a_table_of_which_nothing_is_known_is_depended_on_whole():
    recorder = Recorder()
    recorder.read('SELECT "odd"."id" FROM "odd" WHERE "odd"."id" = %s', (3,))
    assert recorder.things == {"wild:odd", "any:odd"}


def test_a_page_that_reads_what_is_never_shown_is_not_kept():
    recorder = Recorder()
    recorder.read('SELECT "blog_user"."id" FROM "blog_user"', ())
    assert "!unkeepable" in recorder.things


def test_writes():
    update = write_of(
        'UPDATE "a" SET "n" = ("a"."n" + %s), "m" = %s WHERE ("a"."id" IN (%s) AND "a"."k" = %s)'
    )
    assert update
    assert (update.kind, update.table, update.columns) == ("UPDATE", "a", ("n", "m"))
    assert update.before_where == 2
    insert = write_of('INSERT INTO "a" ("x", "y") VALUES (%s, %s), (%s, NULL) RETURNING "a"."id"')
    assert insert
    assert insert.columns == ("x", "y")
    assert [row[0].index for row in insert.rows] == [0, 2]
    assert write_of('DELETE FROM "a" WHERE "a"."id" IN (%s)').where == '"a"."id" IN (%s)'


@pytest.mark.parametrize(
    "sql", ["DROP TABLE a", "TRUNCATE a", "WITH x AS (MERGE INTO a) DELETE FROM a", "MERGE INTO a"]
)
def test_what_is_not_understood_may_change_everything(sql):
    assert write_of(sql).kind == "unclear"


def test_several_writes_name_all_their_tables():
    several = write_of(
        "WITH x AS (INSERT INTO a (n) VALUES (%s) ON CONFLICT (n) DO UPDATE SET m = 1 RETURNING n), "
        'y AS (DELETE FROM "b" WHERE n IN (SELECT n FROM x)) UPDATE "c" SET n = 1'
    )
    assert several
    assert (several.kind, several.table) == ("several", "a b c")


def test_several_writes_are_unseen_only_if_no_page_shows_any_of_their_tables():
    hidden = "WITH x AS (INSERT INTO blog_attempt (n) VALUES (1) RETURNING n) "
    assert is_unseen(write_of(f"{hidden} DELETE FROM comments_ban"))
    assert not is_unseen(write_of(f"{hidden} DELETE FROM blog_post"))
    assert write_of(f"{hidden} MERGE INTO comments_ban").kind == "unclear"


@pytest.mark.parametrize(
    "sql", ["SELECT 1", 'SAVEPOINT "s"', "PRAGMA x", "WITH x AS (SELECT 1) SELECT * FROM x"]
)
def test_what_changes_no_row(sql):
    assert write_of(sql) is None
