"""Files of the media library as readers get them: types, parts, conditions, names they had before."""

import pytest
from django.core.files.base import ContentFile

from blog.models import Attachment
from tests.factories import make_image, make_post, picture_bytes
from tests.recordings import docx, wav

pytestmark = pytest.mark.django_db


def kept(content, name="talk"):
    attachment = Attachment(title="A talk")
    attachment.file.save(name, ContentFile(content), save=True)
    return attachment.file.url


@pytest.fixture
def talk():
    return kept(wav())


@pytest.mark.parametrize(
    ("asked", "answered", "part"),
    [
        ("bytes=0-3", "bytes 0-3/16044", b"RIFF"),
        ("bytes=8-11", "bytes 8-11/16044", b"WAVE"),
        ("bytes=16040-", "bytes 16040-16043/16044", b"\x80" * 4),
        ("bytes=-2", "bytes 16042-16043/16044", b"\x80" * 2),
        ("bytes=16043-99999", "bytes 16043-16043/16044", b"\x80"),
    ],
)
def test_part_of_a_recording_is_sent(stranger, talk, asked, answered, part):
    response = stranger.get(talk, headers={"range": asked})
    assert (response.status_code, response["Content-Range"]) == (206, answered)
    assert b"".join(response.streaming_content) == part
    assert response["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", ["bytes=16044-", "bytes=99999-100000", "bytes=-0"])
def test_part_behind_the_end_is_refused(stranger, talk, asked):
    response = stranger.get(talk, headers={"range": asked})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */16044")


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "nonsense"])
def test_what_is_no_single_part_is_answered_with_the_whole(stranger, talk, asked):
    response = stranger.get(talk, headers={"range": asked})
    assert (response.status_code, response["Content-Length"]) == (200, "16044")


def test_part_of_another_version_is_answered_with_the_whole(stranger, talk):
    same = {"range": "bytes=0-3", "if-range": stranger.get(talk)["ETag"]}
    assert stranger.get(talk, headers=same).status_code == 206
    assert stranger.get(talk, headers=same | {"if-range": '"other"'}).status_code == 200


def test_part_of_a_text_is_not_compressed(stranger):
    response = stranger.get(
        kept(b"words " * 100), headers={"range": "bytes=0-99", "accept-encoding": "gzip, br"}
    )
    assert response.status_code == 206
    assert "Content-Encoding" not in response
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_unchanged_file_is_not_sent_again(stranger, talk):
    first = stranger.get(talk)
    assert stranger.get(talk, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert stranger.head(talk)["Content-Length"] == "16044"


def test_document_that_browsers_do_not_show_is_offered_to_keep(stranger):
    response = stranger.get(kept(docx()))
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_page_that_came_in_otherwise_is_never_shown_as_one(stranger, settings):
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "page.html").write_text("<script>alert(1)</script>")
    response = stranger.get("/media/page.html")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_text_that_shows_a_replaced_picture_shows_the_new_one(stranger, django_capture_on_commit_callbacks):
    image = make_image()
    old = image.file
    name, storage, address = old.name, old.storage, old.url
    post = make_post(body=f'<p><img src="{address}" alt=""></p>')
    with django_capture_on_commit_callbacks() as later:
        image.file.save("mole.png", ContentFile(picture_bytes(90, 60)))
    assert storage.exists(name)
    for each in later:
        each()
    post.refresh_from_db()
    assert image.file.url in post.body_html
    assert not storage.exists(name)
    assert stranger.get(address)["Location"] == image.file.url


def test_name_of_a_replaced_file_is_not_given_again(django_capture_on_commit_callbacks):
    image = make_image()
    name = image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        image.file.save("mole.png", ContentFile(picture_bytes(90, 60)))
    other = make_image()
    other.file.save(name.rpartition("/")[2], ContentFile(picture_bytes()))
    assert other.file.name != name
