"""Commands on a database without its tables, or with those of an earlier version: a sentence says so."""

import os
import subprocess
import sys
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from blog.migrated import NEW, OLD, SiteCommand
from tests.comments.realworker import ROOT, database_url

OURS = {
    name for name, app in get_commands().items() if app in {"blog", "comments", "operations", "wordpress"}
}
OTHERS = {"serve"}
MOVING = {
    "import_wordpress": ["nothing.xml"],
    "import_replies": ["nothing.xml"],
    "export_wordpress": ["out.xml"],
    "export_static": ["out"],
    "run_import": ["1"],
    "recount_replies": [],
}


def test_every_command_looks_before_it_asks():
    asked = OURS - OTHERS
    assert asked >= set(MOVING)
    for name in asked:
        module = import_module(f"{get_commands()[name]}.management.commands.{name}")
        assert issubclass(module.Command, SiteCommand), name


@pytest.mark.django_db
@pytest.mark.parametrize("command", MOVING)
def test_database_of_an_earlier_version_is_refused_in_a_sentence(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    MigrationRecorder(connection).record_unapplied("wordpress", "0006_recovering")
    with pytest.raises(CommandError) as refused:
        call_command(command, *MOVING[command])
    assert str(refused.value) == f"{OLD} Nothing was changed."
    assert not list(tmp_path.iterdir())


@pytest.fixture
def empty_database(tmp_path):
    """The address of a database that nobody has migrated."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_new"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield database_url().replace(f"/{connection.settings_dict['NAME']}", f"/{name}")
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["import_wordpress", "export_static"])
def test_new_database_is_refused_in_a_sentence(command, empty_database, tmp_path):
    given = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": empty_database, "DEMO": "0"}
    given["DJANGO_SETTINGS_MODULE"] = "config.settings"
    asked = [sys.executable, "manage.py", command, *MOVING[command]]
    done = subprocess.run(asked, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == f"CommandError: {NEW} Nothing was changed."
