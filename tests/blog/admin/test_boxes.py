"""The boxes of the writing form: what they answer to scripts, and what they do without any."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Category, Post, PostImage, Status
from blog.tagnames import as_known, typed_tags
from tests.blog.admin.forms import submit
from tests.factories import make_category, make_image, make_post, make_tag

ADD = reverse("admin:blog_post_add")
CHECK = reverse("admin:blog_post_check")
TAGS = reverse("admin:blog_post_tags")
ADD_CATEGORY = reverse("admin:blog_post_add_category")


@pytest.fixture
def desk(browse_as, editor):
    """An editor's browser."""
    return browse_as(editor)


def test_checklist_is_of_what_is_in_the_form_now(desk):
    image = make_image(alt="")
    typed = {"title": "Mine", "body": '<p>Look <a href="/none/">here</a>.</p>', "featured_image": image.pk}
    typed |= {"media_links-TOTAL_FORMS": "2", "media_links-0-DELETE": "on", "media_links-1-url": ""}
    page = desk.post(CHECK, typed).json()["html"]
    for remark in (
        "no standfirst",
        "does not say where",
        "nothing at this address",
        "no alternative",
        "No category",
    ):
        assert remark in page
    assert page.count("A media link has no address.") == 1
    assert 'href="#id_media_links-1-url"' in page


def test_checklist_of_what_is_saved_stands_in_the_form(desk):
    post = make_post(standfirst="", categories=[make_category()])
    page = desk.get(reverse("admin:blog_post_change", args=[post.pk])).content.decode()
    assert "There is no standfirst." in page


def test_title_of_another_is_escaped_in_the_checklist(desk):
    answer = desk.post(CHECK, {"title": "T", "body": "<h4>&lt;img src=x&gt;</h4>"}).json()
    assert "<img" not in answer["html"]


def test_tags_are_offered_in_any_case_and_script(desk):
    make_tag("Überfahrt")
    make_tag("Гавань")
    assert desk.get(TAGS, {"q": "überf"}).json() == {"names": ["Überfahrt"]}
    assert desk.get(TAGS, {"q": "ГАВ"}).json() == {"names": ["Гавань"]}


def test_tags_used_most_are_offered_before_anything_is_typed(desk):
    make_post(tags=["quay", "toll"])
    make_post(tags=["toll"])
    assert desk.get(TAGS).json() == {"names": ["toll", "quay"]}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("low water", ["low water"]),
        ("a, b ,, a", ["a", "b"]),
        ('"Paris, Texas", quay', ["Paris, Texas", "quay"]),
        ("Quay, quay", ["Quay"]),
    ],
)
def test_tags_are_parted_by_commas_alone(typed, names):
    assert typed_tags(typed) == names


@pytest.mark.django_db
def test_tag_in_another_case_is_the_one_that_is_there():
    make_tag("Гавань")
    assert as_known(["гавань", "new"]) == ["Гавань", "new"]


def test_category_is_added_beside_the_form(desk):
    root = make_category("World")
    answer = desk.post(ADD_CATEGORY, {"name": "Sea/Power", "parent": root.pk})
    assert answer.status_code == 201
    assert Category.objects.get(pk=answer.json()["id"]).parent == root


def test_category_without_a_name_is_refused_in_words(desk):
    answer = desk.post(ADD_CATEGORY, {"name": "", "parent": ""})
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_author_may_not_add_categories(browse_as, alice):
    client = browse_as(alice)
    assert client.post(ADD_CATEGORY, {"name": "Mine"}).status_code == 403
    assert "data-quick-add" not in client.get(ADD).content.decode()


def test_form_says_the_whole_address_and_what_a_change_does(desk):
    post = make_post(slug="low-water")
    page = desk.get(reverse("admin:blog_post_change", args=[post.pk])).content.decode()
    assert f'data-before="http://127.0.0.1:8000{post.get_absolute_url().partition("low-water")[0]}"' in page
    assert "after a change the old address leads to the new one" in page


def test_form_names_the_clock_of_the_publication(desk):
    assert "In the time of UTC" in desk.get(ADD).content.decode()


def test_featured_picture_is_chosen_by_number_without_a_script(desk):
    image = make_image()
    submit(desk, ADD, title="A", featured_image=image.pk)
    assert Post.objects.get().featured_image == image


def test_many_are_filed_at_once(desk):
    posts, category = [make_post(), make_post()], make_category()
    where = reverse("admin:blog_post_changelist")
    chosen = {"action": "file_chosen", "_selected_action": [post.pk for post in posts]}
    assert "Category to add" in desk.post(where, chosen).content.decode()
    desk.post(where, chosen | {"_file": "Add", "category": category.pk, "tags": "low water"})
    assert category.posts.count() == 2
    assert list(posts[0].tags.names()) == ["low water"]


def test_list_says_how_many_stand_where(desk, editor):
    make_post(owner=editor)
    make_post(status=Status.DRAFT, publish_at=None)
    page = " ".join(desk.get(reverse("admin:blog_post_changelist")).content.decode().split())
    for said in ("All <span", "Mine <span", "Drafts <span", "Published <span"):
        assert said in page


def test_month_narrows_the_list_on_the_publications_calendar(desk):
    now = timezone.now()
    make_post("Of this month", publish_at=now - timedelta(minutes=1))
    make_post("Of long ago", publish_at=now - timedelta(days=400))
    page = desk.get(reverse("admin:blog_post_changelist"), {"month": f"{now - timedelta(minutes=1):%Y-%m}"})
    assert "Of this month" in page.content.decode()
    assert "Of long ago" not in page.content.decode()


def test_of_many_authors_a_part_of_the_name_is_typed(desk, monkeypatch):
    from blog.admin import filters
    from tests.factories import make_author

    monkeypatch.setattr(filters, "MOST_OFFERED", 1)
    make_post("Hers", authors=[make_author("Nadia Ferrant")])
    make_post("Theirs", authors=[make_author("T. Brandt")])
    page = desk.get(reverse("admin:blog_post_changelist"), {"author": "ferr"}).content.decode()
    assert "Hers" in page
    assert "Theirs" not in page
    assert 'type="search" name="author"' in page


def test_article_with_hundreds_of_pictures_is_saved(browse_as, editor):
    """Each picture is five fields of the form: more in all than Django takes by itself."""
    post, image = make_post(), make_image()
    PostImage.objects.bulk_create(PostImage(post=post, image=image, position=n) for n in range(220))
    address = reverse("admin:blog_post_change", args=[post.pk])
    assert submit(browse_as(editor), address, title="The album").status_code == 302
    post.refresh_from_db()
    assert (post.title, post.post_images.count()) == ("The album", 220)
