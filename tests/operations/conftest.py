"""What tests of running a journal may ask for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.demonstration import lantern, written
from tests.operations.running import ROOT, Site

__all__ = ["lantern", "prepared", "written"]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory as a first start leaves it, with the administrator ada (“a long one”)."""
    directory = tmp_path_factory.mktemp("prepared")
    site = Site(directory)
    site.start().stop()
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput"]
    person = {"DJANGO_SUPERUSER_PASSWORD": "a long one", **site.environment}
    names = ["--username", "ada", "--email", "ada@example.org"]
    subprocess.run([*command, *names], cwd=ROOT, env=person, check=True, capture_output=True)
    return directory


@pytest.fixture(scope="module")
def journal(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it that the tests of one module share."""
    return Path(shutil.copytree(prepared, tmp_path_factory.mktemp("journal") / "data"))
