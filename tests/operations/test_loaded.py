"""What a start does not wait for."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from blog import migrated
from operations import preparing

# Each takes a part of a second, or brings along what does, and no page needs it.
UNNEEDED = """
    rest_framework requests urllib3 docutils yaml boto3 botocore redis psycopg2
    django_comments_xtd.api django_comments_xtd.templatetags.comments_xtd
    django.contrib.postgres.fields django.contrib.admindocs.views django.test unittest
    wordpress.importing wordpress.content wordpress.exporting operations.staticcopy tests pytest
""".split()
LOAD = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
import operations.management.commands.serve
from operations.forking import load
load()
import config.wsgi
print(*sys.modules, sep="\\n")
"""


def test_serving_loads_nothing_that_no_page_needs(tmp_path):
    environment = {"DATA_DIR": str(tmp_path), "PATH": "", "PYTHONPATH": str(settings.BASE_DIR)}
    command = [sys.executable, "-c", LOAD]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "blog.views.articles" in loaded
    assert not loaded.intersection(UNNEEDED)


@pytest.mark.django_db
def test_migrations_are_known_by_their_files_and_loaded_only_if_one_is_missing(monkeypatch):
    assert migrated.migrations_there() == set(MigrationLoader(connection).disk_migrations)
    with monkeypatch.context() as patch:
        patch.setattr(preparing, "MigrationExecutor", None)
        assert preparing.pending_migrations() == []
    MigrationRecorder(connection).record_unapplied("comments", "0020_asked_by_mail")
    assert preparing.pending_migrations() == ["comments.0020_asked_by_mail"]
