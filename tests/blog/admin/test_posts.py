"""Writing an article in the admin, and what becomes of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import MediaLink, Post, Redirect, Status
from tests.blog.admin.forms import form_values, submit
from tests.factories import make_author, make_category, make_post, make_tag

ADD = reverse("admin:blog_post_add")
LIST = reverse("admin:blog_post_changelist")


def change(post: Post) -> str:
    return reverse("admin:blog_post_change", args=[post.pk])


@pytest.fixture
def desk(browse_as, alice):
    """Alice's browser."""
    return browse_as(alice)


def test_published_article_is_read_on_the_site(desk, stranger):
    submit(desk, ADD, title="The quay", body="<p>Boats lay there.</p>", _publish="Publish")
    post = Post.objects.get()
    assert "Boats lay there." in stranger.get(post.get_absolute_url()).content.decode()


def test_saved_draft_is_not_public(desk):
    submit(desk, ADD, title="The quay", body="<p>Boats.</p>")
    post = Post.objects.get()
    assert post.status == Status.DRAFT
    assert not post.is_public


def test_new_article_belongs_to_its_writer_and_stands_under_their_byline(desk, alice):
    submit(desk, ADD, title="The quay", _publish="Publish")
    post = Post.objects.get()
    assert post.owner == alice
    assert [author.name for author in post.authors.all()] == ["Alice Marlowe"]


def test_form_proposes_own_byline_to_an_editor(browse_as, editor):
    author = make_author("Edith", user=editor)
    values = form_values(browse_as(editor), ADD)
    assert values["post_authors-0-author"] == [str(author.pk)]


def test_editor_without_byline_gets_one_with_the_first_article(browse_as, editor):
    submit(browse_as(editor), ADD, title="A first", _publish="Publish")
    assert Post.objects.get().authors.get().user == editor


def test_editor_chooses_another_byline(browse_as, editor):
    other = make_author("Guest")
    submit(browse_as(editor), ADD, title="By a guest", post_authors__0__author=other.pk, _publish="Publish")
    assert list(Post.objects.get().authors.all()) == [other]


def test_categories_tags_and_main_category_are_kept(desk):
    root = make_category("World")
    below = make_category("Anti-Imperialism/Foreign Policy", parent=root)
    submit(desk, ADD, title="A", categories=[below.pk], tags="Harbour, low water", _publish="Publish")
    post = Post.objects.get()
    assert list(post.categories.all()) == [below]
    assert post.primary_category == below
    assert sorted(post.tags.names()) == ["Harbour", "low water"]


def test_main_category_is_always_one_of_the_categories(desk):
    first, main = make_category("First"), make_category("Main")
    submit(desk, ADD, title="A", categories=[first.pk], primary_category=main.pk)
    assert set(Post.objects.get().categories.all()) == {first, main}


def test_media_link_is_shown_by_its_title_in_the_text(desk, stranger):
    url = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    parts = {
        "media_links-TOTAL_FORMS": "1",
        "media_links-0-url": url,
        "media_links-0-title": "Listen to the interview",
        "media_links-0-placement": "inline",
        "media_links-0-position": "0",
    }
    submit(desk, ADD, title="A", body=f"<p>{url}</p>", _publish="Publish", **parts)
    post = Post.objects.get()
    assert MediaLink.objects.get().title == "Listen to the interview"
    assert "Listen to the interview" in post.body_html


def test_media_link_that_is_no_web_address_is_said_beside_its_field(desk):
    parts = {
        "media_links-TOTAL_FORMS": "1",
        "media_links-0-url": "javascript:alert(1)",
        "media_links-0-placement": "lead",
        "media_links-0-position": "0",
    }
    answer = submit(desk, ADD, title="A", body="<p>My long text.</p>", **parts)
    assert "An address starts with https://" in answer.content.decode()
    assert "My long text." in answer.content.decode()


def test_future_time_schedules(desk):
    moment = timezone.localtime(timezone.now() + timedelta(days=3))
    times = {"publish_at_0": f"{moment:%Y-%m-%d}", "publish_at_1": f"{moment:%H:%M}"}
    submit(desk, ADD, title="Later", _publish="Publish", **times)
    post = Post.objects.get()
    assert post.status == Status.SCHEDULED
    assert not post.is_public


def test_scheduled_without_time_is_asked_for_one(desk):
    answer = submit(desk, ADD, title="Later", body="<p>Kept words.</p>", status="scheduled")
    assert "Say when it shall appear." in answer.content.decode()
    assert "Kept words." in answer.content.decode()


def test_slug_clash_is_said_and_nothing_typed_is_lost(desk):
    make_post("Another", slug="taken")
    answer = submit(desk, ADD, title="Mine", slug="taken", body="<p>A long evening.</p>")
    page = answer.content.decode()
    assert "has this slug already" in page
    assert "A long evening." in page
    assert Post.objects.count() == 1


@pytest.mark.parametrize("slug", ["feed", "a/b", "2016", "x y"])
def test_slug_that_no_address_can_hold_is_refused_in_words(desk, slug):
    answer = submit(desk, ADD, title="Mine", slug=slug, body="<p>A long evening.</p>")
    assert answer.status_code == 200
    assert "A long evening." in answer.content.decode()
    assert not Post.objects.exists()


def test_proposed_slug_is_made_free(desk):
    make_post("The quay", slug="the-quay")
    submit(desk, ADD, title="The quay", slug="the-quay")
    assert Post.objects.filter(slug="the-quay-2").exists()


def test_changed_slug_leaves_the_old_address_leading_to_the_new(desk, alice, stranger):
    post = make_post(slug="old", owner=alice)
    old = post.get_absolute_url()
    submit(desk, change(post), slug="new")
    post.refresh_from_db()
    assert Redirect.objects.filter(post=post).count() == 1
    assert stranger.get(old).headers["Location"] == post.get_absolute_url()


def test_title_is_required_and_the_text_stays(desk):
    answer = submit(desk, ADD, title="", body="<p>Without a headline yet.</p>")
    assert "Without a headline yet." in answer.content.decode()


def test_update_keeps_the_article_where_it_was(desk, alice):
    post = make_post(owner=alice)
    before = post.publish_at.replace(second=0, microsecond=0)
    submit(desk, change(post), body="<p>Better words.</p>")
    post.refresh_from_db()
    assert post.status == Status.PUBLISHED
    assert post.publish_at.replace(second=0, microsecond=0) == before


def test_trash_takes_it_from_the_site_and_keeps_it(desk, alice, stranger):
    post = make_post(owner=alice)
    address = post.get_absolute_url()
    submit(desk, change(post), _trash="1")
    post.refresh_from_db()
    assert post.status == Status.TRASH
    assert stranger.get(address).status_code == 404


def test_trash_is_not_in_the_list_until_asked_for(desk, alice):
    make_post("Thrown away", owner=alice, status=Status.TRASH)
    assert "Thrown away" not in desk.get(LIST).content.decode()
    assert "Thrown away" in desk.get(f"{LIST}?status=trash").content.decode()


@pytest.mark.parametrize(
    ("action", "status"),
    [("publish_chosen", "published"), ("withdraw_chosen", "withdrawn"), ("trash_chosen", "trash")],
)
def test_action_changes_the_chosen_ones(browse_as, editor, action, status):
    post = make_post(status=Status.DRAFT)
    browse_as(editor).post(LIST, {"action": action, "_selected_action": [post.pk]})
    post.refresh_from_db()
    assert post.status == status


def test_list_costs_the_same_for_one_and_thirty(browse_as, editor, assert_same_queries):
    client = browse_as(editor)

    def one() -> None:
        category = make_category()
        make_post(authors=[make_author()], categories=[category], tags=["a"])

    one()
    number = assert_same_queries(lambda: client.get(LIST), lambda: [one() for _ in range(29)])
    assert number < 25


QUERIES = "q=quay status=draft mine=1 month=2026-11 month=x author=9 category=9 o=1.2.-5"


@pytest.mark.parametrize("query", QUERIES.split())
def test_list_can_be_searched_filtered_and_sorted(browse_as, editor, query):
    make_post("The quay", owner=editor)
    assert browse_as(editor).get(f"{LIST}?{query}").status_code == 200


def test_category_filter_takes_the_branch(browse_as, editor):
    root = make_category("World")
    make_post("Far away", categories=[make_category("Asia", parent=root)])
    make_post("At home", categories=[make_category("Home")])
    page = browse_as(editor).get(f"{LIST}?category={root.pk}").content.decode()
    assert "Far away" in page
    assert "At home" not in page


def test_draft_can_be_previewed_by_its_writer_only(desk, alice, stranger):
    post = make_post(owner=alice, status=Status.DRAFT, publish_at=None)
    assert desk.get(post.get_absolute_url()).status_code == 200
    assert stranger.get(post.get_absolute_url()).status_code == 404


def test_known_tags_are_offered(desk):
    make_tag("Low water")
    assert '<option value="Low water">' in desk.get(ADD).content.decode()
