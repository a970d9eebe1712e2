"""A preview shows what is being worked on to whoever has a living link, and to nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import PreviewLink, Revision, Status
from blog.revisions import previewing
from blog.revisions.contents import content_of
from tests.factories import make_author, make_category, make_image, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(alice):
    """A draft of Alice's."""
    return make_post("Low water", status=Status.DRAFT, publish_at=None, owner=alice)


@pytest.fixture
def link(draft, alice) -> PreviewLink:
    return previewing.make_link(draft, alice, 7, shows_unsaved=False)


def read(client, link: PreviewLink) -> str:
    return client.get(previewing.address(link)).content.decode()


def test_stranger_reads_a_draft_by_its_link(stranger, link):
    response = stranger.get(previewing.address(link))
    assert response.status_code == 200
    assert "The harbour was quiet that morning." in response.content.decode()
    assert not response.cookies


def test_preview_is_kept_by_nobody(stranger, link):
    headers = stranger.get(previewing.address(link)).headers
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "strict-origin"


def test_preview_may_be_framed_by_ourselves_alone(stranger, link, draft):
    headers = stranger.get(previewing.address(link)).headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    draft.publish()
    assert "frame-ancestors 'none'" in stranger.get(draft.get_absolute_url())["Content-Security-Policy"]


def test_preview_names_no_other_address_for_the_text_and_takes_no_replies(stranger, link):
    html = read(stranger, link)
    assert "canonical" not in html
    assert "ld+json" not in html
    assert 'id="reply-form"' not in html


def test_working_copy_is_shown_with_everything_and_without_writing(stranger, alice):
    post = make_post("Old", status=Status.PUBLISHED, owner=alice, tags=["ports"])
    content = content_of(post) | {
        "title": "New",
        "tags": ["a tag nobody has used"],
        "categories": [make_category("Sea").pk],
        "authors": [make_author("Ann Grey").pk],
        "featured_image": make_image(alt="A lighthouse").pk,
        "pictures": [{"image": make_image(alt="A ferry").pk, "caption": "Late again", "position": 0}],
        "media_links": [
            {"url": "https://a.example/talk.mp3", "title": "Listen to this", "placement": "lead"}
        ],
    }
    Revision.objects.create(post=post, kind=Revision.Kind.WORKING, content=content, user=alice)
    address = previewing.address(previewing.make_link(post, alice, 1, shows_unsaved=False))
    with CaptureQueriesContext(connection) as queries:
        html = stranger.get(address).content.decode()
    wanted = [
        "New",
        "a tag nobody has used",
        "Sea",
        "Ann Grey",
        "A lighthouse",
        "Late again",
        "Listen to this",
    ]
    assert [words for words in wanted if words not in html] == []
    written = [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "(SELECT"))]
    assert [sql for sql in written if "blog_attempt" not in sql] == []


def test_unsaved_words_are_shown_only_if_the_link_says_so(stranger, draft, alice):
    content = content_of(draft) | {"title": "Typed just now"}
    later = timezone.now() + timedelta(seconds=5)
    Revision.objects.create(
        post=draft,
        kind=Revision.Kind.AUTOSAVE,
        content=content,
        user=alice,
        saved_at=later,
        typed={"a": ["b"]},
    )
    shown = [
        read(stranger, previewing.make_link(draft, alice, 1, shows_unsaved=said)) for said in (True, False)
    ]
    assert ["Typed just now" in html for html in shown] == [True, False]


def test_password_does_not_hide_a_preview(stranger, draft, link):
    draft.password = "sesame"
    draft.save()
    assert "The harbour was quiet" in read(stranger, link)


def test_page_is_previewed_as_a_page(stranger, alice):
    page = make_page("Team", parent=make_page("About"), status=Status.DRAFT)
    html = read(stranger, previewing.make_link(page, alice, 1, shows_unsaved=False))
    assert "What we are about." in html
    assert 'class="crumbs' in html


def test_expired_link_is_gone(stranger, link):
    address = previewing.address(link)
    ago = timezone.now() - timedelta(days=8)
    link.expires_at = ago
    assert stranger.get(address).status_code == 200
    PreviewLink.objects.update(expires_at=ago)
    assert stranger.get(previewing.address(link)).status_code == 410


def test_ended_link_is_gone_and_says_so_kindly(stranger, draft, link):
    assert draft.preview_links.all().end() == 1
    response = stranger.get(previewing.address(link))
    assert response.status_code == 410
    assert "Please ask whoever sent it" in response.content.decode()


@pytest.mark.parametrize("token", ["nonsense", "WzEsMl0:1uX:abc", "%00", "a" * 3000])
def test_token_of_somebody_else_is_not_found(stranger, token):
    response = stranger.get(f"/preview/{token}/")
    assert response.status_code == 404
    assert "no preview link of ours" in response.content.decode()


def test_trash_is_shown_to_nobody(stranger, draft, link):
    draft.withdraw(Status.TRASH)
    assert stranger.get(previewing.address(link)).status_code == 410


def test_network_that_asks_too_often_waits(stranger, link, settings):
    settings.PREVIEW_LIMIT = (2, 60)
    answers = [stranger.get(previewing.address(link)).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_draft_without_title_or_address_can_be_previewed(stranger, alice):
    post = make_post(status=Status.DRAFT, publish_at=None)
    type(post).objects.filter(pk=post.pk).update(title="", slug="")
    assert (
        stranger.get(
            previewing.address(previewing.make_link(post, alice, 1, shows_unsaved=False))
        ).status_code
        == 200
    )
