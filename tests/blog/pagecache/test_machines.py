"""Two machines (two directories, one Redis): what one changes, the other does not serve."""

import os
import signal
import subprocess
import time
from contextlib import nullcontext

import pytest
from django.db import DatabaseError, transaction

from blog.models import Post
from blog.pagecache import house, machines
from blog.pagecache.machines import Follower, Machines, problem
from blog.pagecache.stamps import EVERYTHING, LEASE, Stamps, slot
from blog.pagecache.untold import Listener
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = [slot("post:12")]


class Server:
    """A real Redis on a socket, which can be stopped, held up and lost."""

    def __init__(self, directory):
        self.socket = directory / "redis.sock"
        self.command = [
            "redis-server",
            "--port",
            "0",
            "--unixsocket",
            str(self.socket),
            "--save",
            "",
            "--dir",
        ]
        self.command.append(str(directory))
        self.start()

    @property
    def url(self):
        return f"unix://{self.socket}"

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        wait_for(lambda: machines.connected(self.url).ping())

    def kill(self):
        self.process.kill()
        self.process.wait()

    def hold(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)


def wait_for(holds, seconds=30):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            if holds():
                return
        except (machines.RedisError, OSError):
            pass
        time.sleep(0.01)
    raise AssertionError("it never came true")


@pytest.fixture
def redis(tmp_path, redis_program):
    server = Server(tmp_path)
    yield server
    server.go_on()
    server.kill()


class Machine:
    """One machine with a follower."""

    def __init__(self, directory, url):
        directory.mkdir()
        self.stamps = Stamps(directory / "stamps")
        self.machines = Machines(url, "test", directory, self.stamps)
        self.follower = Follower(self.machines, directory)
        self.thread = self.follower.start()
        wait_for(self.may_serve)

    def may_serve(self):
        return self.stamps.words[LEASE] > time.monotonic_ns()

    def would_serve(self, start):
        """Whether it would give a reader a page of that age that shows the thing."""
        newest = max(self.stamps.words[place] for place in (EVERYTHING, *PLACES))
        return self.may_serve() and newest <= start and not self.stamps.suspects(PLACES)

    def stop(self):
        self.follower.is_stopped.set()
        self.thread.join(10)


@pytest.fixture
def two(tmp_path, redis):
    found = [Machine(tmp_path / name, redis.url) for name in ("one", "two")]
    yield found
    for machine in found:
        machine.stop()


def write(machine):
    """As a commit does."""
    entry = machine.machines.announce(PLACES)
    machine.machines.tell(entry, PLACES)


def test_whoever_has_written_has_told_the_other(two):
    one, other = two
    for _ in range(20):
        wait_for(lambda: other.would_serve(other.stamps.serial))
        start = other.stamps.serial
        write(one)
        assert not other.would_serve(start)
    wait_for(lambda: other.would_serve(other.stamps.serial))


def test_a_writer_that_dies_after_its_announcement_leaves_suspicion(two, monkeypatch):
    one, other = two
    start = other.stamps.serial
    one.machines.announce(PLACES)
    wait_for(lambda: other.stamps.suspects(PLACES))
    assert not other.would_serve(start)
    monkeypatch.setattr(machines, "LOST_AFTER", 0)
    wait_for(lambda: not other.stamps.suspects(PLACES))
    assert other.stamps.words[PLACES[0]] > start


def test_without_redis_nobody_serves_what_is_older_than_the_lease(two, redis):
    one, other = two
    start = other.stamps.serial
    redis.kill()
    write(one)  # waits for the lease to end
    assert not other.would_serve(start)
    assert "Redis" in problem(other.stamps)
    redis.start()
    wait_for(other.may_serve)
    assert not other.would_serve(start)
    wait_for(lambda: problem(other.stamps) == "")


def test_a_redis_that_is_held_up_counts_as_none(two, redis):
    one, other = two
    start = other.stamps.serial
    redis.hold()
    write(one)
    assert not other.would_serve(start)
    redis.go_on()
    wait_for(other.may_serve)
    assert not other.would_serve(start)


def test_a_machine_that_is_held_up_loses_its_lease_before_the_writer_is_answered(tmp_path, two):
    one, other = two
    start = other.stamps.serial
    other.stop()  # it hears nothing, as if its processes were stopped
    write(one)
    assert not other.would_serve(start)


def test_a_machine_that_comes_later_drops_what_it_had(tmp_path, redis, two):
    one, _other = two
    entry = one.machines.announce(PLACES)
    third = Machine(tmp_path / "three", redis.url)
    try:
        assert third.stamps.suspects(PLACES)
        one.machines.tell(entry, PLACES)
        wait_for(lambda: not third.stamps.suspects(PLACES))
    finally:
        third.stop()


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A machine that has lost Redis, and this process is of it."""
    (tmp_path / "alone").mkdir()
    stamps = Stamps(tmp_path / "alone" / "stamps")
    monkeypatch.setattr(machines, "LEASE_FOR", 1.0)
    found = house.House()
    found.stamps, found.is_open = stamps, True
    found.machines = Machines(f"unix://{tmp_path}/nobody", "test", tmp_path / "alone", stamps)
    monkeypatch.setattr(house, "HOUSE", found)


@pytest.mark.parametrize("is_transaction", [True, False])
def test_a_machine_that_alone_has_lost_redis_tells_the_others_through_the_database(
    two, alone, is_transaction
):
    _one, other = two
    post = make_post("The harbour")
    wait_for(other.may_serve)
    with transaction.atomic() if is_transaction else nullcontext():
        start = other.stamps.serial
        Post.objects.filter(pk=post.pk).update(title="Changed")
    assert not other.would_serve(start)
    wait_for(lambda: other.would_serve(other.stamps.serial))  # the others still hear each other


def test_whoever_does_not_reach_the_database_hears_redis_alone(two, monkeypatch):
    """Nobody writes while it is away, and what is kept may still be shown."""
    one, other = two

    def look(self, connection):
        raise DatabaseError("it is away")

    monkeypatch.setattr(Listener, "look", look)
    wait_for(lambda: other.follower.listener.is_away)
    write(one)
    wait_for(lambda: other.would_serve(other.stamps.serial))


def test_a_database_that_does_not_answer_counts_as_away(tmp_path):
    listener = Listener("own", Stamps(tmp_path / "stamps"))
    listener.is_away = False
    now = time.monotonic_ns()
    listener.heard, listener.began = now - 300_000_000, now + 9_000_000_000  # as slow as the machine may be
    assert listener.vouches_for() == now - 300_000_000
    listener.heard, listener.began = now - 9_000_000_000, now - 8_000_000_000  # and nothing since
    assert listener.vouches_for() >= now


def test_a_machine_keeps_its_name(tmp_path):
    assert machines.own_name(tmp_path / "machine") == machines.own_name(tmp_path / "machine")
    assert os.path.getsize(tmp_path / "machine") == 16  # noqa: PTH202
