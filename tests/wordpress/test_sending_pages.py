"""Files on their way into Tools > Import: where they find no room, or nobody who is logged in."""

import errno
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from tests.wordpress.pages import chosen
from wordpress.models import ImportRun, SentFile

pytestmark = pytest.mark.django_db
FULL = [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")]


def failing(error):
    def fail(*arguments, **options):
        raise error

    return fail


@pytest.mark.parametrize("error", FULL, ids=["disk", "database"])
def test_full_disk_ends_sending_in_a_sentence_and_takes_away_what_had_arrived(
    administrator, monkeypatch, error
):
    address = reverse("admin:wordpress_importrun_send")
    begun = administrator.post(address, {"name": "old.xml", "size": 9}).json()
    administrator.post(address, {"id": begun["id"], "offset": 0, "part": SimpleUploadedFile("blob", b"abc")})
    sent = SentFile.objects.get()
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", failing(error))
    more = {"id": begun["id"], "offset": 3, "part": SimpleUploadedFile("blob", b"def")}
    answer = administrator.post(address, more)
    assert (answer.status_code, "no room left" in answer.json()["error"]) == (507, True)
    assert not SentFile.objects.exists()
    assert not [path for path in Path(default_storage.location).rglob("*") if sent.token in str(path)]


@pytest.mark.parametrize(
    "place",
    [
        "django.core.files.storage.FileSystemStorage._save",
        "django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk",
    ],
)
def test_full_disk_is_said_to_whoever_sends_without_scripts(administrator, files, monkeypatch, place):
    monkeypatch.setattr(place, failing(FULL[0]))
    answer = administrator.post(
        reverse("admin:wordpress_importrun_look"), {"files": chosen(files)}, follow=True
    )
    assert "There is no room left on the server" in answer.content.decode()
    assert not SentFile.objects.exists()
    assert not ImportRun.objects.exists()


def test_who_was_logged_out_while_sending_is_told_so(client):
    answer = client.post(reverse("admin:wordpress_importrun_send"), {"name": "a", "size": 9})
    assert (answer.status_code, "logged out" in answer.json()["error"]) == (403, True)
