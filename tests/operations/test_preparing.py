"""Two starts at the same moment: one brings the database up to date, the other waits and finds it done."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from operations.preparing import WAITING
from tests.comments.realworker import ROOT, database_url

pytestmark = pytest.mark.django_db(transaction=True)

PREPARE = """
import django, sys, time
django.setup()
from pathlib import Path
from operations import preparing
journal = Path(sys.argv[1])
other_waits = journal.with_name("other-waits")
def say(text):
    print(text)
    if text == preparing.WAITING:
        other_waits.touch()
def migrate(*args, **kwargs):
    with journal.open("a") as file:
        print("begun", file=file, flush=True)
        until = time.monotonic() + 60
        while not other_waits.exists() and time.monotonic() < until:
            time.sleep(0.02)
        print("done", file=file, flush=True)
preparing.is_migrated = lambda: journal.exists() and "done" in journal.read_text()
preparing.call_command = migrate
preparing.collect_static_files = lambda say: None
preparing.prepare(say)
"""


def start(code, data, *arguments, **environment):
    given = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(data),
        "DEMO": "0",
        **environment,
    }
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=given, stdout=subprocess.PIPE, text=True)


def test_of_two_starts_at_once_one_prepares(tmp_path):
    """On PostgreSQL they are two machines."""
    names = ("a", "b") if connection.vendor == "postgresql" else ("a", "a")
    journal = tmp_path / "journal"
    both = [start(PREPARE, tmp_path / name, str(journal)) for name in names]
    said = [each.communicate(timeout=120)[0] for each in both]
    assert [each.returncode for each in both] == [0, 0]
    assert journal.read_text().split() == ["begun", "done"]
    assert sorted(WAITING in text for text in said) == [False, True]
