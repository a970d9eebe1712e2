"""The media library: finding, sending, describing and deleting many files; one picture's page."""

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.files import uses
from blog.models import Attachment, Image, MediaLink, Publication, Revision
from blog.revisions.revising import record
from tests.factories import make_author, make_image, make_page, make_post, picture_bytes
from tests.recordings import mp3, wav

pytestmark = pytest.mark.django_db
LIBRARY = "admin:blog_image_changelist"


@pytest.fixture
def desk(browse_as, editor):
    return browse_as(editor)


def sent(name="talk.wav", content=None):
    return SimpleUploadedFile(name, wav() if content is None else content)


def make_attachment(**fields):
    attachment = Attachment(title=fields.pop("title", "A talk"), **fields)
    attachment.file.save("talk.wav", sent(), save=True)
    return attachment


def titles(client, **query):
    page = client.get(reverse(LIBRARY), query)
    return [str(row) for row in page.context["found"].rows]


@pytest.fixture
def filled(editor):
    """A picture with words and uses, one without, a recording."""
    quay = make_image(alt="Two boats", credit="Ines")
    make_post(featured_image=quay)
    bare = make_image(alt="", uploaded_by=editor)
    return {"quay": quay, "bare": bare, "talk": make_attachment()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "talk bare quay"),
        ({"kind": "image"}, "bare quay"),
        ({"kind": "audio"}, "talk"),
        ({"kind": "document"}, ""),
        ({"mine": "1"}, "bare"),
        ({"no_alt": "1"}, "bare"),
        ({"unused": "1"}, "talk bare"),
        ({"q": "boats ines"}, "quay"),
        ({"month": "1999-01"}, ""),
        ({"month": "nonsense", "kind": "nonsense", "page": "x"}, "talk bare quay"),
    ],
)
def test_library_shows_what_is_wanted(desk, filled, query, found, contexts):
    assert titles(desk, **query) == [str(filled[name]) for name in found.split()]


def test_library_asks_as_often_with_many_files(desk, assert_same_queries, filled):
    def grow():
        for _ in range(30):
            make_image()
        make_attachment()

    assert assert_same_queries(lambda: desk.get(reverse(LIBRARY), {"unused": "1"}), grow) < 60
    assert assert_same_queries(lambda: desk.get(reverse(LIBRARY)), make_image) < 20


def test_many_files_of_one_form_are_kept_and_bad_ones_named(desk, contexts):
    files = [
        SimpleUploadedFile("quay.png", picture_bytes()),
        sent(),
        SimpleUploadedFile("page.jpg", b"<html><script>"),
    ]
    page = desk.post(reverse("admin:blog_image_send"), {"files": files}, follow=True)
    assert (Image.objects.count(), Attachment.objects.count()) == (1, 1)
    assert any("page.jpg: " in str(message) for message in page.context["messages"])
    assert len(page.context["entries"]) == 2


def test_script_is_told_of_a_recording(desk):
    said = desk.post(reverse("admin:blog_image_upload"), {"file": sent("Talk at dawn.mp3", mp3())}).json()
    assert (said["kind"], said["title"]) == ("audio", "Talk at dawn")
    assert said["admin_url"] == reverse("admin:blog_attachment_change", args=[said["id"]])


def test_only_unused_files_are_deleted_together(desk, filled, django_capture_on_commit_callbacks, contexts):
    chosen = {"image": [filled["quay"].pk, filled["bare"].pk], "file": filled["talk"].pk}
    page = desk.get(reverse("admin:blog_image_delete_many"), chosen)
    assert [str(row) for row, _places in page.context["used"]] == [str(filled["quay"])]
    file = filled["talk"].file
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("admin:blog_image_delete_many"), chosen | {"_delete": "1"})
    assert list(Image.objects.all()) == [filled["quay"]]
    assert not Attachment.objects.exists()
    assert not file.storage.exists(file.name)


def used_in_a_text(image):
    make_post(body=f'<p><img src="{image.file.url}" alt=""></p>')


def used_where_it_was_imported_from(image):
    image.source_url = "https://old.example/wp-content/uploads/quay.png"
    image.save()
    make_post(body='<p><img src="http://old.example/wp-content/uploads/quay-300x200.png" alt=""></p>')


def used_in_an_earlier_version(image):
    post = make_post(body=f'<p><img src="{image.file.url}" alt=""></p>')
    record(post, None)
    post.body = ""
    post.save()


def used_at_the_head_of_an_earlier_version(image):
    post = make_post(featured_image=image)
    record(post, None)
    post.featured_image = None
    post.save()


def used_in_an_unsaved_form(image):
    Revision.objects.create(
        post=make_post(), kind="saved", typed={"post_images-0-image": [str(image.pk)], "body": [""]}
    )


def used_as_a_logo(image):
    Publication.objects.update_or_create(pk=1, defaults={"logo": image})


def used_as_a_portrait(image):
    make_author(portrait=image)


def used_as_a_poster(image):
    MediaLink.objects.create(post=make_page(), url="https://radio.example/a.mp3", poster=image)


@pytest.mark.parametrize(
    "use",
    [
        used_in_a_text,
        used_where_it_was_imported_from,
        used_in_an_earlier_version,
        used_at_the_head_of_an_earlier_version,
        used_in_an_unsaved_form,
        used_as_a_logo,
        used_as_a_portrait,
        used_as_a_poster,
    ],
)
def test_picture_that_anything_shows_is_not_unused(use):
    image, other = make_image(), make_image()
    use(image)
    assert uses.unused()[0] == {other.pk}
    assert uses.uses_of(image)


def test_recording_in_a_text_is_not_unused():
    talk, other = make_attachment(), make_attachment()
    post = make_post(body=f'<p><a href="{talk.file.url}">{talk.file.url}</a></p>')
    assert uses.unused()[1] == {other.pk}
    assert str(post) in [use.title for use in uses.uses_of(talk)]


def test_own_recording_alone_in_its_paragraph_becomes_a_player():
    talk = make_attachment()
    post = make_post(body=f'<p><a href="{talk.file.url}">The talk</a></p>')
    assert 'class="media' in post.body_html
    assert post.media_links.get().kind == "audio"


def test_used_picture_is_deleted_only_with_clear_words(desk, filled):
    address = reverse("admin:blog_image_delete", args=[filled["quay"].pk])
    assert "It is used" in desk.get(address).content.decode()
    desk.post(address, {"post": "yes"})
    assert Image.objects.filter(pk=filled["quay"].pk).exists()
    desk.post(address, {"post": "yes", "even_so": "1"})
    assert not Image.objects.filter(pk=filled["quay"].pk).exists()


def test_focal_point_is_kept_and_shown_where_pages_crop(desk, stranger):
    image = make_image()
    make_post(featured_image=image)
    address = reverse("admin:blog_image_change", args=[image.pk])
    desk.post(address, {"alt": "A quay", "focus_x": "0.25", "focus_y": "0.9"})
    image.refresh_from_db()
    assert (image.focus_x, image.focus_y) == (0.25, 0.9)
    assert 'class="focus-x-2 focus-y-9"' in stranger.get("/").content.decode()


def test_form_shows_the_kept_picture_after_a_file_was_refused(desk):
    image = make_image()
    words = {
        "focus_x": "0.5",
        "focus_y": "0.5",
        "credit": "Ines",
        "file": sent("page.jpg", b"<html><script>"),
    }
    page = desk.post(reverse("admin:blog_image_change", args=[image.pk]), words).content.decode()
    assert f'src="{image.file.url}"' in page
    assert 'value="Ines"' in page
    assert "/media/page.jpg" not in page


def test_who_may_not_delete_is_told_nothing_of_the_uses(browse_as, alice, filled):
    address = reverse("admin:blog_image_delete", args=[filled["quay"].pk])
    assert browse_as(alice).post(address, {"post": "yes"}).status_code == 403


def test_all_unused_are_shown_before_they_go_and_no_token_stands_in_an_address(desk, filled, contexts):
    page = lxml.html.fromstring(desk.get(reverse(LIBRARY), {"unused": "1"}).content)
    assert not page.xpath('//form[@method="get"]//input[@name="csrfmiddlewaretoken"]')
    (button,) = page.xpath('//button[@name="_all_unused"]')
    address = page.get_element_by_id(button.get("form")).get("action")
    page = desk.post(address, {"_all_unused": "1"})
    assert {str(row) for row in page.context["free"]} == {str(filled["bare"]), str(filled["talk"])}
