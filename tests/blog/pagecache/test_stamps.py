"""The map of stamps, as several processes see it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from blog.pagecache import stamps
from blog.pagecache.stamps import EVERYTHING, Stamps, slot

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def here(tmp_path):
    return Stamps(tmp_path / "stamps")


def elsewhere(path, code):
    """Another process that has the map as `m`."""
    head = "from blog.pagecache.stamps import *; from pathlib import Path; import os, sys;"
    head += f"m = Stamps(Path({str(path)!r}));"
    return subprocess.Popen([sys.executable, "-c", head + code], cwd=ROOT, stdout=subprocess.PIPE)


def test_another_process_sees_a_change_at_once(here):
    before = here.serial
    elsewhere(here.path, "m.bump([slot('post:12')])").wait()
    assert here.words[slot("post:12")] > before
    assert here.words[slot("post:13")] == 0


def test_stamps_only_rise_whoever_writes(here):
    writers = [
        elsewhere(here.path, "[m.bump([slot('post:1'), slot('post:2')]) for _ in range(500)]")
        for _ in range(2)
    ]
    first = here.serial
    for writer in writers:
        writer.wait()
    assert here.serial == here.words[slot("post:1")] >= first
    assert here.words[slot("post:1")] == here.words[slot("post:2")]
    again = Stamps(here.path)
    assert again.serial == here.serial


def test_a_file_made_anew_has_never_been_so_low(here):
    last = here.serial
    here.path.unlink()
    assert not here.is_current()
    assert Stamps(here.path).serial > last


def test_what_is_announced_is_suspected_until_it_is_settled(here):
    record = here.mark([slot("post:12")])
    assert here.suspects([slot("post:12")])
    assert not here.suspects([slot("post:13")])
    here.settle(record, [slot("post:12")])
    assert not here.suspects([slot("post:12")])


def test_two_writers_of_one_thing_are_told_apart(here):
    first, second = here.mark([slot("post:12")]), here.mark(None)
    here.settle(first, [slot("post:12")])
    assert here.suspects([slot("post:99")])
    here.settle(second, [EVERYTHING])
    assert not here.suspects([slot("post:12")])


def test_a_writer_that_is_killed_leaves_suspicion_and_later_a_change(here, monkeypatch):
    dying = elsewhere(
        here.path,
        "m.mark([slot('post:12')]); print('x', flush=True); sys.stdin.read() or os.kill(os.getpid(), 9)",
    )
    dying.stdout.read(1)
    dying.send_signal(signal.SIGKILL)
    dying.wait()
    assert here.suspects([slot("post:12")])
    assert here.heal() == 0  # the database may still be carrying out its COMMIT
    before = here.serial
    monkeypatch.setattr(stamps, "LOST_AFTER", 0)
    assert here.heal() == 1
    assert not here.suspects([slot("post:12")])
    assert here.words[slot("post:12")] > before


def test_a_writer_that_lives_is_not_taken_for_dead(here, monkeypatch):
    monkeypatch.setattr(stamps, "LOST_AFTER", 0)
    here.mark([slot("post:12")])
    assert here.heal() == 0
    assert here.words[stamps.PENDING] == 1


def test_the_number_of_a_dead_process_may_belong_to_another(here):
    assert stamps.birth_of(os.getpid()) > 0
    assert stamps.birth_of(2**22 + 1) == 0
