"""Tools > Import, as an administrator uses it without scripts."""

import errno
import re
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from blog.models import Post, Tag
from comments.models import Reply
from tests.factories import make_user
from tests.wordpress import exports
from tests.wordpress.debates.sources import disqus_file, disqus_post, disqus_thread
from tests.wordpress.exports import comment, item, term
from wordpress import running, tasks
from wordpress.importing import hands
from wordpress.models import ImportRun, SentFile

pytestmark = pytest.mark.django_db
PAGE = "admin:wordpress_importrun_add"


@pytest.fixture
def administrator(client):
    client.force_login(make_user("ada", superuser=True))
    return client


@pytest.fixture
def files(tmp_path):
    """An export with one post and its comment, and a debate from Disqus about that post."""
    export = exports.write(tmp_path, item(1, comment(1), slug="the-well", title="The well"))
    thread = disqus_thread(1, "https://old.example/the-well/")
    debate = disqus_file(tmp_path, thread, disqus_post(2, 1))
    return [export, debate]


def chosen(files):
    return [SimpleUploadedFile(path.name, path.read_bytes()) for path in files]


def begin(client, *files):
    """One run over these files; the reader is led to its page."""
    answer = client.post(reverse("admin:wordpress_importrun_look"), {"files": chosen(files)})
    run = ImportRun.objects.latest("pk")
    assert answer.headers["Location"] == reverse("admin:wordpress_importrun_change", args=[run.pk])
    return run


def perform(run):
    call_command("run_import", run.pk)
    run.refresh_from_db()
    return run


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
    assert said == {"done": 3, "total": 9, "state": "running", "is_over": False}


def test_files_are_deleted_when_asked(administrator, files):
    run = perform(begin(administrator, files[0]))
    administrator.post(reverse("admin:wordpress_importrun_forget", args=[run.pk]))
    assert not SentFile.objects.exists()
    page = administrator.get(reverse("admin:wordpress_importrun_change", args=[run.pk])).content.decode()
    assert "Import now" not in page
    with pytest.raises(CommandError, match="files are still here"):
        call_command("run_import", run.pk)


def test_import_whose_process_was_killed_is_begun_again_once(administrator, files, monkeypatch):
    run = begin(administrator, files[0])
    spawned = []
    monkeypatch.setattr(running, "spawn", lambda runs: spawned.extend(run.pk for run in runs))
    tasks.start_imports.call([run.pk])
    ImportRun.objects.filter(pk=run.pk).update(
        state=ImportRun.State.RUNNING, touched_at=timezone.now() - running.STALLED * 2
    )
    assert (tasks.resume_imports.call(), tasks.resume_imports.call()) == (1, 0)
    tasks.start_imports.call([run.pk])
    assert spawned == [run.pk, run.pk]


@pytest.fixture
def ending_at_once(monkeypatch):
    """Processes that are killed as soon as they have begun."""
    monkeypatch.setattr(running, "at_work", [])
    popen, left = subprocess.Popen, []

    def killed(command, **options):
        left.append(command[-1])
        return popen([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], **options)

    monkeypatch.setattr(running.subprocess, "Popen", killed)
    return left


def test_import_whose_process_was_seen_to_end_is_begun_again_at_once(administrator, files, ending_at_once):
    run = begin(administrator, files[0])
    tasks.start_imports.call([run.pk])
    running.at_work[0][0].wait()
    assert tasks.resume_imports.call() == 1
    running.at_work[0][0].wait()
    perform(run)  # somebody else has ended it meanwhile
    assert tasks.resume_imports.call() == 0
    assert ending_at_once == [str(run.pk)] * 2


def test_import_whose_processes_are_always_killed_is_given_up_in_a_sentence(
    administrator, files, monkeypatch
):
    monkeypatch.setattr(running, "bring", lambda *arguments: None)  # as if killed before its end
    monkeypatch.setattr(running, "spawn", lambda runs: [running.perform(run) for run in runs])
    run = begin(administrator, files[0])
    tasks.start_imports.call([run.pk])
    for _ in range(running.ATTEMPTS):
        ImportRun.objects.filter(pk=run.pk).update(touched_at=timezone.now() - running.STALLED * 2)
        tasks.resume_imports.call()
    run.refresh_from_db()
    assert run.error == "Its process was killed 5 times. Import again to go on where it was."
    assert (run.begun, run.is_over, tasks.resume_imports.call()) == (5, True, 0)


def test_files_that_are_read_are_said_to_be(administrator):
    run = ImportRun.objects.create(source="a", state=ImportRun.State.WAITING, total=9, dry=True)
    said = administrator.get(reverse("admin:wordpress_importrun_progress", args=[run.pk])).json()
    assert (said["state"], said["is_over"]) == ("reading the files", False)


def test_import_on_the_terminal_is_not_begun_again(db):
    old = timezone.now() - running.STALLED * 2
    ImportRun.objects.create(source="a", state=ImportRun.State.RUNNING, touched_at=old)
    assert running.resume_stalled() == 0


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


FULL = [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")]


def failing(error):
    def fail(*arguments, **options):
        raise error

    return fail


@pytest.mark.parametrize("error", FULL, ids=["disk", "database"])
def test_full_disk_ends_sending_in_a_sentence_and_takes_away_what_had_arrived(
    administrator, monkeypatch, error
):
    address = reverse("admin:wordpress_importrun_send")
    begun = administrator.post(address, {"name": "old.xml", "size": 9}).json()
    administrator.post(address, {"id": begun["id"], "offset": 0, "part": SimpleUploadedFile("blob", b"abc")})
    sent = SentFile.objects.get()
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", failing(error))
    more = {"id": begun["id"], "offset": 3, "part": SimpleUploadedFile("blob", b"def")}
    answer = administrator.post(address, more)
    assert (answer.status_code, "no room left" in answer.json()["error"]) == (507, True)
    assert not SentFile.objects.exists()
    assert not [path for path in Path(default_storage.location).rglob("*") if sent.token in str(path)]


@pytest.mark.parametrize(
    "place",
    [
        "django.core.files.storage.FileSystemStorage._save",
        "django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk",
    ],
)
def test_full_disk_is_said_to_whoever_sends_without_scripts(administrator, files, monkeypatch, place):
    monkeypatch.setattr(place, failing(FULL[0]))
    answer = administrator.post(
        reverse("admin:wordpress_importrun_look"), {"files": chosen(files)}, follow=True
    )
    assert "There is no room left on the server" in answer.content.decode()
    assert not SentFile.objects.exists()
    assert not ImportRun.objects.exists()


def test_who_was_logged_out_while_sending_is_told_so(client):
    answer = client.post(reverse("admin:wordpress_importrun_send"), {"name": "a", "size": 9})
    assert (answer.status_code, "logged out" in answer.json()["error"]) == (403, True)
