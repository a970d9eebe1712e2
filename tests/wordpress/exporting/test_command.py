"""`export_wordpress`: whole or not at all, and the same cost a row at any size."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import ReplyStatus
from tests.factories import make_image, make_post, make_reply
from wordpress.exporting import export_to
from wordpress.exporting.destination import whole_file
from wordpress.exporting.posts import BATCH, Posts, batches

pytestmark = pytest.mark.django_db


def test_file_is_written_and_counted(tmp_path):
    make_reply(make_post())
    said = io.StringIO()
    call_command("export_wordpress", tmp_path / "out.xml", stderr=said)
    assert (tmp_path / "out.xml").read_text().endswith("</channel>\n</rss>\n")
    assert "1 × reply, 1 × post" in said.getvalue()
    assert (tmp_path / "out.xml").stat().st_mode & 0o077 == 0


def test_stopped_export_leaves_the_former_file(tmp_path, monkeypatch):
    make_post()
    (tmp_path / "out.xml").write_text("former")

    def stop(self, post):
        raise KeyboardInterrupt

    monkeypatch.setattr(Posts, "item", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("export_wordpress", tmp_path / "out.xml")
    assert [path.read_text() for path in tmp_path.glob("*") if path.is_file()] == ["former"]
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"cannot be written.*Nothing was changed"):
        call_command("export_wordpress", tmp_path / "nowhere" / "out.xml")


def test_standard_output_holds_the_export_alone(capsys):
    make_post("One")
    call_command("export_wordpress", "-")
    out = capsys.readouterr().out
    assert out.startswith("<?xml")
    assert out.endswith("</rss>\n")


def test_progress_reaches_the_end():
    make_reply(make_post())
    make_reply(make_post("Two"), status=ReplyStatus.UNCONFIRMED)
    make_image()
    seen = []
    export_to(lambda piece: None, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (5, 5)


def test_rows_are_read_in_batches(monkeypatch, assert_same_queries):
    post = make_post("One", tags=["a"])
    make_reply(post)
    make_image(import_ref="x:first")

    def grow():
        for number in range(9):
            make_reply(post)
            make_image(import_ref=f"x:{number}")

    assert_same_queries(lambda: export_to(lambda piece: None), grow)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks at the tables themselves")
def test_each_batch_of_posts_is_found_by_its_keys_and_none_is_sorted():
    make_post("One")
    with CaptureQueriesContext(connection) as asked:
        assert len(list(batches())) == 1
    read = [query["sql"] for query in asked.captured_queries if f"LIMIT {BATCH}" in query["sql"]]
    assert len(read) == 3  # pages, posts, and posts after the last
    for sql in read:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql.replace('%', '%%')}")
            plan = [row[-1] for row in cursor.fetchall()]
        # By the rows themselves or, when the planner has statistics, by an index that begins with their keys.
        assert re.fullmatch(r"SEARCH blog_post USING .*\((rowid|id)>\?\)", plan[0])
        assert not [line for line in plan if "TEMP B-TREE" in line]


@pytest.fixture
def left_by_a_kill(tmp_path):
    """A begun export that no process writes any more, and one that this process still writes."""
    (tmp_path / ".out.xml.abc123_x.part").write_text("half")
    (tmp_path / ".out.xml.old.abc123_x.part").write_text("of another")
    with whole_file(tmp_path / "out.xml") as running:
        running.write("at work")
        yield tmp_path


def test_next_export_takes_away_what_a_killed_one_left_and_no_other(left_by_a_kill):
    call_command("export_wordpress", left_by_a_kill / "out.xml")
    begun = sorted(path.read_text() for path in left_by_a_kill.glob(".*"))
    assert begun == ["", "of another"]  # of the one at work nothing has reached the disk yet
    assert (left_by_a_kill / "out.xml").read_text().endswith("</rss>\n")
