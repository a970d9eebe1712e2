"""Files sent to the media library: what is answered, and that row and file stand or fall together."""

import errno
import os

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from blog.files.uploading import drop_unkept
from blog.models import Image
from tests.factories import make_image, picture_bytes

UPLOAD = reverse("admin:blog_image_upload")


def stored_files() -> list[str]:
    """Every file below the media folder."""
    return [name for _folder, _folders, names in os.walk(default_storage.location) for name in names]


@pytest.fixture
def empty_library(settings, tmp_path, db):
    """A media folder with nothing in it."""
    settings.MEDIA_ROOT = str(tmp_path)
    options = {**settings.STORAGES["default"].get("OPTIONS", {}), "location": str(tmp_path)}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    return tmp_path


def send(client, content=None, name="harbour_at dawn.png", **words):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content or picture_bytes()), **words})


def test_picture_is_kept_and_described(browse_as, alice):
    answer = send(browse_as(alice), alt="Two boats")
    image = Image.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "kind": "image", "id": image.pk, "url": image.file.url, "srcset": "", "title": "harbour at dawn",
        "alt": "Two boats", "caption": "", "credit": "", "width": 64, "height": 48,
        "admin_url": reverse("admin:blog_image_change", args=[image.pk]),
    }  # fmt: skip
    assert image.uploaded_by == alice


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"words", "not a picture"), (b"<svg/>", "SVG"), (picture_bytes()[:60], "damaged")],
)
def test_refused_file_is_answered_with_a_sentence(browse_as, alice, content, said):
    upload = SimpleUploadedFile("a.png", content)
    answer = browse_as(alice).post(UPLOAD, {"file": upload})
    assert answer.status_code == 422
    assert said in answer.json()["error"]
    assert not Image.objects.exists()


def test_request_without_a_file_is_answered_in_words(browse_as, alice):
    assert browse_as(alice).post(UPLOAD).json() == {"error": "No file arrived."}


def test_login_that_expired_is_said_in_json(db, stranger):
    answer = send(stranger)
    assert (answer.status_code, "logged out" in answer.json()["error"]) == (403, True)


def test_moderator_adds_no_pictures(browse_as, bob):
    assert send(browse_as(bob)).status_code == 403


def test_forged_request_is_refused(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert send(client).status_code == 403
    assert not Image.objects.exists()


FULL = [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")]


@pytest.mark.parametrize("error", FULL, ids=["disk", "database"])
@pytest.mark.parametrize("place", ["storing", "row", "queue"])
def test_full_disk_keeps_neither_row_nor_file(browse_as, alice, empty_library, monkeypatch, *, error, place):
    targets = {
        "storing": "django.core.files.storage.FileSystemStorage._save",
        "row": "blog.models.media.Image.save_base",
        "queue": "blog.models.media.Image.drop_renditions",
    }

    def fail(*args, **options):
        raise error

    client = browse_as(alice)
    monkeypatch.setattr(targets[place], fail)
    answer = send(client)
    assert (answer.status_code, "no room" in answer.json()["error"]) == (507, True)
    assert (Image.objects.count(), stored_files()) == (0, [])


def test_body_that_does_not_fit_the_disk_is_said_in_words(browse_as, alice, monkeypatch):
    def fail(self, raw_data, start):
        raise OSError(errno.ENOSPC, "No space left on device")

    client = browse_as(alice)
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk", fail)
    assert send(client).status_code == 507


def test_file_of_a_killed_server_is_deleted_later(browse_as, alice, empty_library, monkeypatch):
    """As after a kill: the file is stored, its row is not, and nothing could be cleaned up."""
    monkeypatch.setattr("blog.files.uploading.Image.save", lambda image: (_ for _ in ()).throw(SystemExit))
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.delete", lambda storage, name: None)
    with pytest.raises(SystemExit):
        send(browse_as(alice))
    monkeypatch.undo()
    noted = DBTaskResult.objects.get(task_path="blog.files.uploading.drop_unkept")
    [left] = stored_files()
    assert noted.run_after
    assert drop_unkept.call(*noted.args_kwargs["args"])
    assert left not in stored_files()


def test_file_whose_row_is_kept_stays(db):
    image = make_image()
    assert not drop_unkept.call(image.file.name)
    assert image.file.storage.exists(image.file.name)


def test_alternative_text_typed_in_an_article_fills_the_library(browse_as, alice):
    image = make_image(alt="", uploaded_by=alice)
    address = reverse("admin:blog_image_describe", args=[image.pk])
    browse_as(alice).post(address, {"alt": "Two boats"})
    browse_as(alice).post(address, {"alt": "Three boats"})
    image.refresh_from_db()
    assert image.alt == "Two boats"


def test_picture_of_somebody_else_keeps_its_words(browse_as, alice, editor):
    image = make_image(alt="", uploaded_by=editor)
    browse_as(alice).post(reverse("admin:blog_image_describe", args=[image.pk]), {"alt": "Mine"})
    image.refresh_from_db()
    assert image.alt == ""
