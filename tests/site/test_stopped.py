"""A command that is told to end tidies up and says in a sentence how things stand."""

import os
import signal
import subprocess
import sys
from importlib import import_module

import pytest
from django.core.management import get_commands

from tests.comments.realworker import ROOT, database_url

# In the middle of the work: the first piece of the export is written, the others are not asked for.
SCRIPT = """
import sys, time
import django
django.setup()
import wordpress.exporting.exporter as exporter
def pieces(self):
    yield "begun"
    print("at work", flush=True)
    time.sleep(60)
exporter.Export.pieces = pieces
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "export_wordpress", sys.argv[1]])
"""


@pytest.mark.parametrize("name", ["import_wordpress", "import_replies", "export_wordpress", "export_static"])
def test_commands_that_take_long_say_how_things_stand(name):
    command = import_module(f"{get_commands()[name]}.management.commands.{name}").Command
    assert command.stopped.endswith(".")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_export_that_is_told_to_end_leaves_nothing_and_says_so(number, tmp_path):
    where = {"DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path / "data")}
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "out.xml")],
        cwd=ROOT,
        env=os.environ | where | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    assert process.stdout.readline() == "at work\n", process.stderr.read()
    assert [path.suffix for path in tmp_path.glob(".*")] == [".part"]
    process.send_signal(number)
    assert process.communicate(timeout=60)[1].strip() == "Stopped. Nothing was changed."
    assert process.returncode == 130
    assert not [path for path in tmp_path.iterdir() if path.name != "data"]
