"""The process manager, run for real: it prepares, serves, and leaves nothing behind."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from operations.serving import port_problem
from tests.operations.running import Site, alive
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory, prepared by a first start, that the tests of this module share."""
    return Path(shutil.copytree(begun / "empty", tmp_path_factory.mktemp("first") / "data"))


@pytest.fixture
def site(data: Path) -> Iterator[Site]:
    """A running site."""
    site = Site(data).start()
    yield site
    if site.process.poll() is None:
        site.stop(signal.SIGKILL)


def test_empty_journal_is_served_and_says_how_to_make_its_administrator(site):
    assert site.get("/readyz") == (200, "ok\n")
    assert "createsuperuser" in site.said()
    assert f"DATA_DIR={site.environment['DATA_DIR']}" in site.said()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_stops_everything_it_started(site, number):
    family = site.whole_family()
    assert site.stop(number) == 0
    assert alive(family) == set()


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_signal_to_make_alone_stops_everything(data, tmp_path, number):
    makefile = tmp_path / "Makefile"
    command = f"{sys.executable} manage.py serve --prepare --with-parent"
    makefile.write_text(f"run:\n\t@exec {command}\n")
    site = Site(data)
    site.command = ["make", "--file", str(makefile), "run"]
    site.start()
    family = site.whole_family(5)  # with make
    site.stop(number)
    assert alive(family) == set()


def test_nothing_outlives_a_manager_that_was_killed(site):
    family = site.whole_family()
    site.stop(signal.SIGKILL)
    assert alive(family) == set()


def test_second_start_prepares_nothing(site):
    assert "Preparing" not in site.said()
    assert "Collecting" not in site.said()


def test_taken_port_is_one_sentence(site):
    command = [sys.executable, "manage.py", "serve"]
    done = subprocess.run(
        command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"Port {site.port} is taken: stop what uses it, or choose another: `make run PORT={site.port + 1}`."
    )


def status_of(task: str, data: Path) -> str:
    """As it stands in the database of the running site."""
    asked = "SELECT status FROM django_tasks_database_dbtaskresult WHERE id = ?"
    with closing(sqlite3.connect(data / "broadside.sqlite3", timeout=30)) as database:
        return str(database.execute(asked, [UUID(task).hex]).fetchone()[0])


def test_task_runs_in_the_worker(site, data):
    code = "from operations.tasks import drop_old_results as task; print(task.enqueue().id)"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    number = subprocess.check_output(command, cwd=ROOT, env=site.environment, text=True).strip()
    limit = time.monotonic() + 120
    while status_of(number, data) != "SUCCESSFUL" and time.monotonic() < limit:
        time.sleep(0.05)
    assert status_of(number, data) == "SUCCESSFUL"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT is 'eighty', but it must be a whole number from 1 to 65535."),
        ({"DATABASE_URL": "postgres:///x?host=/nowhere"}, "The database does not answer: "),
        ({"HOST": "203.0.113.1"}, "HOST is '203.0.113.1', but it must be an address of this machine"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path, environment, sentence):
    site = Site(tmp_path, **environment)
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", "--prepare"],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.strip().splitlines()) == 1


def test_free_port_is_no_problem():
    assert port_problem("127.0.0.1", free_port()) == ""
