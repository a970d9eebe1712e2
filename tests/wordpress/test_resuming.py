"""Imports begun in the browser whose process was killed go on by themselves."""

import os
import signal
import subprocess
import sys

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.operations.running import ROOT
from tests.wordpress.pages import begin, perform
from wordpress import running, tasks
from wordpress.models import ImportRun

pytestmark = pytest.mark.django_db


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


SCRIPT = """
import time, django
django.setup()
from wordpress.management.commands import run_import
def at_work(*arguments, **options):
    try:
        print("at work", flush=True)
        time.sleep(60)
    except BaseException:
        print("marked as stopped")
run_import.Command.execute = at_work
run_import.Command().run_from_argv(["manage.py", "run_import", "1"])
"""


def test_ctrl_c_that_stops_the_server_marks_no_import_as_stopped(tmp_path):
    environment = os.environ | {
        "DATA_DIR": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "at work\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60)[0] == ""
    assert process.returncode == -signal.SIGINT


def test_files_that_are_read_are_said_to_be(administrator):
    run = ImportRun.objects.create(source="a", state=ImportRun.State.WAITING, done=5, total=9, dry=True)
    said = administrator.get(reverse("admin:wordpress_importrun_progress", args=[run.pk])).json()
    assert (said["state"], said["numbers"], said["is_over"]) == ("reading the files", "55 %", False)


def test_import_on_the_terminal_is_not_begun_again(db):
    old = timezone.now() - running.STALLED * 2
    ImportRun.objects.create(source="a", state=ImportRun.State.RUNNING, touched_at=old)
    assert running.resume_stalled() == 0
