"""The kept copy of a migrated database is what the migrations make today; the ordinary run trusts its key."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable

import pytest
from django.db import connection

from tests.migrated import ROOT, InFile

MIGRATE = """
import sqlite3
import django
django.setup()
from django.db import connection
for line in sqlite3.connect(connection.creation.create_test_db(verbosity=0)).iterdump():
    print(line)
"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the file is for SQLite"),
]


def timeless(lines: Iterable[str]) -> str:
    return MOMENT.sub("", "\n".join(lines))


def test_copy_is_what_migrations_make(db):
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"}
    made = subprocess.run(
        [sys.executable, "-c", MIGRATE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout
    kept = sqlite3.connect(InFile().place)
    assert timeless(kept.iterdump()) == timeless(made.strip().split("\n"))
