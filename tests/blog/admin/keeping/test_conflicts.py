"""Two people, or two windows, on one text: the second is shown both and chooses; nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from blog.models import Post, Revision
from tests.blog.admin.forms import form_values
from tests.blog.admin.keeping.openforms import ADD, OpenForm, change
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post("The quay", body="<p>Old words.</p>", owner=alice)


@pytest.fixture
def both(browse_as, alice, editor, post):
    """The form opened by two people; the second has saved."""
    hers, his = OpenForm(browse_as(alice), change(post)), OpenForm(browse_as(editor), change(post))
    his.type(title="The pier", body="<p>Words of the editor.</p>").press()
    hers.type(title="The jetty", body="<p>Words of Alice.</p>")
    return hers, his


def test_second_is_shown_both_texts_and_nothing_is_written_over(both, post):
    page = both[0].press().content.decode()
    post.refresh_from_db()
    assert (post.title, post.body) == ("The pier", "<p>Words of the editor.</p>")
    assert "edith has saved this text" in page
    assert all(f"<{mark}>" in page for mark in ("del", "ins"))
    assert "&lt;p&gt;Words of Alice.&lt;/p&gt;" in page


def after_conflict(form):
    """The form as it came back."""
    import lxml.html

    page = lxml.html.fromstring(form.press().content.decode())
    wanted = next(found for found in page.forms if (found.get("id") or "").endswith("_form"))
    form.values = {}
    for name, value in wanted.form_values():
        form.values.setdefault(name, []).append(value)
    form.values = {name: value for name, value in form.values.items() if not name.startswith("_")}
    return form


def test_second_takes_their_own(both, post):
    after_conflict(both[0]).press()
    post.refresh_from_db()
    assert (post.title, post.body) == ("The jetty", "<p>Words of Alice.</p>")
    assert Revision.objects.history().filter(content__title="The pier").exists()


def test_own_words_take_the_place_of_changes_for_later(browse_as, alice, editor, post):
    hers, his = OpenForm(browse_as(alice), change(post)), OpenForm(browse_as(editor), change(post))
    his.type(title="The pier", body="<p>Words of the editor.</p>").press("_later")
    hers.type(title="The jetty", body="<p>Words of Alice.</p>")
    after_conflict(hers).press()
    opened = OpenForm(browse_as(alice), change(post)).values
    assert [opened[name][0].strip() for name in ("title", "body")] == ["The jetty", "<p>Words of Alice.</p>"]
    assert Revision.objects.history().filter(content__title="The pier").exists()


def test_second_takes_what_is_saved(both, post):
    after_conflict(both[0]).press("_theirs")
    post.refresh_from_db()
    assert post.title == "The pier"
    assert Revision.objects.get(kind="aside").content["title"].strip() == "The jetty"
    assert form_values(both[0].client, change(post))["title"][0].strip() == "The pier"


def test_second_goes_on_with_their_own(both, post):
    after_conflict(both[0]).type(title="The jetty and the pier").press()
    post.refresh_from_db()
    assert post.title == "The jetty and the pier"


def test_words_of_the_second_are_kept_even_if_the_page_is_closed(both):
    both[0].press()
    assert Revision.objects.get(kind="autosave").typed["body"] == ["<p>Words of Alice.</p>"]


def test_third_save_meanwhile_is_shown_again(both, post):
    hers, his = both
    after_conflict(hers)
    OpenForm(his.client, change(post)).type(title="The mole").press()
    assert "both-texts" in hers.press().content.decode()
    post.refresh_from_db()
    assert post.title == "The mole"


def test_same_save_twice_is_no_conflict(browse_as, alice, post):
    form = OpenForm(browse_as(alice), change(post)).type(title="The pier")
    form.press()
    answer = form.press(follow=True).content.decode()
    assert "saved already" in answer
    assert "both-texts" not in answer


def test_own_other_window_is_named(browse_as, alice, post):
    one, two = (OpenForm(browse_as(alice), change(post)) for _ in range(2))
    one.type(title="One").press()
    assert "in another window" in two.type(title="Two").press().content.decode()


def test_autosave_warns_of_what_was_saved_meanwhile(both):
    said = both[0].autosave().json()
    assert "edith has saved this text meanwhile" in said["warning"]


def test_bulk_action_is_not_undone_by_an_open_form(browse_as, alice, editor):
    draft = make_post("Draft", status="draft", owner=alice, publish_at=None)
    form = OpenForm(browse_as(alice), change(draft)).type(body="<p>New.</p>")
    action = {"action": "publish_chosen", "_selected_action": [draft.pk]}
    browse_as(editor).post(reverse("admin:blog_post_changelist"), action)
    page = form.press().content.decode()
    draft.refresh_from_db()
    assert draft.status == "published"
    assert "both-texts" in page


def test_bulk_action_loses_no_unsaved_words(browse_as, alice, editor, post):
    OpenForm(browse_as(alice), change(post)).type(title="Typed").autosave()
    OpenForm(browse_as(editor), change(post)).type(title="Later").press("_later")
    action = {"action": "withdraw_chosen", "_selected_action": [post.pk]}
    browse_as(editor).post(reverse("admin:blog_post_changelist"), action)
    kinds = set(Revision.objects.values_list("kind", flat=True))
    assert {"autosave", "working"} <= kinds


def test_trashed_meanwhile_is_told(browse_as, alice, editor, post):
    form = OpenForm(browse_as(alice), change(post)).type(title="Typed")
    OpenForm(browse_as(editor), change(post)).press("_trash")
    assert "both-texts" in form.press().content.decode()
    post.refresh_from_db()
    assert (post.status, post.title) == ("trash", "The quay")


def at_once(*works):
    """Each in a thread of its own."""

    def run(work):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.django_db(transaction=True)
def test_of_eight_saves_at_once_one_is_taken_and_every_word_is_kept(browse_as, alice, post):
    forms = [OpenForm(browse_as(alice), change(post)).type(title=f"Title {number}") for number in range(8)]
    answers = at_once(*(form.press for form in forms))
    post.refresh_from_db()
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [302]
    assert post.version == 1
    typed = {row.typed["title"][0] for row in Revision.objects.filter(kind="autosave")}
    assert typed | {post.title} == {f"Title {number}" for number in range(8)}


@pytest.mark.django_db(transaction=True)
def test_new_form_sent_by_eight_threads_at_once_makes_one_row(browse_as, alice):
    forms = [OpenForm(browse_as(alice), ADD) for _ in range(8)]
    for number, form in enumerate(forms):
        form.values["form_token"] = forms[0].values["form_token"]
        form.type(title="Low water").values["form_count"] = [str(number + 1)]
    answers = at_once(*([form.autosave for form in forms[:5]] + [form.press for form in forms[5:]]))
    assert Post.objects.count() == 1
    assert {answer.status_code for answer in answers} <= {200, 302}


def test_words_of_a_contributor_are_kept_if_the_text_is_published_meanwhile(browse_as, contributor, editor):
    draft = make_post("Draft", status="draft", owner=contributor, publish_at=None)
    hers, his = OpenForm(browse_as(contributor), change(draft)), OpenForm(browse_as(editor), change(draft))
    his.press("_publish")
    assert hers.type(body="<p>Late words.</p>").press().status_code == 302
    assert Revision.objects.filter(post=draft, content__body="<p>Late words.</p>").exists()
    draft.refresh_from_db()
    assert draft.body != "<p>Late words.</p>"


def test_words_for_a_text_that_was_deleted_are_shown_to_be_copied(browse_as, alice, post):
    form = OpenForm(browse_as(alice), change(post)).type(body="<p>A day of work.</p>")
    post.delete()
    answer = form.press()
    assert answer.status_code == 410
    assert "A day of work." in answer.content.decode()
