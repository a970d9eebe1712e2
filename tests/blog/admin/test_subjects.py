"""Categories, pages, pictures, redirects and the settings in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.models import Category, Image, Page, Publication, Redirect
from tests.blog.admin.forms import submit
from tests.factories import make_author, make_category, make_image, make_page, make_post, picture_bytes

CATEGORIES = reverse("admin:blog_category_changelist")
SETTINGS = reverse("admin:blog_publication_change", args=[1])


@pytest.fixture
def desk(browse_as, editor):
    """An editor's browser."""
    Publication.current()
    return browse_as(editor)


def test_category_may_hold_any_character_and_stand_under_another(desk):
    world = make_category("World")
    add = f"{reverse('admin:blog_category_add')}?parent={world.pk}"
    submit(desk, add, name="Anti-Imperialism/Foreign Policy")
    category = Category.objects.get(name="Anti-Imperialism/Foreign Policy")
    assert category.path == "world/anti-imperialism-foreign-policy"


def test_moved_category_takes_its_branch_along(desk):
    old, new = make_category("Old"), make_category("New")
    below = make_category("Below", parent=make_category("Moved", parent=old))
    submit(desk, reverse("admin:blog_category_change", args=[below.parent.pk]), parent=new.pk)
    below.refresh_from_db()
    assert below.path == "new/moved/below"


def test_category_cannot_stand_under_itself(desk):
    root = make_category("Root")
    below = make_category("Below", parent=root)
    answer = submit(desk, reverse("admin:blog_category_change", args=[root.pk]), parent=below.pk)
    root.refresh_from_db()
    assert answer.status_code == 200
    assert root.parent is None


def test_category_with_others_below_is_not_deleted(desk):
    below = make_category("Below", parent=make_category("Root"))
    address = reverse("admin:blog_category_delete", args=[below.parent.pk])
    assert "Below" in desk.get(address).content.decode()
    desk.post(address, {"post": "yes"})
    assert Category.objects.count() == 2


def test_categories_stand_in_the_order_of_the_tree(desk):
    zoo = make_category("Zoo")
    make_category("Alpha")
    make_category("Beta", parent=zoo)
    page = desk.get(CATEGORIES).content.decode()
    assert page.index(">Alpha<") < page.index(">Zoo<") < page.index(">Beta<")


def test_categories_cost_the_same_for_one_and_thirty(desk, assert_same_queries):
    root = make_category()
    assert_same_queries(lambda: desk.get(CATEGORIES), lambda: [make_category(parent=root) for _ in range(29)])


@pytest.mark.parametrize(
    ("model", "make"),
    [("page", make_page), ("author", make_author), ("image", make_image), ("category", make_category)],
)
def test_list_costs_the_same_for_one_and_more(desk, assert_same_queries, model, make):
    make()
    address = reverse(f"admin:blog_{model}_changelist")
    assert_same_queries(lambda: desk.get(address), lambda: [make() for _ in range(9)])


def test_page_stands_under_another(desk, stranger):
    about = make_page("About", slug="about")
    submit(desk, reverse("admin:blog_page_add"), title="Team", parent=about.pk, _publish="1")
    team = Page.objects.get(title="Team")
    assert team.path == "about/team"
    assert stranger.get("/about/team/").status_code == 200


def test_page_cannot_stand_under_what_stands_under_it(desk):
    about = make_page("About")
    team = make_page("Team", parent=about)
    answer = submit(desk, reverse("admin:blog_page_change", args=[about.pk]), parent=team.pk)
    assert "cannot stand under itself" in answer.content.decode()


def test_pages_of_two_parents_may_share_a_slug(desk):
    first, second = make_page("One"), make_page("Two")
    make_page("Team", parent=first, slug="team")
    submit(desk, reverse("admin:blog_page_add"), title="Team", slug="team", parent=second.pk)
    assert Page.objects.filter(slug="team").count() == 2


def test_pages_are_listed_as_a_tree(desk):
    make_page("Team", parent=make_page("Zebra"))
    make_page("Apple")
    page = desk.get(reverse("admin:blog_page_changelist")).content.decode()
    assert page.index(">Apple<") < page.index(">Zebra<") < page.index(">Team<")


def upload(desk, content: bytes, name: str):
    return submit(desk, reverse("admin:blog_image_add"), file=SimpleUploadedFile(name, content), alt="A quay")


def test_uploaded_picture_is_measured_and_belongs_to_who_brought_it(desk, editor):
    upload(desk, picture_bytes(80, 60), "quay.png")
    image = Image.objects.get()
    assert (image.width, image.height, image.mime_type) == (80, 60, "image/png")
    assert image.uploaded_by == editor


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("disguised.png", b"<html><script>alert(1)</script></html>"),
        ("cut-off.png", picture_bytes(300, 300)[:200]),
        ("empty.jpg", b""),
    ],
)
def test_what_is_no_picture_is_refused_in_words(desk, name, content):
    answer = upload(desk, content, name)
    assert "errorlist" in answer.content.decode()
    assert not Image.objects.exists()


def test_picture_says_where_it_is_used(desk):
    image = make_image()
    make_post("At the head", featured_image=image)
    make_post("In the text", body=f'<figure><img src="{image.file.url}"></figure>')
    page = desk.get(reverse("admin:blog_image_change", args=[image.pk])).content.decode()
    assert "At the head" in page
    assert "In the text" in page


def test_settings_are_one_form(desk):
    assert desk.get(reverse("admin:blog_publication_changelist")).headers["Location"] == SETTINGS
    submit(desk, SETTINGS, name="The Lantern", tagline="Light on water", permalink="name")
    assert Publication.current().name == "The Lantern"
    assert Publication.current().permalink == "name"


@pytest.mark.parametrize(
    ("field", "value"),
    [("time_zone", "Mars/Olympus"), ("permalink", "x"), ("posts_per_page", "0"), ("language", "tlh")],
)
def test_settings_that_cannot_be_are_refused(desk, field, value):
    answer = submit(desk, SETTINGS, name="Changed", **{field: value})
    assert answer.status_code == 200
    assert Publication.objects.get().name != "Changed"


def test_redirect_leads_readers_on(desk, stranger):
    add = reverse("admin:blog_redirect_add")
    submit(desk, add, old_path="/2009/old-name/", new_path="/about/")
    assert Redirect.objects.get().old_path == "/2009/old-name/"
    assert stranger.get("/2009/old-name/").headers["Location"] == "/about/"


@pytest.mark.parametrize(
    "values",
    [
        {"old_path": "no-slash", "new_path": "/x/"},
        {"old_path": "/a/"},
        {"old_path": "/a/", "new_path": "//evil"},
    ],
)
def test_redirect_that_leads_nowhere_is_refused(desk, values):
    submit(desk, reverse("admin:blog_redirect_add"), **values)
    assert not Redirect.objects.exists()
