"""Editors hear of media links that are gone, and look again when they want to."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.models import MediaLink
from tests.factories import make_post

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/medialink/"


@pytest.fixture
def desk(browse_as, editor):
    """The editor's browser."""
    return browse_as(editor)


def make_dead(**fields):
    link = MediaLink.objects.create(post=make_post("Harbour"), url="https://youtu.be/dQw4w9WgXcQ")
    MediaLink.objects.filter(pk=link.pk).update(
        dead_since=timezone.now(), failures=2, checked_at=timezone.now(), last_answer="404", **fields
    )
    return link


def test_dashboard_names_what_is_gone_with_its_article(desk):
    link = make_dead()
    page = desk.get("/admin/").text
    assert "Media links that are gone" in page
    assert reverse("admin:blog_post_change", args=[link.post_id]) in page


def test_dashboard_says_nothing_while_everything_is_there(desk):
    assert "Media links that are gone" not in desk.get("/admin/").text


def test_form_says_what_was_found_and_that_it_is_gone(desk):
    link = make_dead(found_title="Theirs", fetch_due_at=None, living_url="https://archive.org/details/a")
    page = desk.get(reverse("admin:blog_post_change", args=[link.post_id])).text
    assert "Theirs" in page
    assert "(404)" in page
    assert "Shown is the copy at archive.org." in page


def test_check_now_gives_the_chosen_links_to_a_task(desk):
    link = make_dead()
    DBTaskResult.objects.all().delete()
    answer = desk.post(LIST, {"action": "check_now", "_selected_action": [link.pk]}, follow=True)
    assert "One link is being checked" in answer.text
    assert DBTaskResult.objects.get().args_kwargs["args"] == [link.pk]


def test_list_costs_the_same_number_of_queries_and_filters_by_state(desk, assert_same_queries, contexts):
    make_dead()
    assert_same_queries(lambda: desk.get(LIST), lambda: [make_dead() for _ in range(30)])
    assert desk.get(LIST, {"state": "there"}).context["cl"].result_count == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("//youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ"),
     ("https://a.example/x y", "https://a.example/x%20y"),
     ("/media/files/talk.mp3", "/media/files/talk.mp3")],
)  # fmt: skip
def test_form_tidies_addresses(typed, kept):
    from blog.admin.postparts import absolute

    assert absolute(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "http://127.0.0.1:9/oembed", "https://user@a.example/", "https://localhost/"],
)
def test_form_refuses_what_leads_to_no_public_site(typed):
    from django.core.exceptions import ValidationError

    from blog.admin.postparts import absolute

    with pytest.raises(ValidationError):
        absolute(typed)
