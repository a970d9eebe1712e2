"""The preview in the admin: what its frames show, and the links that it makes and ends."""

import pytest
from django.urls import reverse

from blog.models import Post, PreviewLink, Revision, Status
from blog.revisions import previewing
from tests.blog.admin.forms import form_values
from tests.blog.admin.keeping.openforms import OpenForm
from tests.factories import make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post("Low water", owner=alice, status=Status.DRAFT)


def preview(post) -> str:
    return f"/admin/blog/{post.kind}/{post.pk}/preview/"


def typed(client, post, **changes):
    """What a browser sends when “Preview” is pressed in the form of the post."""
    values = form_values(client, f"/admin/blog/post/{post.pk}/change/") | changes
    return {name: value for name, value in values.items() if value is not None and not name.startswith("_")}


def test_frames_show_the_page_under_public_rules(browse_as, alice, post):
    response = browse_as(alice).get(f"{preview(post)}page/")
    assert "The harbour was quiet that morning." in response.content.decode()
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def test_only_the_preview_may_hold_frames_of_ours(browse_as, alice, post):
    headers = browse_as(alice).get(preview(post)).headers
    assert "frame-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_button_shows_what_is_typed_and_saves_nothing(browse_as, alice, post):
    client = browse_as(alice)
    sent = typed(client, post, title="Typed just now", tags="quays")
    response = client.post(f"{preview(post)}typed/", sent, follow=True)
    assert "With what is not saved yet" in response.content.decode()
    frame = client.get(f"{preview(post)}page/").content.decode()
    assert "Typed just now" in frame
    assert "quays" in frame
    assert Post.objects.get(pk=post.pk).title == "Low water"


def test_button_shows_later_words_also_where_no_script_counts(browse_as, alice, post):
    client = browse_as(alice)
    sent = typed(client, post)
    for title in ("First try", "Second try"):
        client.post(f"{preview(post)}typed/", sent | {"title": title})
    assert "Second try" in client.get(f"{preview(post)}page/").content.decode()


def test_new_text_is_previewed_before_it_is_saved(browse_as, alice):
    client = browse_as(alice)
    values = form_values(client, "/admin/blog/post/add/") | {
        "title": "Begun just now",
        "body": "<p>Words.</p>",
    }
    sent = {name: value for name, value in values.items() if value is not None and not name.startswith("_")}
    said = client.post("/admin/blog/post/add/preview/", sent, headers={"accept": "application/json"}).json()
    assert "Begun just now" in client.get(f"{said['preview']}page/").content.decode()


def test_preview_of_a_text_that_was_never_saved_shows_its_words(browse_as, alice):
    form = OpenForm(browse_as(alice), reverse("admin:blog_post_add")).type(
        title="Low water", body="<p>Tide.</p>"
    )
    form.autosave()
    post = Post.everything.get()
    page = form.client.get(reverse("admin:blog_post_previewpage", args=[post.pk]))
    assert "Tide." in page.content.decode()


def test_link_is_made_and_ended(browse_as, alice, post, stranger):
    client = browse_as(alice)
    html = client.post(preview(post), {"days": "30"}, follow=True).content.decode()
    link = PreviewLink.objects.get()
    assert previewing.address(link) in html
    assert (link.expires_at - link.made_at).days == 30
    client.post(preview(post), {"_end": link.pk})
    assert stranger.get(previewing.address(link)).status_code == 410


def test_all_links_of_one_text_end_together(browse_as, alice, post):
    other = previewing.make_link(make_post(owner=alice), alice, 1, shows_unsaved=False)
    for days in (1, 7):
        previewing.make_link(post, alice, days, shows_unsaved=False)
    browse_as(alice).post(preview(post), {"_end_all": "1"})
    assert list(PreviewLink.objects.all().living()) == [other]


@pytest.mark.parametrize("days", ["2", "365", "-1", "x", ""])
def test_link_lives_no_other_time(browse_as, alice, post, days):
    browse_as(alice).post(preview(post), {"days": days})
    assert not PreviewLink.objects.exists()


def test_others_words_that_are_not_saved_are_not_shown(browse_as, alice, editor, post):
    Revision.objects.create(
        post=post, user=editor, kind="autosave", content={"title": "Hers"}, typed={"a": ["b"]}
    )
    assert "Hers" not in browse_as(alice).get(f"{preview(post)}page/").content.decode()


def test_contributor_previews_only_their_own(browse_as, contributor, post):
    client = browse_as(contributor)
    answers = {client.get(f"{preview(post)}{part}").status_code for part in ("", "page/")}
    assert answers == {404}
    assert client.post(preview(post), {"days": "7"}).status_code == 404


def test_moderator_previews_nothing(browse_as, bob, post):
    client = browse_as(bob)
    answers = {client.get(f"{preview(post)}{part}").status_code for part in ("", "page/", "typed/")}
    assert answers == {403}


def test_page_is_previewed(browse_as, editor):
    assert "What we are about." in browse_as(editor).get(f"{preview(make_page())}page/").content.decode()
