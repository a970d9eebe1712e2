"""`import_replies` as somebody types it."""

import json

import pytest
from django.core.management import CommandError, call_command

from comments.models import Reply
from tests.factories import make_post
from tests.wordpress.debates.sources import disqus_file, disqus_post, disqus_thread
from wordpress.ledger import Ledger
from wordpress.models import ImportRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(tmp_path):
    make_post(slug="the-well")
    threads = [disqus_thread(1, "https://old.example/the-well/"), disqus_thread(3, "https://old.example/no/")]
    return disqus_file(tmp_path, *threads, disqus_post(2, 1), disqus_post(4, 3))


def test_summary_and_report_account_for_everything(export, tmp_path, capsys):
    call_command("import_replies", export, report=tmp_path / "report.json")
    said = capsys.readouterr().out
    report = json.loads((tmp_path / "report.json").read_text())
    run = ImportRun.objects.get()
    assert "no article here has, or had, the address “https://old.example/no/”" in said
    assert "comment                   2            1            1" in said
    assert report["counts"]["comment"] == run.counts["comment"]
    assert (report["counts"]["comment"]["created"], report["counts"]["comment"]["left_out"]) == (1, 1)
    assert (run.state, run.files) == (ImportRun.State.COMPLETE, ["disqus.xml"])


def test_look_leaves_no_trace(export, capsys):
    call_command("import_replies", export, dry_run=True)
    assert "Nothing was written" in capsys.readouterr().out
    assert (Reply.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_list_of_addresses_is_read_from_a_file(export, tmp_path):
    moves = tmp_path / "addresses.csv"
    moves.write_text("https://old.example/no/,/the-well/\n")
    call_command("import_replies", export, addresses=moves)
    assert Reply.objects.count() == 2


def test_bad_list_of_addresses_is_refused_by_its_line(export, tmp_path):
    moves = tmp_path / "addresses.csv"
    moves.write_text("https://old.example/no/,/the-well/\nalone\n")
    with pytest.raises(CommandError, match=r"addresses\.csv, line 2: .* Nothing was changed\."):
        call_command("import_replies", export, addresses=moves)
    assert Reply.objects.count() == 0


def test_broken_export_ends_the_run_with_its_reason(export):
    export.write_bytes(export.read_bytes()[:-20])
    with pytest.raises(CommandError, match=r"breaks off .* Nothing was changed\."):
        call_command("import_replies", export)
    run = ImportRun.objects.get()
    assert (run.state, Reply.objects.count()) == (ImportRun.State.STOPPED, 0)
    assert "breaks off" in run.error


def test_what_is_not_accounted_for_is_an_error(export, monkeypatch):
    monkeypatch.setattr(Ledger, "is_even", property(lambda ledger: False))
    with pytest.raises(CommandError, match="Not everything there is accounted for"):
        call_command("import_replies", export)
