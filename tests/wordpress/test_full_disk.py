"""Where there is no room left, a sentence says so, and nothing is half done."""

import errno
import sqlite3

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse

from blog.models import Post
from tests.factories import make_post, make_user
from tests.wordpress import exports
from tests.wordpress.exports import comment, item
from wordpress import sending
from wordpress.beginning import plan
from wordpress.exporting.posts import Posts
from wordpress.importing.posts import Posts as Taken
from wordpress.importing.run import BEGINNING
from wordpress.importing.spool import Spool
from wordpress.models import ImportRun

pytestmark = pytest.mark.django_db
DISK = OSError(errno.ENOSPC, "No space left on device")
SCRATCH = sqlite3.OperationalError("database or disk is full")
DATABASE = OperationalError("database or disk is full")


@pytest.fixture
def export(tmp_path):
    return exports.write(tmp_path, *(item(n, comment(n)) for n in range(1, 101)))


def fails(monkeypatch, place, name, error, after=0):
    """From its call of this number on."""
    whole, calls = getattr(place, name), []

    def fail(*arguments):
        calls.append(1)
        if len(calls) > after:
            raise error
        return whole(*arguments)

    monkeypatch.setattr(place, name, fail)


@pytest.mark.parametrize("error", [DISK, SCRATCH], ids=["disk", "scratch file"])
def test_import_without_room_to_read_writes_nothing(export, monkeypatch, error):
    fails(monkeypatch, Spool, "add", error, after=30)
    with pytest.raises(
        CommandError, match=r"^There is no room left on the disk\. .* goes on where it was\.$"
    ):
        call_command("import_wordpress", export)
    assert not Post.everything.exists()
    assert not ImportRun.objects.exists()


def test_import_without_room_to_write_keeps_whole_batches_and_goes_on(export, monkeypatch):
    with monkeypatch.context() as patched:
        fails(patched, Taken, "write", DISK, after=1)
        with pytest.raises(CommandError, match="no room left"):
            call_command("import_wordpress", export)
    assert Post.objects.count() == BEGINNING
    assert ImportRun.objects.get().error.startswith("There was no room left on the server. Import again")
    call_command("import_wordpress", export)
    assert Post.objects.count() == 100


def test_export_without_room_leaves_nothing(tmp_path, monkeypatch):
    make_post()
    fails(monkeypatch, Posts, "item", DATABASE)
    with pytest.raises(CommandError, match=r"no room left on the disk\. Nothing was changed\."):
        call_command("export_wordpress", tmp_path / "out.xml")
    assert not list(tmp_path.iterdir())


def test_look_without_room_is_said_on_its_page_and_offered_again(export, client, monkeypatch):
    ada = make_user("ada", superuser=True)
    sent = sending.begin(export.name, export.stat().st_size, ada)
    sending.add_part(sent, 0, ContentFile(export.read_bytes(), name="blob"))
    [run] = plan([sent], ada, dry=True)
    fails(monkeypatch, Spool, "add", SCRATCH, after=30)
    with pytest.raises(CommandError, match="no room left"):
        call_command("run_import", run.pk)
    run.refresh_from_db()
    assert (run.state, run.error) == (
        ImportRun.State.STOPPED,
        "It stopped: there is no room left on the server. Look again.",
    )
    client.force_login(ada)
    page = client.get(reverse("admin:wordpress_importrun_change", args=[run.pk])).content.decode()
    assert "Look again" in page
