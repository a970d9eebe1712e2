"""The ledger of imports: counts, lines, the report, and the page in the admin."""

import json
import re
from html import unescape

import pytest

from tests.factories import make_post
from wordpress.ledger import Ledger, Outcome, Reason, Target
from wordpress.ledger.terminal import alike
from wordpress.models import ImportEntry, ImportRun

pytestmark = pytest.mark.django_db


def told(ledger: Ledger) -> Ledger:
    """A small account, even but for nothing."""
    ledger.found("post", 3)
    ledger.found("comment", 40)
    kept = [Reason(Outcome.KEPT_RAW, "shortcode [form]"), Reason(Outcome.CHANGED, "its slug is taken")]
    ledger.came("post", Outcome.CREATED, "there:1", "One")
    ledger.came("post", Outcome.CREATED, "there:2", "Two", reasons=kept, target=Target("blog.post", 7))
    ledger.came("post", Outcome.UPDATED, "there:3", "Three")
    ledger.came("comment", Outcome.CREATED, number=39)
    ledger.came("comment", Outcome.LEFT_OUT, "there:9", "Reader", reasons=[left_out()])
    ledger.close()
    return ledger


def address(ledger):
    return f"/admin/wordpress/importrun/{ledger.run.pk}/change/"


def lines(ledger):
    return f"/admin/wordpress/importentry/?run__id__exact={ledger.run.pk}"


def left_out():
    return Reason(Outcome.LEFT_OUT, "it stands in the file twice")


@pytest.mark.parametrize("is_kept", [True, False])
def test_each_thing_has_one_outcome_and_every_reason_a_line(is_kept):
    ledger = told(Ledger.open("WordPress: there", ["a.xml"]) if is_kept else Ledger("WordPress: there"))
    assert ledger.is_even
    assert ledger.counts["post"].became == {Outcome.CREATED: 1, Outcome.KEPT_RAW: 1, Outcome.UPDATED: 1}
    assert [(each.title, each.outcome, each.reason) for each in ledger.entries] == [
        ("Two", Outcome.KEPT_RAW, "shortcode [form]"),
        ("Two", Outcome.CHANGED, "its slug is taken"),
        ("Three", Outcome.UPDATED, ""),
        ("Reader", Outcome.LEFT_OUT, "it stands in the file twice"),
    ]
    assert next(ledger.entries).address == "/admin/blog/post/7/change/"
    assert ledger.reasons()[0] == ("comment", "left out", "it stands in the file twice", 1)


def test_reasons_of_a_run_that_is_over_are_kept_and_those_of_one_that_goes_on_are_counted():
    ledger = told(Ledger.open("WordPress: there"))
    run = ImportRun.objects.get()
    first = ("comment", "left out", "it stands in the file twice", 1)
    assert (run.reasons[0], run.most_frequent(1)) == ([*first], [first])
    run.entries.all().delete()
    assert run.most_frequent(5)[0] == first
    ledger.keep(run=run)
    assert run.most_frequent(5) == []


def test_list_of_lines_is_narrowed_by_the_kinds_that_its_run_counted(editor, browse_as):
    ledger = told(Ledger.open("WordPress: there"))
    shown = browse_as(editor).get(f"{lines(ledger)}&kind__exact=post").content.decode()
    assert "kind__exact=comment" in shown
    assert "its slug is taken" in shown
    assert "it stands in the file twice" not in shown


def test_what_is_forgotten_or_failed_is_not_even():
    forgotten, failed = Ledger("there"), Ledger.open("there")
    forgotten.found("post")
    failed.found("post")
    failed.came("post", Outcome.FAILED, "there:1", "One", reasons=[Reason(Outcome.FAILED, "no room")])
    failed.close()
    assert (forgotten.is_even, failed.is_even) == (False, False)
    assert ImportRun.objects.get().state == ImportRun.State.INCOMPLETE


def test_look_leaves_no_row_unless_it_is_asked_for():
    told(Ledger("there"))
    assert not ImportRun.objects.exists()
    assert not ImportEntry.objects.exists()


def test_report_holds_counts_and_lines(tmp_path):
    path = tmp_path / "report.json"
    told(Ledger("there", ["a.xml"])).write_report(path)
    said = json.loads(path.read_text())
    assert (said["complete"], said["files"]) == (True, ["a.xml"])
    assert said["counts"]["post"]["found"] == said["counts"]["post"]["created"] + 2
    assert said["entries"][0]["address"] == "/admin/blog/post/7/change/"
    assert said["entries"][0]["outcome"] == "kept raw"


def test_editor_reads_the_run_and_follows_its_lines(editor, browse_as):
    post = make_post("One")
    ledger = Ledger.open("WordPress: there", ["a.xml"])
    ledger.found("post")
    kept = Reason(Outcome.KEPT_RAW, "shortcode [form]")
    ledger.came(
        "post", Outcome.CREATED, "there:1", "One", reasons=[kept], target=Target("blog.post", post.pk)
    )
    ledger.close()
    client = browse_as(editor)
    page = client.get(address(ledger)).content.decode()
    assert "1 × post</a>, kept as it was written: shortcode [form]" in page
    (alike,) = re.findall(r'href="([^"]*reason__exact[^"]*)"', page)
    assert "One" in client.get(unescape(alike)).content.decode()
    assert "One" not in client.get(unescape(alike).replace("form", "other")).content.decode()
    assert f'href="/admin/blog/post/{post.pk}/change/"' in client.get(lines(ledger)).content.decode()


def test_pages_of_a_run_cost_the_same_whatever_it_tells(editor, browse_as, assert_same_queries):
    client, ledger = browse_as(editor), Ledger.open("there")
    number = iter(range(100))

    def tell(times):
        for _ in range(times):
            key = next(number)
            ledger.came("post", Outcome.UPDATED, f"there:{key}", "A", target=Target("blog.post", key))
        ledger.flush()

    tell(1)
    assert_same_queries(lambda: client.get(address(ledger)), lambda: tell(29))
    assert_same_queries(lambda: client.get(lines(ledger)), lambda: tell(29))


def test_reasons_that_differ_in_what_they_name_are_one_line_on_the_terminal():
    told = [("post", "kept raw", f"the picture https://x.example/{n}.png, gone", 1) for n in range(3)]
    alone = ("post", "changed", "its slug “2003” is none", 2)
    assert alike([*told, alone]) == [("post", "kept raw", "the picture …, gone", 3), alone]
