"""Replies of many articles stored together are the same rows as stored article by article."""

from datetime import UTC, datetime, timedelta

import pytest

from comments.models import Reply, Thread
from comments.tree import arriving
from comments.tree.arriving import add_together, in_order
from comments.tree.counts import recount
from comments.tree.threads import Incoming, place_many
from tests.factories import make_post

pytestmark = pytest.mark.django_db

START = datetime(2016, 9, 1, 9, tzinfo=UTC)
# number, parent, state, kind
THREAD = [
    (5, 4, "approved", "reply"),
    (4, 2, "trash", "reply"),
    (1, 0, "approved", "reply"),
    (2, 1, "pending", "reply"),
    (3, 1, "approved", "pingback"),
    (6, 77, "approved", "reply"),
    (7, 8, "approved", "reply"),
    (8, 7, "approved", "reply"),
]
SPARED = {"id", "post_id", "path", "root", "parent_id", "thread_id", "import_ref", "object_pk"}


@pytest.fixture(params=[0, 100], ids=["raw", "by the ORM"], autouse=True)
def few(request, monkeypatch):
    """More replies than these are written past the ORM."""
    monkeypatch.setattr(arriving, "FEW", request.param)


def arrivals(post):
    made = [
        Incoming(
            Reply(
                post=post,
                import_ref=f"there:{post.pk}.{number}",
                comment=f"Remark {number} https://x.example/",
                writer_name="Reader",
                user_email=f"reader{number}@example.org",
                status=status,
                kind=kind,
                submitted_at=START + timedelta(minutes=number),
            ),
            f"there:{post.pk}.{parent}" if parent else "",
        )
        for number, parent, status, kind in THREAD
    ]
    for each in made:
        each.reply.settle()
    return made


def rows(post):
    replies = list(Reply.objects.of(post).order_by("path"))
    numbers = {reply.pk: place for place, reply in enumerate(replies)}
    thread = (
        Thread.objects.filter(pk=post.pk).values("approved_count", "waiting_count", "last_reply_at").get()
    )
    return thread, [
        {name: value for name, value in row.items() if name not in SPARED and not name.endswith("_ptr_id")}
        | {"parent": numbers[row["parent_id"]], "root": numbers[row["root"]]}
        for row in Reply.objects.of(post).order_by("path").values()
    ]


def test_same_rows_as_article_by_article():
    one, other, third = make_post(), make_post(), make_post()
    place_many(one, arrivals(one))
    replies, parents = in_order([*arrivals(other), *arrivals(third)], {})
    add_together([other, third], replies, parents)
    assert rows(other) == rows(one)
    assert rows(third) == rows(one)
    assert not recount(other.pk, repair=False)


def test_answers_to_stored_replies_show_their_places():
    post = make_post()
    known = {}
    first = [each for each in arrivals(post) if each.ref.endswith((".4", ".2", ".1"))]
    add_together([post], *in_order(first, known))
    later = [each for each in arrivals(post) if each.ref not in known]
    add_together([post], *in_order(later, known))
    assert Reply.objects.of(post).count() == len(THREAD)
    assert not recount(post.pk, repair=False)
