"""Attachments: pictures of the library, with and without their files."""

import pytest

from blog.models import Attachment, Image, Post
from tests.blog.fetching.peers import plain
from tests.blog.outside import web
from tests.factories import picture_bytes
from tests.recordings import mp3
from tests.wordpress.exports import attachment, item, meta
from wordpress.ledger import Outcome

UPLOADS = "https://old.example.org/wp-content/uploads"


@pytest.fixture
def uploads(tmp_path):
    """A copy of the old uploads folder with one picture in it."""
    folder = tmp_path / "uploads"
    (folder / "2016/08").mkdir(parents=True)
    (folder / "2016/08/quay.png").write_bytes(picture_bytes())
    return folder


def quay(*inner, number=9, folder="2016/08", **fields):
    alt = meta("_wp_attachment_image_alt", "Two boats")
    return attachment(
        number, f"{UPLOADS}/{folder}/quay.png", alt, *inner, excerpt="The <em>quay</em>", **fields
    )


def test_picture_without_its_file_is_kept_and_listed(bring_in):
    ledger = bring_in(quay(), item(1, meta("_thumbnail_id", "9")))
    image = Post.objects.get().featured_image
    assert (image.alt, image.caption, bool(image.file)) == ("Two boats", "The <em>quay</em>", False)
    assert next(ledger.entries).reason.startswith("its file is not at hand")


def test_attachment_may_stand_after_the_post_that_shows_it(bring_in):
    bring_in(item(1, meta("_thumbnail_id", "9"), content="[gallery]"), quay(parent=1))
    assert Post.objects.get().featured_image.legacy_id == 9
    assert f'<img src="{UPLOADS}/2016/08/quay.png" alt="Two boats">' in Post.objects.get().body


def test_pictures_of_one_name_stay_two(bring_in):
    bring_in(quay(number=9), quay(number=10, folder="2017/01"))
    assert sorted(Image.objects.values_list("legacy_id", flat=True)) == [9, 10]


def test_file_comes_from_the_uploads_folder(bring_in, uploads, client):
    content = f'<img class="wp-image-9" src="{UPLOADS}/2016/08/quay-300x200.png">'
    bring_in(quay(), item(1, content=content), media=uploads)
    image = Image.objects.get()
    assert (image.width, image.height) == (64, 48)
    assert f'src="{image.file.url}"' in Post.objects.get().body_html
    assert client.get("/wp-content/uploads/2016/08/quay.png")["Location"] == image.file.url


def test_file_that_comes_later_appears_in_the_text(bring_in, uploads):
    parts = (quay(), item(1, content=f'<img class="wp-image-9" src="{UPLOADS}/2016/08/quay.png">'))
    bring_in(*parts)
    assert "<img" not in Post.objects.get().body_html
    bring_in(*parts, media=uploads)
    assert f'src="{Image.objects.get().file.url}"' in Post.objects.get().body_html


def test_file_outside_the_uploads_folder_is_not_taken(bring_in, uploads):
    (uploads.parent / "secret.png").write_bytes(picture_bytes())
    gone = f"{UPLOADS}/2016/08/gone.png"
    bring_in(attachment(9, gone, meta("_wp_attached_file", "../secret.png")), media=uploads)
    assert not Image.objects.get().file


def test_file_that_is_no_picture_is_listed(bring_in, uploads):
    (uploads / "2016/08/quay.png").write_text("<svg onload='x()'/>")
    ledger = bring_in(quay(), media=uploads)
    assert not Image.objects.get().file
    assert any("cannot be kept" in entry.reason for entry in ledger.entries)


def talk(**fields):
    return attachment(10, f"{UPLOADS}/2016/08/talk.mp3", parent=1, content="On the quay", **fields)


def test_recording_without_its_file_is_listed_and_played_from_where_it_is(bring_in):
    ledger = bring_in(talk(), item(1, content="[audio]"))
    assert ledger.counts["file"][Outcome.KEPT_RAW] == 1
    assert Attachment.objects.get().kind == "audio"
    assert Post.objects.get().media_links.get().url == f"{UPLOADS}/2016/08/talk.mp3"


def test_recording_comes_with_the_uploads_and_is_played_from_here(bring_in, uploads, client):
    (uploads / "2016/08/talk.mp3").write_bytes(mp3())
    old = f"{UPLOADS}/2016/08/talk.mp3"
    parts = (
        talk(link="https://old.example.org/talk/"),
        item(1, content=f'[audio] <a href="{old}">again</a>'),
    )
    bring_in(*parts, media=uploads)
    recording = Attachment.objects.get()
    assert (recording.description, recording.seconds, recording.legacy_id) == ("On the quay", 3, 10)
    assert Post.objects.get().media_links.get().url == recording.file.url
    assert f'<a href="{recording.file.url}">again</a>' in Post.objects.get().body
    for address in ("/wp-content/uploads/2016/08/talk.mp3", "/talk/", "/?attachment_id=10"):
        assert client.get(address)["Location"] == recording.file.url


def test_files_that_come_later_stand_in_texts_that_stay_known_to_the_import(bring_in, uploads):
    (uploads / "2016/08/talk.mp3").write_bytes(mp3())
    parts = (quay(), talk(), item(1, content=f'[audio]\n\n<img src="{UPLOADS}/2016/08/quay.png">'))
    bring_in(*parts)
    later = bring_in(*parts, media=uploads)
    assert later.counts["picture"][Outcome.UPDATED] == later.counts["file"][Outcome.UPDATED] == 1
    assert "old.example.org" not in Post.objects.get().body_html
    again = bring_in(*parts, media=uploads)
    assert {kind: dict(count.became) for kind, count in again.counts.items()} == {
        kind: {Outcome.UNCHANGED: 1} for kind in ("picture", "file", "post")
    }
    newer = bring_in(quay(), talk(), item(1, content="Anew"))
    assert newer.counts["post"][Outcome.UPDATED] == 1


def test_a_look_predicts_what_becomes_of_files(bring_in, uploads):
    (uploads / "2016/08/talk.mp3").write_bytes(b"MZ no recording")
    parts = (quay(), talk(), item(1, content="[gallery]"))
    looked = bring_in(*parts, media=uploads, write=False)
    assert not Image.objects.exists()
    done = bring_in(*parts, media=uploads)
    assert looked.facts() == done.facts()
    assert [entry.reason for entry in looked.entries] == [entry.reason for entry in done.entries]


def test_files_are_fetched_from_the_old_site_when_asked(bring_in, monkeypatch):
    with web(monkeypatch) as (answers, _peer):
        answers["old.example.org/wp-content/uploads/2016/08/quay.png"] = plain(picture_bytes())
        ledger = bring_in(quay(parent=1), talk(), item(1, content="[gallery]"), fetch=True)
    assert Image.objects.get().file
    assert f'src="{Image.objects.get().file.url}"' in Post.objects.get().body
    assert any("answers 404" in entry.reason for entry in ledger.entries)
    assert {asked.partition("/")[0] for asked in answers.asked} == {"old.example.org"}


def test_page_that_an_attachment_had_leads_to_its_picture(bring_in, uploads, client):
    bring_in(quay(link="https://old.example.org/2016/08/29/post-1/quay/"), item(1), media=uploads)
    assert client.get("/2016/08/29/post-1/quay/")["Location"] == Image.objects.get().file.url


def test_picture_of_the_old_site_that_is_no_file_of_its_library_comes_too(bring_in, uploads):
    parts = (item(1, content=f'<img src="{UPLOADS}/2016/08/quay.png"> <img src="https://x.example/a.png">'),)
    ledger = bring_in(*parts)
    assert ledger.counts["picture in a text"][Outcome.KEPT_RAW] == 1
    assert {entry.kind for entry in ledger.entries} >= {"picture in a text", "post"}
    looked = bring_in(*parts, media=uploads, write=False)
    done = bring_in(*parts, media=uploads)
    assert looked.facts() == done.facts()
    assert done.counts["picture in a text"][Outcome.UPDATED] == 1
    assert f'src="{Image.objects.get().file.url}"' in Post.objects.get().body_html
    assert "picture in a text" not in bring_in(*parts, media=uploads).counts


def test_link_to_the_page_of_a_file_leads_to_where_that_answers(bring_in, uploads, client):
    link = '<a href="https://old.example.org/?attachment_id=9#x">the quay</a>'
    bring_in(quay(), item(1, content=link), media=uploads)
    assert '<a href="/?attachment_id=9#x">the quay</a>' in Post.objects.get().body
    assert client.get("/?attachment_id=9")["Location"] == Image.objects.get().file.url
