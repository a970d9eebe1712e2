"""The real server, killed while somebody writes, saves or publishes, and on a disk that is full."""

import os
import random
import sqlite3
import subprocess
import threading
import time
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.operations.running import Site
from tests.operations.writing import Writer

ADD = "/admin/blog/post/add/"
KILLS = 2


@pytest.fixture
def site(journal):
    site = Site(journal).start()
    yield site
    site.kill()


def test_words_typed_before_a_kill_are_there_afterwards(site):
    writer = Writer(site.port)
    form = writer.form(ADD) | {"title": ["Low water"], "body": ["<p>Sand, and a wreck.</p>"]}
    assert writer.send("/admin/blog/post/add/autosave/", form | {"form_count": ["1"]})[0] == 200
    site.kill()
    site.start()
    with closing(sqlite3.connect(Path(site.environment["DATA_DIR"]) / "broadside.sqlite3")) as database:
        (key,) = database.execute("SELECT id FROM blog_post WHERE title = 'Low water'").fetchone()
    again = writer.form(f"/admin/blog/post/{key}/change/")
    assert again["body"][0].strip() == "<p>Sand, and a wreck.</p>"
    assert again["title"][0].strip() == "Low water"


def test_kill_during_saving_and_publishing_leaves_nothing_half_done(site):
    writer = Writer(site.port)
    done = writer.send(ADD, writer.form(ADD) | {"title": ["State 0"], "slug": ["places"], "_save": ["1"]})
    address, chance = done[2], random.Random(7)  # noqa: S311
    for number in range(1, KILLS + 1):
        name = f"State {number}"
        form = writer.form(f"{address}?saved") | {"title": [name], "tags": [name], "_publish": ["1"]}
        form["body"] = [f"<p>{name}. {'Words. ' * 20_000}</p>"]
        writer.send(f"{address.removesuffix('change/')}autosave/", form | {"form_count": ["1"]})
        sending = threading.Thread(target=attempt, args=[writer, address, form | {"form_count": ["2"]}])
        sending.start()
        time.sleep(chance.uniform(0.02, 0.3))
        site.kill()
        sending.join()
        site.start()
        assert_whole(site, writer, address, name)


def attempt(writer: Writer, address: str, form: dict[str, list[str]]) -> None:
    with suppress(OSError, HTTPException):
        writer.send(address, form)


def assert_whole(site: Site, writer: Writer, address: str, name: str) -> None:
    """Either all of the save is there, for readers too, or none, and then the words are in the form."""
    with closing(sqlite3.connect(Path(site.environment["DATA_DIR"]) / "broadside.sqlite3")) as database:
        (title, status, version) = database.execute(
            "SELECT title, status, version FROM blog_post WHERE slug = 'places'"
        ).fetchone()
        tags = {
            tag
            for (tag,) in database.execute(
                "SELECT name FROM blog_tag JOIN blog_taggedpost ON tag_id = blog_tag.id"
            )
        }
        bases = {
            base for (base,) in database.execute("SELECT base FROM blog_revision WHERE kind <> 'autosave'")
        }
        (body,) = database.execute("SELECT body FROM blog_post WHERE slug = 'places'").fetchone()
    assert body.startswith(f"<p>{title}.") or title == "State 0"
    assert tags == ({title} if title != "State 0" else set())
    assert version in bases
    if title == name:
        assert status == "published"
    else:
        shown = writer.form(address)
        assert (shown["title"][0].strip(), shown["tags"]) == (name, [name])
        assert name in shown["body"][0]


@pytest.fixture
def small_disk(journal):
    """The journal's database on a disk of 8 MB."""
    disk = journal / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk; keeping/test_full_disk.py sets a quota")
    with (
        closing(sqlite3.connect(journal / "broadside.sqlite3")) as database,
        closing(sqlite3.connect(disk / "broadside.sqlite3")) as copy,
    ):
        database.backup(copy)
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all the room that is left."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    return filler


def test_full_disk_costs_no_word(journal, small_disk):
    site = Site(journal, DATABASE_URL=f"sqlite:///{small_disk / 'broadside.sqlite3'}").start()
    try:
        writer = Writer(site.port)
        address = writer.send(ADD, writer.form(ADD) | {"title": ["Tide"], "slug": ["tide"], "_save": ["1"]})[
            2
        ]
        words = "Words that need room. " * 4_000
        form = writer.form(address) | {"body": [f"<p>{words}</p>"], "title": ["High tide"]}
        filler = fill(small_disk)
        autosaved = writer.send(f"{address.removesuffix('change/')}autosave/", form | {"form_count": ["1"]})
        saved = writer.send(address, form | {"_publish": ["1"], "form_count": ["2"]})
        filler.unlink()
        after = writer.send(address, form | {"_publish": ["1"], "form_count": ["3"]})
    finally:
        site.kill()
    assert (autosaved[0], '"full"' in autosaved[1]) == (507, True)
    assert (saved[0], "no room left" in saved[1], saved[1].count("Words that need room.") > 3_999) == (
        507,
        True,
        True,
    )
    assert (after[0], "readers see it" in after[1]) == (200, True)
