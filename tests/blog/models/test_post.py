"""What a post settles when it is saved, and who may see it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import IntegrityError
from django.utils import timezone

from blog.models import Author, Category, Page, Permalink, Post, Publication, Status, User, Visibility

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def write(title="A title", **fields):
    return Post.objects.create(title=title, **{"status": Status.PUBLISHED, **fields})


def may(user, *names):
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return User.objects.get(pk=user.pk)


def test_published_in_the_future_is_scheduled():
    assert write(publish_at=timezone.now() + HOUR).status == Status.SCHEDULED


def test_scheduled_post_shows_when_its_time_has_come_without_any_worker(time_machine):
    post = write(publish_at=timezone.now() + HOUR)
    assert post not in Post.objects.published()
    time_machine.move_to(timezone.now() + HOUR + timedelta(seconds=1))
    assert post in Post.objects.published()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW, Status.WITHDRAWN, Status.TRASH])
def test_post_of_any_other_status_is_not_public(status):
    write(status=status, publish_at=timezone.now() - HOUR)
    assert not Post.objects.published().exists()


def test_private_post_is_not_public():
    write(visibility=Visibility.PRIVATE)
    assert not Post.objects.published().exists()


def test_locked_post_is_listed_but_not_readable():
    post = write(password="mackerel")
    assert post in Post.objects.published()
    assert post not in Post.objects.readable()


def test_draft_is_visible_to_its_owner_and_editors_only():
    ines, other, editor = (User.objects.create(username=name) for name in ("ines", "other", "editor"))
    draft = write(status=Status.DRAFT, owner=ines)
    assert draft in Post.objects.visible_to(ines)
    assert draft in Post.objects.visible_to(may(editor, "edit_others_posts"))
    assert draft not in Post.objects.visible_to(other)
    assert draft not in Post.objects.visible_to(AnonymousUser())


def test_draft_is_visible_to_whoever_has_its_byline():
    ines = User.objects.create(username="ines")
    draft = write(status=Status.DRAFT)
    draft.authors.add(Author.objects.create(name="Ines", slug="ines", user=ines))
    assert draft in Post.objects.visible_to(ines)


def test_contributor_cannot_edit_own_post_once_it_is_published():
    ines = User.objects.create(username="ines")
    post = write(owner=ines)
    assert post not in Post.objects.editable_by(ines)
    assert post in Post.objects.editable_by(may(ines, "publish_post"))


def test_slug_is_made_from_the_title_and_told_apart():
    assert [write("Sea power").slug, write("Sea power").slug] == ["sea-power", "sea-power-2"]


def test_slug_keeps_its_script():
    assert write("الميناء الذي تريده بحريتان").slug == "الميناء-الذي-تريده-بحريتان"


@pytest.mark.parametrize(("title", "slug"), [("1984", "n-1984"), ("Feed", "feed-1"), ("…", "untitled")])
def test_slug_never_takes_an_address_of_the_site(title, slug):
    assert write(title).slug == slug


def test_two_posts_cannot_share_a_slug():
    write(slug="same")
    with pytest.raises(IntegrityError):
        write(slug="same")


@pytest.mark.parametrize(
    ("form", "address"),
    [
        (Permalink.DAY_AND_NAME, "/2016/08/29/harbour/"),
        (Permalink.MONTH_AND_NAME, "/2016/08/harbour/"),
        (Permalink.NAME, "/harbour/"),
    ],
)
def test_address_has_the_form_the_publication_chose(form, address):
    Publication(permalink=form).save()
    post = write(slug="harbour", publish_at=datetime(2016, 8, 29, 9, tzinfo=UTC))
    assert post.get_absolute_url() == address


def test_address_keeps_its_day_when_the_time_zone_changes():
    post = write(publish_at=datetime(2016, 8, 29, 23, tzinfo=UTC))
    Publication(time_zone="Asia/Tokyo").save()
    post.save()
    assert post.permalink_date == date(2016, 8, 29)


def test_draft_gets_its_date_when_it_is_published():
    post = write(status=Status.DRAFT, publish_at=datetime(2016, 1, 1, tzinfo=UTC))
    post.publish_at = datetime(2017, 2, 2, tzinfo=UTC)
    post.publish()
    assert post.permalink_date == date(2017, 2, 2)


def test_text_is_rendered_and_counted_when_it_is_written():
    post = write(body="<p>Hello <script>alert(1)</script><em>world</em></p>")
    assert "<script" not in post.body_html
    assert "<em>world</em>" in post.body_html
    assert post.body_text.split() == ["Hello", "world"]


def test_direction_follows_the_language():
    assert (write(language="ar").direction, write("B", language="fr").direction) == ("rtl", "ltr")


def test_language_is_the_publications_unless_the_article_has_its_own():
    Publication(language="ar").save()
    post = write()
    assert (post.language, post.direction) == ("ar", "rtl")


def test_partial_save_keeps_what_follows_from_it():
    post = write(body="<p>one</p>")
    post.body = "<p>two</p>"
    post.save(update_fields=["body"])
    post.refresh_from_db()
    assert "two" in post.body_html


def test_category_holds_the_posts_of_its_branches_once():
    parent = Category.objects.create(name="Anti-Imperialism/Foreign Policy")
    child = Category.objects.create(name="Sea", parent=parent)
    post = write()
    post.categories.add(parent, child)
    assert list(Post.objects.in_category(parent)) == [post]
    assert list(Post.objects.in_category(child)) == [post]


def test_neighbours_are_told_apart_when_they_share_a_moment():
    moment = timezone.now() - HOUR
    first, second, third = (write(title, publish_at=moment) for title in "abc")
    assert Post.objects.before(second).first() == first
    assert Post.objects.after(second).first() == third


def test_articles_and_pages_keep_apart():
    post, page = write(), Page.objects.create(title="About", status=Status.PUBLISHED)
    assert list(Post.objects.all()) == [post]
    assert list(Page.objects.all()) == [page]
    assert Post.everything.count() == 2


def test_page_has_the_address_of_its_branch_and_takes_branches_along():
    about = Page.objects.create(title="About")
    team = Page.objects.create(title="Team", parent=about)
    about.slug = "us"
    about.save()
    team.refresh_from_db()
    assert team.get_absolute_url() == "/us/team/"
