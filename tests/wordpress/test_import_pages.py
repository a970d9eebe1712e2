"""Tools > Import, as an administrator uses it without scripts."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from blog.models import Post, Tag
from comments.models import Reply
from tests.factories import make_user
from tests.wordpress import exports
from tests.wordpress.exports import item, term
from tests.wordpress.pages import begin, chosen, perform
from wordpress.importing import hands
from wordpress.models import ImportRun, SentFile

pytestmark = pytest.mark.django_db
PAGE = "admin:wordpress_importrun_add"


def test_look_then_import_then_ledger(administrator, files):
    run = begin(administrator, files[0])
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[run.pk])).content.decode()
    assert (run.dry, run.state) == (True, ImportRun.State.WAITING)
    assert "It goes on if you close this page" in page
    perform(run)
    assert (run.state, Post.objects.count()) == (ImportRun.State.COMPLETE, 0)
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[run.pk])).content.decode()
    assert "This was only a look" in page
    assert "Import now" in page
    administrator.post(reverse("admin:wordpress_importrun_go", args=[run.pk]))
    real = perform(ImportRun.objects.latest("pk"))
    assert (real.dry, real.state, real.done) == (False, ImportRun.State.COMPLETE, real.total)
    assert list(Reply.objects.values_list("post__slug", flat=True)) == ["the-well"]
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[real.pk])).content.decode()
    assert "Import again" in page


def test_other_taxonomies_are_chosen_at_the_look(administrator, tmp_path):
    export = exports.write(
        tmp_path, item(1, term("series", "war", "War"), term("region", "levant", "Levant"))
    )
    run = perform(begin(administrator, export))
    assert not Tag.objects.exists()
    address = reverse("admin:wordpress_importrun_change", args=[run.pk])
    page = administrator.get(address).content.decode()
    assert re.findall(r'name="as_tags" value="(\w+)"( checked)?', page) == [("region", ""), ("series", "")]
    assert "1 term, on 1 article" in " ".join(page.split())
    chosen = {"as_tags": ["series", "post_format"]}
    administrator.post(reverse("admin:wordpress_importrun_go", args=[run.pk]), chosen)
    real = perform(ImportRun.objects.latest("pk"))
    assert (real.as_tags, Tag.objects.get().name) == (["series"], "War")
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[real.pk])).content.decode()
    assert re.findall(r'name="as_tags" value="(\w+)"( checked)?', page) == [
        ("region", ""),
        ("series", " checked"),
    ]


def test_other_processes_make_its_texts_ready(administrator, files, monkeypatch):
    """They are there before the heart begins to beat, which is a thread."""
    monkeypatch.setattr(hands, "WORTH_IT", 1)
    monkeypatch.setattr(hands.os, "sched_getaffinity", lambda pid: {0, 1, 2})
    ours, count = threading.active_count() - 1, threading.active_count  # a worker of the tests has one
    monkeypatch.setattr(hands.threading, "active_count", lambda: count() - ours)
    helpers, ask = [], hands.Hands.ask
    monkeypatch.setattr(
        hands.Hands, "ask", lambda self, numbers: helpers.append(len(self.helpers)) or ask(self, numbers)
    )
    perform(begin(administrator, files[0]))
    assert helpers == []  # a look shows nothing
    administrator.post(reverse("admin:wordpress_importrun_go", args=[ImportRun.objects.get().pk]))
    real = perform(ImportRun.objects.latest("pk"))
    assert (real.state, helpers) == (ImportRun.State.COMPLETE, [2])


def test_site_and_its_debate_are_runs_of_their_own_in_their_order(administrator, files):
    address = reverse("admin:wordpress_importrun_look")
    answer = administrator.post(address, {"files": chosen(reversed(files))})
    assert answer.headers["Location"] == reverse("admin:wordpress_importrun_changelist")
    for run in ImportRun.objects.order_by("pk"):
        administrator.post(reverse("admin:wordpress_importrun_go", args=[run.pk]))
    real = ImportRun.objects.filter(dry=False).order_by("pk")
    call_command("run_import", *[run.pk for run in real])
    assert [run.files for run in real] == [["export.xml"], ["disqus.xml"]]
    assert [run.state for run in real.all()] == [ImportRun.State.COMPLETE] * 2
    assert list(Reply.objects.values_list("post__slug", flat=True)) == ["the-well"] * 2


def test_file_sent_in_parts_stands_on_the_page_and_comes_along(administrator, files):
    data, address = files[0].read_bytes(), reverse("admin:wordpress_importrun_send")
    begun = administrator.post(address, {"name": "old.xml", "size": len(data)}).json()
    for start in range(0, len(data), 500):
        blob = SimpleUploadedFile("blob", data[start : start + 500])
        answer = administrator.post(address, {"id": begun["id"], "offset": start, "part": blob})
    assert answer.json()["received"] == len(data)
    assert "old.xml" in administrator.get(reverse(PAGE)).content.decode()
    administrator.post(reverse("admin:wordpress_importrun_look"), {"sent": begun["id"]})
    run = perform(ImportRun.objects.get())
    assert (run.state, run.files) == (ImportRun.State.COMPLETE, ["old.xml"])
    assert "old.xml" not in administrator.get(reverse(PAGE)).content.decode()


def test_part_out_of_place_is_told_what_has_arrived(administrator):
    address = reverse("admin:wordpress_importrun_send")
    begun = administrator.post(address, {"name": "old.xml", "size": 9}).json()
    blob = SimpleUploadedFile("blob", b"abc")
    answer = administrator.post(address, {"id": begun["id"], "offset": 5, "part": blob})
    assert (answer.status_code, answer.json()["received"]) == (409, 0)
    assert administrator.post(address, {"name": "x", "size": "lots"}).status_code == 422


def test_nobody_sends_to_anothers_file(administrator, client):
    begun = administrator.post(reverse("admin:wordpress_importrun_send"), {"name": "a", "size": 9}).json()
    client.force_login(make_user("eve", superuser=True))
    blob = SimpleUploadedFile("blob", b"abc")
    posted = {"id": begun["id"], "offset": 0, "part": blob}
    assert client.post(reverse("admin:wordpress_importrun_send"), posted).status_code == 404


def test_nothing_chosen_is_said(administrator):
    answer = administrator.post(reverse("admin:wordpress_importrun_look"), follow=True)
    assert "Choose at least one file." in answer.content.decode()


def test_file_that_is_no_export_is_refused_in_a_sentence(administrator, tmp_path):
    bad = tmp_path / "page.xml"
    bad.write_text("<html><body>Log in</body></html>")
    run = perform(begin(administrator, bad))
    assert run.state == ImportRun.State.STOPPED
    assert run.error.endswith("Nothing was changed.")
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[run.pk])).content.decode()
    assert "Nothing was changed." in page


def test_what_is_whole_of_a_file_that_is_cut_off_comes_in_if_asked(administrator, files):
    files[0].write_bytes(files[0].read_bytes()[:-9])
    stopped = perform(begin(administrator, files[0]))
    assert "“Take what is whole” brings" in stopped.error
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[stopped.pk])).content.decode()
    assert ("Import now" in page, 'form="import-look" name="recovers"' in page) == (False, True)
    sent = stopped.sent_files.values_list("pk", flat=True)
    administrator.post(reverse("admin:wordpress_importrun_look"), {"sent": sent, "recovers": "1"})
    run = perform(ImportRun.objects.latest("pk"))
    administrator.post(reverse("admin:wordpress_importrun_go", args=[run.pk]))
    perform(ImportRun.objects.latest("pk"))
    assert Post.objects.get().title == "The well"


def test_progress_is_told_to_any_tab(administrator):
    run = ImportRun.objects.create(source="a", state=ImportRun.State.RUNNING, done=3, total=9)
    said = administrator.get(reverse("admin:wordpress_importrun_progress", args=[run.pk])).json()
    assert said == {"done": 3, "total": 9, "numbers": "3 / 9", "state": "running", "is_over": False}


def test_files_are_deleted_when_asked(administrator, files):
    run = perform(begin(administrator, files[0]))
    administrator.post(reverse("admin:wordpress_importrun_forget", args=[run.pk]))
    assert not SentFile.objects.exists()
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[run.pk])).content.decode()
    assert "Import now" not in page
    with pytest.raises(CommandError, match="files are still here"):
        call_command("run_import", run.pk)


def test_import_on_the_terminal_that_was_killed_is_shown_as_stopped(administrator):
    now = timezone.now()
    for source, minutes in (("Killed Journal", 6), ("Living Journal", 1)):
        ImportRun.objects.create(
            source=source, state=ImportRun.State.RUNNING, touched_at=now - timedelta(minutes=minutes)
        )
    page = administrator.get("/admin/wordpress/importrun/").content.decode()
    rows = {name: row for row in page.split("<tr")[1:] for name in ("Killed", "Living") if name in row}
    assert "stopped" in rows["Killed"]
    assert "running" in rows["Living"]
