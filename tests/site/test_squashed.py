"""A new database gets its tables from a few migrations, and one of any earlier version ends up the same."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from blog import migrated
from operations import preparing
from tests.comments.realworker import ROOT, database_url

APPS = ("blog", "comments", "wordpress")
# Of each app the last migration that had been made at some day; then what replaces them.
EARLIER = {
    "the first debates": {"blog": "0005", "comments": "0004"},
    "before imports": {"blog": "0009", "comments": "0010"},
    "before shelves": {"blog": "0020", "comments": "0015", "wordpress": "0003"},
    "all but the last": {"blog": "0027", "comments": "0019", "wordpress": "0006"},
    "all": {"blog": "0028", "comments": "0020", "wordpress": "0007"},
}
MIGRATE = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from tests.site import schemas
executor = MigrationExecutor(connection)
executor.loader = MigrationLoader(connection, replace_migrations=False)
wanted = json.loads(sys.argv[1])
reached = [key for key in executor.loader.disk_migrations if wanted.get(key[0], "-") == key[1][:4]]
reached = [key for key in reached if "squashed" not in key[1]]
assert len(reached) == len(wanted)
if reached:
    executor.migrate(reached)
call_command("migrate", verbosity=0)
told = {"schema": schemas.schema(), "groups": schemas.groups()}
print(json.dumps(told, default=lambda found: sorted(found)))
"""


@pytest.mark.parametrize("app", APPS)
def test_it_replaces_all_that_came_before(app):
    loader = MigrationLoader(None)
    (name,) = (name for label, name in loader.replacements if label == app)
    replaced = [key[1] for key in loader.disk_migrations[app, name].replaces]
    others = sorted(each for label, each in loader.disk_migrations if label == app and each != name)
    assert replaced == others[: len(replaced)]
    assert name.endswith(f"_squashed_{replaced[-1]}")


def test_it_leads_to_the_same_models():
    new, earlier = MigrationLoader(None), MigrationLoader(None, replace_migrations=False)
    for one, other in ((new, earlier), (earlier, new)):
        assert MigrationAutodetector(one.project_state(), other.project_state()).changes(one.graph) == {}


@pytest.mark.django_db
def test_start_notes_what_replaces_what_the_database_has(monkeypatch):
    recorder = MigrationRecorder(connection)
    for key in MigrationLoader(connection).replacements:
        recorder.record_unapplied(*key)
    assert not preparing.is_migrated()
    assert preparing.pending_migrations() == []
    monkeypatch.setattr(preparing, "collect_static_files", lambda say: None)
    preparing.prepare_now(lambda text: None)
    assert preparing.is_migrated()
    migrated.refuse_unprepared()


def made(tmp_path, wanted):
    """Schema and groups of a database that was migrated so far, and then with all there is."""
    given = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", MIGRATE, json.dumps(wanted)]
    if connection.vendor == "sqlite":
        address = f"sqlite:///{tmp_path / 'some.sqlite3'}"
        return run(command, given | {"DATABASE_URL": address})
    name = f"{connection.settings_dict['NAME']}_earlier"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            address = database_url().replace(f"/{connection.settings_dict['NAME']}", f"/{name}")
            return run(command, given | {"DATABASE_URL": address})
        finally:
            cursor.execute(f'DROP DATABASE "{name}"')


def run(command, given):
    return json.loads(subprocess.run(command, cwd=ROOT, env=given, stdout=subprocess.PIPE, check=True).stdout)


@pytest.mark.soak
@pytest.mark.django_db
def test_database_of_any_earlier_version_becomes_what_a_new_one_is(tmp_path):
    (tmp_path / "new").mkdir()
    new = made(tmp_path / "new", {})
    for day, wanted in EARLIER.items():
        (tmp_path / day).mkdir()
        earlier = made(tmp_path / day, wanted)
        assert earlier["groups"] == new["groups"], day
        names = earlier["schema"].keys() | new["schema"].keys()
        apart = {name for name in names if earlier["schema"].get(name) != new["schema"].get(name)}
        assert {name: (earlier["schema"].get(name), new["schema"].get(name)) for name in apart} == {}, day
