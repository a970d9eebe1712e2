"""The pages of the history: who may read them, what they say, what they cost."""

import pytest

from blog.models import Post, Revision, Status
from blog.revisions import revising
from blog.revisions.contents import content_of
from tests.blog.admin.forms import submit
from tests.factories import make_category, make_page, make_post

pytestmark = pytest.mark.django_db


def history(post) -> str:
    return f"/admin/blog/{post.kind}/{post.pk}/revisions/"


def restoring(post, revision) -> str:
    return f"{history(post)}{revision.pk}/restore/"


@pytest.fixture
def post(alice):
    """An article of Alice's in its second version."""
    post = make_post("Low water", owner=alice, status=Status.DRAFT, body="<p>The tide was late that day.</p>")
    revising.record(post, alice)
    post.body = "<p>The tide was very late that day.</p>"
    post.save()
    post.categories.add(make_category("Sea"))
    revising.record(post, alice)
    return post


def test_history_says_who_changed_what(browse_as, alice, post):
    html = browse_as(alice).get(history(post)).content.decode()
    assert "alice" in html
    assert "+1 word" in html
    assert "Categories" in html


def test_versions_stand_side_by_side(browse_as, alice, post):
    html = browse_as(alice).get(f"{history(post)}compare/").content.decode()
    assert "The tide was <ins>very </ins>late that day." in html
    assert "<ins>Sea</ins>" in html


def test_comparison_puts_the_older_one_first(browse_as, alice, post):
    new, old = post.revisions.history()
    html = browse_as(alice).get(f"{history(post)}compare/?from={new.pk}&to={old.pk}").content.decode()
    assert "<ins>very </ins>" in html


@pytest.mark.parametrize("query", ["from=x", "from=99999999999999999999", "from=-1", "to=0", "page=x"])
def test_address_of_no_version_is_not_found(browse_as, alice, post, query):
    assert browse_as(alice).get(f"{history(post)}compare/?{query}").status_code in {200, 404}


def test_version_of_another_article_is_not_found(browse_as, alice, post):
    other = revising.record(make_post("Secret"), None)
    assert browse_as(alice).get(f"{history(post)}compare/?from={other.pk}").status_code == 404


def test_button_brings_a_version_back(browse_as, alice, post):
    first = post.revisions.history().last()
    response = browse_as(alice).post(restoring(post, first), follow=True)
    assert "The version is back." in response.content.decode()
    assert Post.objects.get(pk=post.pk).body == "<p>The tide was late that day.</p>"


def test_restored_version_of_an_article_that_is_out_waits_for_update(browse_as, alice, post):
    post.publish()
    first = post.revisions.history().last()
    html = browse_as(alice).post(restoring(post, first), follow=True).content.decode()
    assert "Readers see nothing of it" in html
    assert "The tide was late that day." in html
    assert "very late" in Post.objects.get(pk=post.pk).body


def test_contributor_sees_only_their_own(browse_as, contributor, post):
    client = browse_as(contributor)
    assert client.get(history(post)).status_code == 404
    assert client.post(restoring(post, post.revisions.first())).status_code == 404


def test_contributor_reads_but_does_not_turn_back_what_is_published(browse_as, contributor):
    post = make_post(owner=contributor)
    revision = revising.record(post, contributor)
    client = browse_as(contributor)
    assert client.get(history(post)).status_code == 200
    assert client.post(restoring(post, revision)).status_code == 403


def test_moderator_sees_none(browse_as, bob, post):
    assert browse_as(bob).get(history(post)).status_code == 403


def test_what_django_calls_history_leads_there(browse_as, alice, post):
    response = browse_as(alice).get(f"/admin/blog/post/{post.pk}/history/")
    assert response.headers["Location"] == history(post)


def test_pages_have_a_history(browse_as, editor):
    page = make_page("About")
    revising.record(page, editor)
    assert browse_as(editor).get(history(page)).status_code == 200


def test_change_of_state_in_the_form_is_told(browse_as, alice, post):
    client = browse_as(alice)
    submit(client, f"/admin/blog/post/{post.pk}/change/", _publish="1")
    assert "draft → published" in client.get(history(post)).content.decode()


def test_long_history_costs_no_more_queries(browse_as, alice, post, assert_same_queries):
    client, content = browse_as(alice), content_of(post)

    def grow():
        Revision.objects.bulk_create(
            Revision(post=post, user=alice, kind="saved", content=content) for _ in range(300)
        )

    assert_same_queries(lambda: client.get(history(post)), grow)
    assert 'aria-current="page">1<' in client.get(history(post)).content.decode()
