"""What the editor is told of an address comes from the one table of providers."""

import pytest
from django.urls import reverse

from blog.admin.editor.medianodes import facts
from blog.models import MediaLink
from tests.factories import make_post

WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
ASK = reverse("admin:blog_post_media")


def test_editor_is_told_provider_kind_and_title(browse_as, alice):
    said = browse_as(alice).get(ASK, {"address": WATCH}).json()["media"]
    assert said == {
        "provider": "YouTube",
        "kind": "Video",
        "title": "Watch on YouTube",
        "host": "youtube.com",
    }


@pytest.mark.parametrize(
    "address", ["https://a.example/x", "javascript:alert(1)", "", "https://youtube.com.a.example/"]
)
def test_what_is_no_media_is_said_to_be_none(browse_as, alice, address):
    assert browse_as(alice).get(ASK, {"address": address}).json() == {"media": None}


def test_title_given_before_is_offered_again(db, django_assert_num_queries):
    MediaLink.objects.create(post=make_post(), url=WATCH, title="The talk")
    with django_assert_num_queries(1):
        assert facts([WATCH, "https://vimeo.com/76979871"])[WATCH]["title"] == "The talk"
