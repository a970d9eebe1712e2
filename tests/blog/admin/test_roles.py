"""Each role in the admin: what it sees, what it may do, and what a forged request does not get it."""

import pytest
from django.urls import reverse

from blog.models import Image, Page, Post, Status
from tests.blog.admin.forms import form_values, submit
from tests.factories import make_author, make_image, make_page, make_post

pytestmark = pytest.mark.django_db
LIST = reverse("admin:blog_post_changelist")
ADD = reverse("admin:blog_post_add")

ROLES = {
    "contributor": {"post", "image", "author"},
    "alice": {"post", "image", "author"},
    "editor": {"post", "page", "image", "category", "tag", "author", "publication", "redirect"},
    "bob": set(),
    "administrator": {
        "post", "page", "image", "category", "tag", "author", "publication", "redirect", "user",
    },
}  # fmt: skip
MODELS = sorted(ROLES["administrator"])


def change(post: Post) -> str:
    return reverse(f"admin:blog_{post.kind}_change", args=[post.pk])


@pytest.fixture(params=ROLES)
def role(request):
    return request.param, request.getfixturevalue(request.param)


@pytest.mark.parametrize("model", MODELS)
def test_lists_are_open_to_those_who_work_with_them(browse_as, role, model):
    name, user = role
    answer = browse_as(user).get(reverse(f"admin:blog_{model}_changelist"))
    assert (answer.status_code in {200, 302}) == (model in ROLES[name])


@pytest.mark.parametrize("model", ["post", "page", "category", "tag", "redirect", "user", "image"])
def test_new_rows_are_made_by_those_who_may(browse_as, role, model):
    name, user = role
    answer = browse_as(user).get(reverse(f"admin:blog_{model}_add"))
    assert (answer.status_code == 200) == (model in ROLES[name])


def test_navigation_shows_only_what_one_may(browse_as, role):
    name, user = role
    page = browse_as(user).get(reverse("admin:index")).content.decode()
    shown = {model for model in MODELS if reverse(f"admin:blog_{model}_changelist") in page}
    assert shown == ROLES[name]


def test_reader_is_sent_to_the_login(stranger, db):
    assert stranger.get(LIST).status_code == 302


@pytest.mark.parametrize("persona", ["contributor", "alice"])
def test_others_articles_are_not_in_the_list(browse_as, persona, request):
    make_post("Somebody else's", status=Status.DRAFT)
    page = browse_as(request.getfixturevalue(persona)).get(LIST).content.decode()
    assert "Somebody else" not in page


@pytest.mark.parametrize("persona", ["contributor", "alice", "bob"])
def test_others_articles_cannot_be_changed(browse_as, persona, request):
    post = make_post("Untouched")
    client = browse_as(request.getfixturevalue(persona))
    client.post(change(post), {"title": "Taken over", "_save": "Save"})
    client.post(change(post), {"_trash": "1"})
    client.post(LIST, {"action": "trash_chosen", "_selected_action": [post.pk]})
    post.refresh_from_db()
    assert (post.title, post.status) == ("Untouched", Status.PUBLISHED)


def test_editor_changes_everybodys(browse_as, editor, alice):
    post = make_post(owner=alice)
    submit(browse_as(editor), change(post), title="Edited")
    post.refresh_from_db()
    assert post.title == "Edited"
    assert post.owner == alice


def test_contributor_changes_own_draft_and_submits_it(browse_as, contributor):
    post = make_post(owner=contributor, status=Status.DRAFT, publish_at=None)
    submit(browse_as(contributor), change(post), title="Ready", _review="Submit")
    post.refresh_from_db()
    assert (post.title, post.status) == ("Ready", Status.REVIEW)


@pytest.mark.parametrize("forged", [{"status": "published"}, {"_publish": "1"}, {"status": "scheduled"}])
def test_contributor_cannot_publish_by_a_forged_form(browse_as, contributor, forged):
    post = make_post(owner=contributor, status=Status.DRAFT, publish_at=None)
    answer = submit(browse_as(contributor), change(post), **forged)
    post.refresh_from_db()
    assert post.status == Status.DRAFT
    assert answer.status_code == 200


def test_contributor_cannot_publish_a_new_one(browse_as, contributor):
    submit(browse_as(contributor), ADD, title="Mine", _publish="1")
    assert not Post.objects.exists()


def test_contributor_cannot_publish_by_an_action(browse_as, contributor):
    post = make_post(owner=contributor, status=Status.DRAFT)
    browse_as(contributor).post(LIST, {"action": "publish_chosen", "_selected_action": [post.pk]})
    post.refresh_from_db()
    assert post.status == Status.DRAFT


def test_contributor_reads_but_does_not_change_what_is_published(browse_as, contributor):
    post = make_post("As published", owner=contributor)
    client = browse_as(contributor)
    page = client.get(change(post))
    answer = client.post(change(post), {"title": "Changed afterwards", "_save": "Save"})
    post.refresh_from_db()
    assert page.status_code == 200
    shown = page.content.decode()
    assert post.body_html in shown
    assert "&lt;p&gt;" not in shown
    assert "Before publishing" not in shown
    assert answer.status_code == 403
    assert post.title == "As published"


def test_author_publishes_own(browse_as, alice):
    post = make_post(owner=alice, status=Status.DRAFT)
    submit(browse_as(alice), change(post), _publish="1")
    post.refresh_from_db()
    assert post.status == Status.PUBLISHED


def test_author_cannot_give_away_ownership_or_bylines_by_a_forged_form(browse_as, alice, editor):
    forged = {
        "owner": editor.pk,
        "sticky": "on",
        "post_authors-TOTAL_FORMS": "1",
        "post_authors-INITIAL_FORMS": "0",
        "post_authors-0-author": make_author("Somebody famous").pk,
        "post_authors-0-position": "0",
    }
    submit(browse_as(alice), ADD, title="Mine", _publish="1", **forged)
    post = Post.objects.get()
    assert post.owner == alice
    assert not post.sticky
    assert [author.name for author in post.authors.all()] == ["Alice Marlowe"]


def test_author_cannot_delete_for_good(browse_as, alice):
    post = make_post(owner=alice, status=Status.TRASH)
    browse_as(alice).post(reverse("admin:blog_post_delete", args=[post.pk]), {"post": "yes"})
    assert Post.objects.filter(pk=post.pk).exists()


def test_editor_deletes_only_what_lies_in_the_trash(browse_as, editor):
    kept, thrown = make_post(), make_post(status=Status.TRASH)
    for post in (kept, thrown):
        browse_as(editor).post(reverse("admin:blog_post_delete", args=[post.pk]), {"post": "yes"})
    assert list(Post.objects.all()) == [kept]


def test_own_byline_can_be_described_but_not_handed_over(browse_as, alice, editor):
    author = alice.author
    address = reverse("admin:blog_author_change", args=[author.pk])
    submit(browse_as(alice), address, about="Writes on harbours.", user=editor.pk, slug="other")
    author.refresh_from_db()
    assert author.about == "Writes on harbours."
    assert author.user == alice


def test_others_bylines_are_closed_to_authors(browse_as, alice):
    address = reverse("admin:blog_author_change", args=[make_author().pk])
    assert browse_as(alice).get(address).status_code == 302


def test_others_pictures_can_be_seen_but_not_changed(browse_as, alice):
    image = make_image(alt="Untouched")
    address = reverse("admin:blog_image_change", args=[image.pk])
    client = browse_as(alice)
    assert client.get(address).status_code == 200
    assert client.post(address, {"alt": "Changed"}).status_code == 403
    assert Image.objects.get().alt == "Untouched"


def test_author_cannot_touch_pages(browse_as, alice):
    page = make_page("About")
    browse_as(alice).post(change(page), {"title": "Mine now", "_save": "1"})
    assert Page.objects.get().title == "About"


def test_editor_cannot_make_logins(browse_as, editor):
    assert browse_as(editor).get(reverse("admin:blog_user_add")).status_code == 403


def test_administrator_makes_a_login_that_can_log_in(browse_as, administrator):
    from blog.models import User

    passwords = {"password1": "long enough for anybody", "password2": "long enough for anybody"}
    submit(browse_as(administrator), reverse("admin:blog_user_add"), username="newcomer", **passwords)
    made = User.objects.get(username="newcomer")
    assert made.is_staff
    assert not made.is_superuser


def test_contributors_form_offers_no_publishing(browse_as, contributor):
    values = form_values(browse_as(contributor), ADD)
    assert "publish_at_0" not in values
    assert values["status"] == ["draft"]
