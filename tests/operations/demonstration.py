"""The demonstration, written once for all tests of a module."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from blog.models import Post, publication


def demo(*words: str) -> str:
    """Run the command; what it prints."""
    said = StringIO()
    call_command("demo", *words, stdout=said)
    return said.getvalue()


def article(key: str) -> Post:
    return Post.objects.get(import_ref=f"demo:article:{key}")


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """The site filled once for all tests here, and the directory of its pictures; each test rolls back."""
    publication.forget()  # a row of a test before, which is rolled back by now
    media = tmp_path_factory.mktemp("media")
    publication.forget()  # what the module before this one has rolled back
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=media):
            said = demo()
        yield said, media
        transaction.set_rollback(True)


@pytest.fixture
def lantern(written, settings, db) -> str:
    """The site filled; what the command said."""
    said, settings.MEDIA_ROOT = written
    return said
