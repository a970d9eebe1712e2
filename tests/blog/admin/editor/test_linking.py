"""What a link in a text can lead to, as the editor is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Status
from tests.factories import make_category, make_page, make_post

FIND = reverse("admin:blog_post_linking")


def found(client, words=""):
    return client.get(FIND, {"q": words}).json()["results"]


def test_article_page_and_category_are_found_by_their_names(browse_as, alice):
    post = make_post("The harbour at dawn")
    page = make_page("Harbour masters")
    category = make_category("Harbour", parent=make_category("Sea"))
    rows = {row["url"]: row for row in found(browse_as(alice), "harbour")}
    assert set(rows) == {each.get_absolute_url() for each in (post, page, category)}
    assert rows[category.get_absolute_url()]["detail"] == "Sea"
    assert rows[page.get_absolute_url()]["kind"] == "page"


def test_own_draft_is_found_and_said_to_be_one(browse_as, alice):
    make_post("Unfinished harbour", status=Status.DRAFT, owner=alice)
    [row] = found(browse_as(alice), "HARBOUR unf")
    assert (row["title"], row["detail"]) == ("Unfinished harbour", "draft")


@pytest.mark.parametrize("fields", [{"status": Status.DRAFT}, {"visibility": "private"}])
def test_what_somebody_may_not_see_is_not_offered(browse_as, alice, fields):
    make_post("Secret harbour", **fields)
    assert found(browse_as(alice), "harbour") == []


def test_article_with_a_password_is_offered_by_its_title(browse_as, alice):
    make_post("Locked harbour", password="low water")
    assert [row["title"] for row in found(browse_as(alice), "harbour")] == ["Locked harbour"]


def test_newest_are_offered_before_anything_is_typed(browse_as, alice):
    make_post("Older")
    make_post("Newer")
    assert [row["title"] for row in found(browse_as(alice))] == ["Newer", "Older"]


def test_moderator_is_told_nothing(browse_as, bob):
    assert browse_as(bob).get(FIND).status_code == 403


def test_number_of_queries_does_not_grow(browse_as, alice):
    client, counts = browse_as(alice), []
    for number in (1, 29):
        for _ in range(number):
            make_post("A harbour", status=Status.DRAFT, owner=alice)
            make_post("A harbour")
            make_category(f"Harbour {_}/{number}")
        with CaptureQueriesContext(connection) as queries:
            found(client, "harbour")
        counts.append(len(queries))
    assert counts[0] == counts[1]
