"""What is typed and not saved: kept for each open form, and there when the text is opened again."""

import pytest
from django.urls import reverse

from blog.models import MediaLink, Post, PostAuthor, Revision, Status
from tests.blog.admin.forms import form_values
from tests.blog.admin.keeping.openforms import ADD, OpenForm, change
from tests.factories import make_author, make_category, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(browse_as, alice):
    return browse_as(alice)


@pytest.fixture
def post(alice):
    return make_post("The quay", body="<p>Old words.</p>", status=Status.DRAFT, owner=alice)


def test_autosave_touches_no_live_row(desk, post):
    before = Post.objects.filter(pk=post.pk).values().get()
    answer = OpenForm(desk, change(post)).type(title="The pier", body="<p>New words.</p>").autosave()
    assert answer.json()["state"] == "saved"
    assert Post.objects.filter(pk=post.pk).values().get() == before
    assert Revision.objects.get().content["body"] == "<p>New words.</p>"


def test_what_was_typed_is_there_when_the_text_is_opened_again(desk, post):
    subject = make_category("Ports")
    form = OpenForm(desk, change(post)).type(
        title="The pier",
        body="<p>New words.</p>",
        tags="ports, navy",
        categories=[str(subject.pk)],
        media_links__TOTAL_FORMS="1",
        media_links__0__url="https://radio.example/1.mp3",
        media_links__0__title="Listen",
        media_links__0__placement="lead",
        media_links__0__position="0",
    )
    form.autosave()
    page = desk.get(change(post)).content.decode()
    again = form_values(desk, change(post))
    assert again["title"][0].strip() == "The pier"
    assert again["body"][0].strip() == "<p>New words.</p>"
    assert (again["tags"], again["categories"]) == (["ports, navy"], [str(subject.pk)])
    assert again["media_links-0-url"] == ["https://radio.example/1.mp3"]
    assert "You have not saved it" in page
    assert "errornote" not in page


def test_opened_words_are_saved_whole(desk, post):
    form = OpenForm(desk, change(post)).type(
        title="The pier",
        media_links__TOTAL_FORMS="1",
        media_links__0__url="https://radio.example/1.mp3",
        media_links__0__placement="lead",
        media_links__0__position="0",
    )
    form.autosave()
    OpenForm(desk, change(post)).press()
    post.refresh_from_db()
    assert (post.title, post.media_links.get().url) == ("The pier", "https://radio.example/1.mp3")
    assert [row.kind for row in post.revisions.order_by("pk")] == ["saved", "saved"]


def test_words_with_mistakes_are_kept_as_typed_and_not_judged(desk, post):
    OpenForm(desk, change(post)).type(title="", body="<p>No title yet.</p>").autosave()
    page = desk.get(change(post)).content.decode()
    assert "No title yet." in page
    assert "errorlist" not in page


def test_saved_version_can_be_shown_instead_and_the_words_stay(desk, post):
    OpenForm(desk, change(post)).type(title="The pier").autosave()
    page = desk.get(f"{change(post)}?saved").content.decode()
    assert "The quay</textarea>" in page
    assert f"?words={Revision.objects.get().pk}" in page


def test_discarded_words_stay_in_the_history(desk, post):
    OpenForm(desk, change(post)).type(title="The pier").autosave()
    row = Revision.objects.get()
    OpenForm(desk, change(post)).press("_discard", str(row.pk))
    row.refresh_from_db()
    assert (row.kind, row.content["title"]) == ("aside", "The pier")
    assert "The quay</textarea>" in desk.get(change(post)).content.decode()


def test_nobody_discards_what_somebody_else_typed(desk, browse_as, editor, post):
    OpenForm(desk, change(post)).type(title="The pier").autosave()
    OpenForm(browse_as(editor), change(post)).press("_discard", str(Revision.objects.get().pk))
    assert Revision.objects.get().kind == "autosave"


def test_two_windows_of_one_person_keep_their_words_apart(desk, post):
    one, two = OpenForm(desk, change(post)), OpenForm(desk, change(post))
    one.type(title="One").autosave()
    said = two.type(title="Two").autosave().json()
    assert sorted(row.typed["title"][0] for row in Revision.objects.all()) == ["One", "Two"]
    assert "another window" in said["warning"]


def test_reopened_form_goes_on_with_the_same_words(desk, post):
    OpenForm(desk, change(post)).type(title="One").autosave()
    OpenForm(desk, change(post)).type(title="One and more").autosave()
    assert [row.typed["title"] for row in Revision.objects.all()] == [["One and more"]]


def test_window_that_goes_on_writing_is_not_taken_over(desk, post):
    first = OpenForm(desk, change(post))
    first.type(title="One").autosave()
    second = OpenForm(desk, change(post))
    first.type(title="One, further").autosave()
    second.type(title="Two").autosave()
    assert sorted(row.typed["title"][0] for row in Revision.objects.all()) == ["One, further", "Two"]


def test_late_autosave_does_not_come_after_the_save(desk, post):
    form = OpenForm(desk, change(post)).type(title="Typed")
    late = dict(form.values)
    form.type(title="Saved").press()
    desk.post(form.autosaving, late)
    assert not Revision.objects.filter(kind="autosave").exists()


def test_words_typed_after_going_back_to_a_saved_form_are_kept(desk, post):
    form = OpenForm(desk, change(post)).type(title="Saved")
    form.press()
    form.type(title="Saved, and more").autosave()
    assert Revision.objects.get(kind="autosave").typed["title"] == ["Saved, and more"]
    assert Revision.objects.history().first().content["title"] == "Saved"


def test_others_are_told_of_unsaved_words_without_seeing_them(desk, browse_as, editor, post):
    OpenForm(desk, change(post)).type(title="Secret plan").autosave()
    page = browse_as(editor).get(change(post)).content.decode()
    assert "alice has unsaved words" in page
    assert "Secret plan" not in page


def test_nobody_opens_what_somebody_else_typed(desk, browse_as, editor, post):
    OpenForm(desk, change(post)).type(title="Secret plan").autosave()
    row = Revision.objects.get()
    page = browse_as(editor).get(f"{change(post)}?words={row.pk}").content.decode()
    assert "Secret plan" not in page


def test_new_text_gets_one_row_however_often_its_form_is_sent(desk, alice):
    form = OpenForm(desk, ADD)
    form.type(title="Low").autosave()
    form.autosaving = reverse("admin:blog_post_autosave_new")
    form.type(title="Low water").autosave()
    post = Post.objects.get()
    assert (post.title, post.slug, post.owner, post.status) == ("Low water", "", alice, "draft")
    assert post.revisions.get().typed["title"] == ["Low water"]


def test_new_text_is_saved_into_the_row_of_its_autosave(desk):
    form = OpenForm(desk, ADD).type(title="Low")
    form.autosave()
    form.address = ADD  # sent before the answer was there
    form.type(title="Low water", slug="low-water", body="<p>Sand.</p>").press("_publish")
    post = Post.objects.get()
    assert (post.slug, post.status, post.version) == ("low-water", "published", 1)
    assert [author.name for author in post.authors.all()] == ["Alice Marlowe"]


def test_form_of_a_new_text_sent_twice_makes_one(desk):
    form = OpenForm(desk, ADD).type(title="Low water")
    form.press()
    answer = form.press(follow=True)
    assert Post.objects.count() == 1
    assert "saved already" in answer.content.decode()


def test_contributor_begins_and_goes_on(browse_as, contributor):
    desk = browse_as(contributor)
    form = OpenForm(desk, ADD).type(title="A first draft")
    form.autosave()
    form.type(body="<p>Words.</p>").press("_review")
    post = Post.objects.get()
    assert (post.status, post.authors.get().user) == ("review", contributor)


def test_editor_begins_with_another_byline(browse_as, editor):
    guest = make_author("Guest")
    form = OpenForm(browse_as(editor), ADD).type(title="By a guest", post_authors__0__author=str(guest.pk))
    form.autosave()
    form.press()
    assert [row.author for row in PostAuthor.objects.all()] == [guest]


def test_text_without_a_title_is_listed(desk):
    OpenForm(desk, ADD).type(body="<p>Only words.</p>").autosave()
    assert "(no title)" in desk.get(reverse("admin:blog_post_changelist")).content.decode()


def test_page_is_kept_like_an_article(browse_as, editor):
    desk, page = browse_as(editor), make_page("About", body="<p>Us.</p>")
    OpenForm(desk, change(page)).type(body="<p>All of us.</p>").autosave()
    assert form_values(desk, change(page))["body"][0].strip() == "<p>All of us.</p>"
    page.refresh_from_db()
    assert page.body == "<p>Us.</p>"


def test_new_page_gets_a_row(browse_as, editor):
    form = OpenForm(browse_as(editor), reverse("admin:blog_page_add")).type(title="Rules")
    form.autosave()
    form.press()
    assert [(row.kind, row.path) for row in Post.everything.all()] == [("page", "rules")]


def test_who_is_logged_out_is_told_in_json(client, post):
    answer = client.post(reverse("admin:blog_post_autosave", args=[post.pk]), {"title": "x"})
    assert (answer.status_code, answer.json()["state"]) == (401, "login")


def test_who_may_not_change_the_text_is_told(browse_as, contributor, post):
    answer = browse_as(contributor).post(reverse("admin:blog_post_autosave", args=[post.pk]), {"title": "x"})
    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert not Revision.objects.exists()


def test_words_typed_after_an_editor_has_published_are_kept_apart(browse_as, contributor, editor):
    own = make_post("The quay", body="<p>Old.</p>", status=Status.REVIEW, owner=contributor)
    form = OpenForm(browse_as(contributor), change(own)).type(body="<p>Old. And mine.</p>")
    OpenForm(browse_as(editor), change(own)).type(title="The pier").press("_publish")
    answer = form.autosave()
    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    kept = Revision.objects.get(user=contributor)
    assert (kept.kind, kept.content["body"]) == (Revision.Kind.ASIDE, "<p>Old. And mine.</p>")
    own.refresh_from_db()
    assert own.body == "<p>Old.</p>"


def test_row_that_is_gone_meanwhile_becomes_a_new_one(desk, post):
    link = MediaLink.objects.create(post=post, url="https://radio.example/1.mp3", title="Listen")
    form = OpenForm(desk, change(post)).type(media_links__0__title="Hear")
    form.autosave()
    link.delete()
    OpenForm(desk, change(post)).press()
    assert [row.title for row in post.media_links.all()] == ["Hear"]
