"""Files that are sent in parts for an import."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from blog.files import storedfiles
from tests.factories import make_user
from wordpress import sending
from wordpress.models import ImportRun, SentFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return sending.begin("../../Export 2016.xml", 10, make_user())


def part(content: bytes) -> ContentFile:
    return ContentFile(content, name="blob")


def test_parts_make_the_file_again_under_its_own_name(sent):
    sending.add_part(sent, 0, part(b"01234"))
    sent = sending.add_part(sent, 5, part(b"56789"))
    assert sent.is_whole
    with sending.joined([sent]) as [path]:
        assert (path.name, path.read_bytes()) == ("Export 2016.xml", b"0123456789")
    assert not path.exists()


def test_part_that_comes_twice_counts_once(sent):
    sending.add_part(sent, 0, part(b"01234"))
    assert sending.add_part(sent, 0, part(b"01234")).received == 5
    assert len(SentFile.objects.get().parts) == 1


@pytest.mark.parametrize(("offset", "content"), [(6, b"6"), (5, b"567890"), (3, b"345")])
def test_part_that_leaves_a_gap_or_is_too_long_is_refused(sent, offset, content):
    sending.add_part(sent, 0, part(b"01234"))
    with pytest.raises(sending.UnusablePart, match="5 bytes of 10 have arrived"):
        sending.add_part(sent, offset, part(content))
    assert SentFile.objects.get().received == 5


def test_no_reader_can_ask_for_what_was_sent(sent):
    name = sending.add_part(sent, 0, part(b"secrets")).parts[0]
    assert default_storage.exists(name)
    for asked in (name, f"./{name}", f"x/../{name}", f"/{name}"):
        assert storedfiles.find(asked) is None
    assert Client().get(f"/media/{name}").status_code == 404


def test_nothing_is_left_of_what_a_killed_server_had_begun(sent):
    sending.add_part(sent, 0, part(b"01234"))
    begun = f"{sent.folder}/5"  # its bytes are there, its row does not know it
    default_storage.save(begun, part(b"5"))
    sent = sending.add_part(sent, 5, part(b"56"))
    assert sent.parts[-1] == begun
    default_storage.save(f"{sent.folder}/7", part(b"7"))
    sending.drop(sent)
    assert not Path(default_storage.path(sent.folder)).exists()


def test_old_files_go_unless_an_import_reads_them(sent):
    busy = sending.begin("b.xml", 1, make_user())
    ImportRun.objects.create(source="b", state=ImportRun.State.RUNNING).sent_files.add(busy)
    name = sending.add_part(sent, 0, part(b"01234")).parts[0]
    assert sending.drop_older_than(timezone.now() + timedelta(seconds=1)) == 1
    assert list(SentFile.objects.all()) == [busy]
    assert not default_storage.exists(name)
