"""What a process makes for its work goes with it: at once, or after a kill when the next one comes."""

import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from blog.files.workfiles import FOLDER, LONGEST_UPLOAD, WorkFolder, held, take_away_left
from operations.tasks import drop_left_files

KILLED = """
import os
from blog.files.workfiles import WorkFolder
folder = WorkFolder()
(folder.path / "much").write_text("much")
print(folder.path, flush=True)
input()
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A place for temporary files that this test has for itself."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_folder_goes_at_its_end_and_with_what_is_in_it(temporary):
    with WorkFolder() as folder:
        (folder.path / "deep").mkdir()
        (folder.path / "deep/file").write_text("words")
        assert list(temporary.iterdir()) == [folder.path]
    assert list(temporary.iterdir()) == []
    folder.close()  # twice does no harm


def test_folder_of_a_killed_process_goes_when_the_next_is_made_and_not_before(temporary):
    command = [sys.executable, "-c", KILLED]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=os.environ | {"TMPDIR": str(temporary)}, **pipes) as other:
        theirs = Path(other.stdout.readline().strip())
        with WorkFolder() as ours:
            assert set(temporary.iterdir()) == {theirs, ours.path}
        other.communicate("\n")
    assert (theirs / "much").exists()
    with WorkFolder() as ours:
        assert list(temporary.iterdir()) == [ours.path]


def test_once_a_day_all_goes_that_killed_processes_left(temporary):
    old, new = temporary / "tmpab12cd_4.upload.png", temporary / "tmpab12cd_5.upload"
    others = temporary / "tmpab12cd.upload"
    for path in (old, new, others):
        path.write_text("bytes")
    for path in (old, others):
        os.utime(path, (0, time.time() - LONGEST_UPLOAD - 9))
    (temporary / "broadside-work-left").mkdir()
    assert drop_left_files.call() == 2
    assert set(temporary.iterdir()) == {new, others}


def test_what_others_have_there_stays(temporary):
    for name in ("broadside-works", "work-abc", "broadside-work-ab.c"):
        (temporary / name).mkdir()
    (temporary / "broadside-work-link").symlink_to(temporary / "work-abc")
    assert take_away_left(temporary, FOLDER) == 0
    assert len(list(temporary.iterdir())) == 4


def test_what_is_cleaned_up_in_the_instant_before_it_is_held_is_made_again(temporary):
    made = []

    def make():
        made.append(Path(tempfile.mkdtemp(prefix="broadside-work-")))
        if len(made) == 1:
            assert take_away_left(temporary, FOLDER) == 1
        return made[-1]

    path, descriptor = held(make)
    os.close(descriptor)
    assert (len(made), path) == (2, made[1])


def test_many_at_once_take_nothing_from_each_other(temporary):
    def work(number):
        with WorkFolder() as folder:
            (folder.path / "mine").write_text(str(number))
            return (folder.path / "mine").read_text() == str(number)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(100)))
    assert list(temporary.iterdir()) == []


def test_folder_that_cannot_be_listed_is_no_hindrance(temporary):
    assert take_away_left(temporary / "nowhere", re.compile(".*")) == 0
