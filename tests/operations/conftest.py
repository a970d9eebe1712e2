"""What tests of running a journal may ask for."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.demonstration import lantern, written
from tests.operations.running import ROOT, Site

__all__ = ["lantern", "written"]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data directories as a first start leaves them: `empty`, and `prepared` with the administrator ada
    (“a long one”). One process makes them for all, since nothing else in the tests takes as long; copy them.
    """
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    with (place / "begun.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "begun").exists():
            begin(place / "beginning")
            (place / "beginning").rename(place / "begun")
    return place / "begun"


def begin(place: Path) -> None:
    """A first start for real, and another directory with an administrator."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "empty").mkdir(parents=True)
    Site(place / "empty").start().stop()
    shutil.copytree(place / "empty", place / "prepared")
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput"]
    person = {"DJANGO_SUPERUSER_PASSWORD": "a long one", **Site(place / "prepared").environment}
    names = ["--username", "ada", "--email", "ada@example.org"]
    subprocess.run([*command, *names], cwd=ROOT, env=person, check=True, capture_output=True)


@pytest.fixture(scope="session")
def prepared(begun: Path) -> Path:
    """A journal that was started once, with the administrator ada (“a long one”)."""
    return begun / "prepared"


@pytest.fixture(scope="module")
def journal(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it that the tests of one module share."""
    return Path(shutil.copytree(prepared, tmp_path_factory.mktemp("journal") / "data"))
