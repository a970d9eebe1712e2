"""The numbers of the list of posts: what stands beside a link is what its list holds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import Post, Status
from tests.factories import make_author, make_category, make_post

pytestmark = pytest.mark.django_db
LIST = reverse("admin:blog_post_changelist")


@pytest.fixture
def desk(browse_as, editor, alice):
    """Something at every state, by the editor and by others."""
    mine = make_author("Edith", user=editor)
    make_post("Out", authors=[mine])
    make_post("Also out", owner=editor, authors=[mine])
    make_post("Alice's", owner=alice, categories=[make_category("Sea")])
    make_post("Tomorrow", status=Status.SCHEDULED, publish_at=timezone.now() + timedelta(days=1))
    for status in (Status.DRAFT, Status.REVIEW, Status.WITHDRAWN, Status.TRASH):
        make_post(f"At {status}", owner=alice, status=status)
    return browse_as(editor)


QUERIES = [
    *[
        "",
        "p=1",
        "o=1",
        "mine=1",
        "mine=1&status=draft",
        "mine=0",
        "category={sea}",
        "q=out",
        "status=nonsense",
    ],
    *(f"status={status}" for status in Status.values),
]


@pytest.mark.parametrize("query", QUERIES)
def test_number_is_that_of_the_rows(desk, query, contexts):
    sea = Post.objects.get(title="Alice's").categories.get().pk
    changelist = desk.get(f"{LIST}?{query.format(sea=sea)}").context["cl"]
    assert changelist.result_count == changelist.queryset.count() == len(changelist.result_list)


def test_own_posts_are_those_begun_and_those_under_the_byline(desk, editor, alice):
    titles = Post.objects.written_by(editor).order_by("title").values_list("title", flat=True)
    assert list(titles) == ["Also out", "Out"]
    assert Post.objects.written_by(alice).count() == 5


def test_list_counts_its_rows_once(desk):
    with CaptureQueriesContext(connection) as queries:
        desk.get(LIST)
    counts = [
        each["sql"] for each in queries if "COUNT(" in each["sql"] and 'FROM "blog_post" ' in each["sql"]
    ]
    assert len(counts) == 1, counts  # of one's own; how many are at each state is kept
