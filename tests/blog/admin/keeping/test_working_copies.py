"""An article that is out is changed for later: nothing of it reaches readers until “Update”."""

import re

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from blog.models import MediaLink, Post, Redirect, Revision
from tests.blog.admin.forms import form_values
from tests.blog.admin.keeping.openforms import OpenForm, change
from tests.factories import make_author, make_category, make_image, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(browse_as, editor):
    return browse_as(editor)


@pytest.fixture
def post():
    author, subject = make_author("Ann"), make_category("Ports")
    return make_post(
        "The quay", slug="quay", body="<p>Boats.</p>", authors=[author], categories=[subject], tags=["sea"]
    )


def everything_changed(desk, post):
    """The form with another value in every part of it."""
    subject, image, guest = make_category("Navy"), make_image(), make_author("Guest")
    return OpenForm(desk, change(post)).type(
        title="The pier",
        slug="pier",
        standfirst="Where it ends.",
        body='<p>Ships, and one that sank.</p><p><a href="https://youtu.be/aqz-KE-bpKQ">https://youtu.be/aqz-KE-bpKQ</a></p>',
        categories=[str(subject.pk)],
        primary_category=str(subject.pk),
        tags="navy",
        featured_image=str(image.pk),
        post_authors__0__author=str(guest.pk),
        media_links__TOTAL_FORMS="1",
        media_links__0__url="https://radio.example/1.mp3",
        media_links__0__title="Listen",
        media_links__0__placement="lead",
        media_links__0__position="0",
        post_images__TOTAL_FORMS="1",
        post_images__0__image=str(image.pk),
        post_images__0__caption="Quay",
        post_images__0__position="0",
    )


def read(client, post):
    """Everything about the post that readers, feeds and search are shown."""
    addresses = [
        "/", "/feed/", "/feed/atom/", "/feed/json/", "/sitemap.xml", "/search/?q=sank", "/search/?q=boats",
        "/category/ports/", "/tag/sea/", f"{post.get_absolute_url()}", f"{post.get_absolute_url()}feed/",
    ]  # fmt: skip
    moment = re.compile(rb"<lastBuildDate>[^<]*")  # of an empty feed: now
    return {address: moment.sub(b"", client.get(address).content) for address in addresses}


def test_readers_see_nothing_of_changes_for_later(desk, post, stranger):
    form = everything_changed(desk, post)
    before = read(stranger, post)
    tables = (Redirect, DBTaskResult, MediaLink)
    counts = [table.objects.count() for table in tables]
    row = Post.objects.filter(pk=post.pk).values().get()
    assert form.press("_later").status_code == 302
    assert read(stranger, post) == before
    assert [table.objects.count() for table in tables] == counts
    assert Post.objects.filter(pk=post.pk).values().get() == row | {"version": 1}


def test_nothing_waits_for_a_commit_of_what_was_only_tried(desk, post, django_capture_on_commit_callbacks):
    form = everything_changed(desk, post)
    with django_capture_on_commit_callbacks() as waiting:
        form.press("_later")
        form.autosave()
    assert waiting == []


def test_changes_for_later_are_there_when_the_text_is_opened_again(desk, browse_as, administrator, post):
    everything_changed(desk, post).press("_later")
    for client in (desk, browse_as(administrator)):
        values = form_values(client, change(post))
        assert (values["title"][0].strip(), values["slug"]) == ("The pier", ["pier"])
        assert values["tags"] == ["navy"]
        assert ["https://radio.example/1.mp3"] in values.values()
        assert values["post_images-0-caption"][0].strip() == "Quay"
    assert "kept for later by edith" in desk.get(change(post)).content.decode()


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_update_brings_everything_at_once(request, browse_as, post, stranger, who):
    everything_changed(browse_as(request.getfixturevalue("editor")), post).press("_later")
    OpenForm(browse_as(request.getfixturevalue(who)), change(post)).press("_save")
    post = Post.objects.get(pk=post.pk)
    assert (post.title, post.slug, list(post.tags.names())) == ("The pier", "pier", ["navy"])
    assert [author.name for author in post.authors.all()] == ["Guest"]
    assert sorted(link.url[:20] for link in post.media_links.all()) == [
        "https://radio.exampl",
        "https://youtu.be/aqz",
    ]
    assert [shown.caption for shown in post.post_images.all()] == ["Quay"]
    assert "sank" in stranger.get(post.get_absolute_url()).content.decode()
    assert not Revision.objects.filter(kind="working").exists()


def test_changes_with_mistakes_are_not_kept_for_later_but_come_back(desk, post):
    answer = OpenForm(desk, change(post)).type(title="", body="<p>New.</p>").press("_later")
    assert "errorlist" in answer.content.decode()
    assert "New." in answer.content.decode()
    assert not Revision.objects.filter(kind="working").exists()


def test_discarded_working_copy_stays_in_the_history(desk, post):
    everything_changed(desk, post).press("_later")
    working = Revision.objects.get(kind="working")
    OpenForm(desk, change(post)).press("_discard", str(working.pk))
    assert form_values(desk, change(post))["title"][0].strip() == "The quay"
    assert Revision.objects.history().filter(content__title="The pier").exists()


def test_live_text_corrected_beside_a_working_copy_keeps_it(desk, post):
    everything_changed(desk, post).press("_later")
    OpenForm(desk, f"{change(post)}?saved").type(body="<p>Boats, corrected.</p>").press()
    post.refresh_from_db()
    assert (post.title, post.body) == ("The quay", "<p>Boats, corrected.</p>")
    assert Revision.objects.get(kind="working").content["title"] == "The pier"


def test_working_copy_behind_a_newer_text_does_not_write_over_it(desk, post):
    everything_changed(desk, post).press("_later")
    OpenForm(desk, f"{change(post)}?saved").type(body="<p>Boats, corrected.</p>").press()
    answer = OpenForm(desk, change(post)).press()
    assert "both-texts" in answer.content.decode()
    post.refresh_from_db()
    assert post.body == "<p>Boats, corrected.</p>"


def test_page_is_changed_for_later(desk, stranger):
    page = make_page("About", body="<p>Us.</p>")
    OpenForm(desk, change(page)).type(body="<p>All of us.</p>").press("_later")
    assert b"All of us" not in stranger.get(page.get_absolute_url()).content
    OpenForm(desk, change(page)).press()
    assert b"All of us" in stranger.get(page.get_absolute_url()).content


def test_revision_is_opened_in_the_form_and_saved_whole(desk, post):
    everything_changed(desk, post).press()
    first = Revision.objects.history().last()
    OpenForm(desk, f"{change(post)}?words={first.pk}").press()
    post = Post.objects.get(pk=post.pk)
    assert (post.title, post.slug, list(post.tags.names())) == ("The quay", "quay", ["sea"])
    assert [author.name for author in post.authors.all()] == ["Ann"]
    assert (post.media_links.count(), post.post_images.count()) == (0, 0)


def test_draft_has_no_button_for_later(desk):
    draft = make_post("Draft", status="draft", publish_at=None)
    page = desk.get(change(draft)).content.decode()
    assert 'name="_later"' not in page
    assert reverse("admin:blog_post_autosave", args=[draft.pk]) in page


def test_words_kept_for_later_are_no_unsaved_words_any_more(desk, post):
    OpenForm(desk, change(post)).type(title="The pier").autosave()
    assert OpenForm(desk, change(post)).type().press("_later").status_code == 302
    assert not Revision.objects.filter(kind="autosave").exists()
    assert "unsaved words" not in desk.get(change(post)).content.decode()
