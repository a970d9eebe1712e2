"""What identifies the podcast to clients and directories: its name for ever, and its cover."""

import uuid

import pytest

from blog.models import Image, Publication
from blog.podcast import feed, podcast_guid
from tests.factories import make_image


def test_podcast_guid_is_the_one_that_the_namespace_gives_as_example():
    expected = uuid.UUID("917393e3-1b1e-5cef-ace4-edaa54e1f810")
    assert podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml/") == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("width", "height", "is_taken"), [(1400, 1400, True), (1400, 500, False), (512, 512, False)]
)
def test_logo_is_the_cover_only_where_directories_take_it(width, height, is_taken):
    logo = make_image()
    Image.objects.filter(pk=logo.pk).update(width=width, height=height)
    Publication.objects.update_or_create(pk=1, defaults={"logo": logo})
    assert (f'itunes:image href="http://127.0.0.1:8000{logo.file.url}' in feed()) == is_taken
