"""Rows made and stored past Django's own ways are the same rows."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from blog import rawrows
from blog.models import Post
from comments.models import Reply
from tests.factories import make_post

MOMENTS = ("created_at", "modified_at", "submit_date")


@pytest.mark.parametrize("model", [Post, Reply])
def test_new_row_is_as_its_model_makes_it(model):
    made, usual = rawrows.new(model, import_ref="x"), model(import_ref="x")
    for name in MOMENTS:
        made.__dict__.pop(name, None), usual.__dict__.pop(name, None)
    assert {**made.__dict__, "_state": 0} == {**usual.__dict__, "_state": 0}
    assert made._state.adding
    assert made._state.db is None


def test_new_rows_share_no_value():
    rawrows.new(Post).import_data["seen"] = "x"
    assert rawrows.new(Post).import_data == {}


@pytest.mark.django_db(transaction=True)
def test_moments_are_stored_as_django_stores_them():
    at = datetime(2024, 2, 29, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=5)))
    usual = make_post(created_at=at, publish_at=at.replace(microsecond=0))
    raw = make_post()
    for name in ("created_at", "publish_at"):
        setattr(raw, name, getattr(usual, name))
    key, raw.slug = rawrows.next_keys(Post, 1)[0], "raw"
    raw.pk = raw.id = key
    rawrows.insert(Post, [raw])
    found = Post.everything.get(pk=key)
    assert (found.created_at, found.publish_at) == (at.astimezone(UTC), usual.publish_at)
    assert list(Post.everything.filter(created_at=at)) == [found, usual]
