"""What a machine lacks is said in one sentence, before anything is made."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRETEND = """#!/bin/sh
case "$2" in
    *python_version*) echo {version} ;;
    *version_info*) exit {old} ;;
    *ensurepip*) exit {bare} ;;
    *) exit 1 ;;
esac
"""


def install(place: Path, *, version: str = "", old: bool = False, bare: bool = False):
    """Run the script in a directory of its own, with a pretended Python or none."""
    (place / "operations").mkdir()
    shutil.copy(ROOT / "operations" / "install.sh", place / "operations")
    (place / "requirements.txt").write_text("")
    python = place / "python"
    if version:
        python.write_text(PRETEND.format(version=version, old=int(old), bare=int(bare)))
        python.chmod(0o755)
    return subprocess.run(
        ["sh", "operations/install.sh", "requirements.txt"],
        cwd=place,
        env={"PATH": "/usr/bin:/bin", "BROADSIDE_PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("machine", "sentence"),
    [
        ({}, "Broadside needs Python 3.11 or newer, and this machine has none."),
        (
            {"version": "3.9.2", "old": True},
            "Broadside needs Python 3.11 or newer, and this machine has Python 3.9.2.",
        ),
        ({"version": "3.11.2", "bare": True}, "Python 3.11.2 is here without its venv module: install it"),
    ],
)
def test_what_is_missing_is_one_sentence(tmp_path, machine, sentence):
    done = install(tmp_path, **machine)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / ".venv").exists()


def test_nothing_is_done_where_the_lock_is_installed(tmp_path):
    installed = tmp_path / ".venv" / "bin"
    installed.mkdir(parents=True)
    (tmp_path / ".venv" / "requirements.txt").write_text("")
    (installed / "python").write_text("#!/bin/sh\nexit 0\n")
    (installed / "python").chmod(0o755)
    done = install(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
