"""The makers of test rows make what they say."""

import pytest

from blog.models import Post
from comments.models import Reply
from tests.factories import make_category, make_image, make_page, make_post, make_replies

pytestmark = pytest.mark.django_db


def test_post_is_published():
    post = make_post("Tide tables", categories=[make_category("Sea")], tags=["tides"])
    assert Post.objects.published().get() == post
    assert post.primary_category.name == "Sea"


def test_page_has_its_parents_path():
    assert make_page("Team", parent=make_page("About")).path == "about/team"


def test_replies_stand_in_order_under_their_parents():
    replies = make_replies(6, make_post())
    assert list(Reply.objects.order_by("path")) == replies
    assert [reply.depth for reply in replies] == [0, 0, 1, 0, 0, 1]


def test_image_has_a_file(settings, tmp_path):
    assert make_image().file.path.startswith(str(settings.MEDIA_ROOT))
