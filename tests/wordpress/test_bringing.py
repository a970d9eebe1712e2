"""Files for the rows that an import made: from a copy of the uploads, or from the old site alone."""

from collections import Counter

import pytest

from blog.models import Attachment, Image, Post, Redirect
from tests.blog.fetching.peers import peer, plain, redirect
from tests.factories import picture_bytes
from tests.recordings import mp3
from wordpress.files import Ways, bring
from wordpress.files.places import addresses, find

SITE = "https://old.example.org"
UPLOADS = f"{SITE}/wp-content/uploads"
REF = "wordpress:old.example.org:post:"
QUAY, TALK = f"{UPLOADS}/2016/08/quay.png", f"{UPLOADS}/2016/08/talk.mp3"
SCALED = [["_wp_attachment_metadata", 'a:1:{s:14:"original_image";s:8:"quay.png";}']]


def outcomes(*args, **options):
    """How often each came out."""
    return dict(Counter(step.outcome for step in bring(REF, *args, **options)))


pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """A picture, a recording, and an article that shows, plays and links both."""
    body = (
        f'<p><a href="{TALK}">{TALK}</a></p><figure><img src="{QUAY}" alt="Boats"></figure>'
        f'<p>See <a href="http://www.old.example.org/wp-content/uploads/2016/08/quay-300x200.png">it</a>.</p>'
    )
    post = Post(
        title="Day", body=body, status="published", import_ref=f"{REF}1", import_data={"made": "as it was"}
    )
    post.save()
    return (
        Image.objects.create(import_ref=f"{REF}9", source_url=QUAY, alt="Boats"),
        Attachment.objects.create(import_ref=f"{REF}10", source_url=TALK, kind="audio"),
        post,
    )


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "uploads/2016/08"
    folder.mkdir(parents=True)
    (folder / "quay.png").write_bytes(picture_bytes())
    (folder / "talk.mp3").write_bytes(mp3())
    return tmp_path / "uploads"


def answers(**more):
    known = {"quay.png": picture_bytes(), "talk.mp3": mp3()}
    return {f"/wp-content/uploads/2016/08/{name}": plain(file) for name, file in known.items()} | more


def test_files_of_the_uploads_stand_in_their_texts_at_their_new_addresses(rows, uploads, client):
    assert outcomes(Ways(uploads)) == {"here": 2}
    image, recording, post = [type(row)._default_manager.get(pk=row.pk) for row in rows[:2]] + [
        Post.everything.get()
    ]
    assert (image.width, recording.mime_type, recording.seconds) == (64, "audio/mpeg", 3)
    assert f'src="{image.file.url}"' in post.body_html
    assert f'<a href="{image.file.url}">it</a>' in post.body
    assert f'<p><a href="{recording.file.url}">{recording.file.url}</a></p>' in post.body
    assert [link.url for link in post.media_links.all()] == [recording.file.url]
    assert "old.example.org" not in post.body_html
    for old, row in ((QUAY, image), (TALK, recording)):
        assert client.get(old.removeprefix(SITE))["Location"] == row.file.url


def test_files_come_from_the_old_site_when_asked(rows):
    Image.objects.update(source_url=QUAY.replace("https", "http"))
    Attachment.objects.update(source_url=TALK.replace("https", "http"))
    with peer(answers()) as old:
        assert outcomes(Ways.of(None, ["old.example.org"], old.client())) == {"here": 2}
    assert Image.objects.get().file
    assert Attachment.objects.get().file


def test_nothing_is_fetched_unless_asked(rows):
    with peer(answers()) as old:
        assert outcomes(Ways.of(None, [], old.client())) == {"absent": 2}
        assert old.heads == []


@pytest.mark.parametrize(
    ("url", "names", "answer"),
    [
        ("http://elsewhere.example/uploads/a.png", {}, plain(picture_bytes())),
        ("http://old.example.org/uploads/a.png", {}, redirect("http://elsewhere.example/a.png")),
        (
            "http://old.example.org/uploads/a.png",
            {"old.example.org": [["127.0.0.1"]]},
            plain(picture_bytes()),
        ),
        ("http://old.example.org/uploads/a.png", {"old.example.org": [["10.0.0.7"]]}, plain(picture_bytes())),
        ("file:///etc/passwd", {}, plain(picture_bytes())),
        ("http://old.example.org/uploads/a.png", {}, plain(b"gone", status="404 Not Found")),
        ("", {}, plain(picture_bytes())),
    ],
)
def test_no_other_host_and_no_private_network_is_asked(url, names, answer):
    Image.objects.create(import_ref=f"{REF}9", source_url=url)
    with peer(answer, names=names) as other:
        steps = bring(REF, Ways.of(None, ["old.example.org"], other.client()))
        assert all("old.example.org" in head.lower() for head in other.heads)
    assert [step.outcome for step in steps] == ["absent"]
    assert steps[0].reason
    assert not Image.objects.get().file


def test_blogs_of_wordpress_com_have_their_files_beside_them():
    Image.objects.create(import_ref=f"{REF}9", source_url="http://quay.files.wordpress.com/2016/08/quay.png")
    with peer(plain(picture_bytes())) as old:
        assert outcomes(Ways.of(None, ["quay.wordpress.com"], old.client())) == {"here": 1}


def test_site_that_does_not_answer_is_not_asked_for_ever():
    for number in range(9):
        Image.objects.create(
            import_ref=f"{REF}{number}", source_url=f"http://old.example.org/uploads/{number}.png"
        )
    with peer(lambda connection, head: None) as old:
        steps = bring(REF, Ways.of(None, ["old.example.org"], old.client()))
        assert len(old.heads) == 5
    assert "not asked any more" in steps[-1].reason


def test_run_that_was_ended_goes_on_where_it_was(rows, uploads):
    (uploads / "2016/08/quay.png").rename(uploads / "quay.png")
    assert outcomes(Ways(uploads)) == {"here": 1, "absent": 1}
    (uploads / "quay.png").rename(uploads / "2016/08/quay.png")
    seen = []
    assert outcomes(Ways(uploads), progress=lambda *told: seen.append(told)) == {"here": 1}
    assert seen == [("files", 1, 1)]
    assert outcomes(Ways(uploads)) == {}


def test_dry_run_says_the_same_and_writes_nothing(rows, uploads):
    (uploads / "2016/08/talk.mp3").write_bytes(b"<?php system($_GET['x']);")
    assert outcomes(Ways(uploads), write=False) == {"here": 1, "refused": 1}
    assert not Image.objects.exclude(file="").exists()
    assert not Redirect.objects.exists()


def test_file_that_is_no_picture_is_refused_with_a_reason(rows, uploads):
    (uploads / "2016/08/quay.png").write_text("<svg onload='x()'/>")
    assert [step.outcome for step in bring(REF, Ways(uploads))] == ["refused", "here"]


@pytest.mark.parametrize(("edited", "mark"), [(False, "as it is now"), (True, "as it was")])
def test_import_knows_a_text_with_new_addresses_as_its_own_unless_it_was_edited(rows, uploads, edited, mark):
    marks = iter(["changed" if edited else "as it was", "as it is now", "as it is now"] * 9)
    (uploads / "2016/08/talk.mp3").unlink()
    bring(REF, Ways(uploads), marked=lambda post: next(marks))
    assert Post.everything.get().import_data["made"] == mark


def test_the_original_comes_before_what_wordpress_scaled_down(uploads):
    scaled = f"{UPLOADS}/2016/08/quay-scaled.png"
    meta = [["_wp_attached_file", "2016/08/quay-scaled.png"], *SCALED]
    assert find(uploads, scaled, [tuple(pair) for pair in meta]).name == "quay.png"
    assert addresses(scaled, dict(meta)) == [QUAY, scaled]


@pytest.mark.parametrize(
    "attached", ["../secret.png", "/etc/passwd", "a\0b", "2016/08/../../../secret.png", "x" * 5000]
)
def test_nothing_outside_the_uploads_is_taken(uploads, attached):
    (uploads.parent / "secret.png").write_bytes(picture_bytes())
    assert find(uploads, "", [("_wp_attached_file", attached)]) is None


def test_dry_run_asks_the_old_site_whether_it_has_the_files_and_takes_none(rows):
    Image.objects.update(source_url=QUAY.replace("https", "http"))
    Attachment.objects.update(source_url=TALK.replace("https", "http"))
    known = {"/wp-content/uploads/2016/08/quay.png": plain(picture_bytes())}
    with peer(known) as old:
        steps = [
            sorted((step.outcome, step.reason) for step in bring(REF, ways, write=write))
            for write in (False, True)
            for ways in [Ways.of(None, ["old.example.org"], old.client())]
        ]
        assert [head.split()[0] for head in old.heads if "quay" in head] == ["HEAD", "GET"]
    assert steps[0] == steps[1]
    assert [outcome for outcome, _reason in steps[0]] == ["absent", "here"]
    assert Image.objects.exclude(file="").count() == 1


@pytest.mark.soak
def test_thousands_of_files_are_fetched_in_flat_memory_and_go_on_where_they_stopped():
    """A thousand at once need hardly more than a hundred; the second run asks only for what is missing."""
    import tracemalloc

    def fetched(first, last):
        for number in range(first, last):
            url = f"http://old.example.org/wp-content/uploads/{number}.png"
            Image.objects.create(import_ref=f"{REF}{number}", source_url=url)
        told = []
        tracemalloc.start()
        with peer(lambda connection, head: connection.sendall(plain(picture_bytes()))) as old:
            ways = Ways.of(None, ["old.example.org"], old.client())
            found = outcomes(ways, progress=lambda *step: told.append(step))
            asked = len(old.heads)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert found == {"here": last - first}
        assert (asked, told[-1]) == (last - first, ("files", last - first, last - first))
        return most

    few = fetched(0, 100)
    assert fetched(100, 1100) < 2 * few + 4_000_000
