"""Where the demonstration is refused, and what is left when it came and went."""

import time
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django_tasks_db.models import DBTaskResult

from blog.models import Author, Post, Publication
from operations.demo import source
from operations.demo.writing import name_publication
from tests.factories import make_page, make_post, make_user
from tests.operations.demonstration import demo

pytestmark = pytest.mark.django_db
# All but the settings, which have defaults again, the tasks of the worker, who then finds nothing to do, and
# the numbers that triggers keep, which are nought again.
OTHERS = {Publication, DBTaskResult}
KINDS = [kind for kind in apps.get_models() if kind._meta.managed and kind not in OTHERS]


def test_demo_refuses_a_site_with_an_article(db):
    make_post()
    with pytest.raises(CommandError, match="articles or pages of its own"):
        demo()
    assert not Author.objects.exists()


def test_demo_refuses_a_site_with_a_page(db):
    make_page()
    with pytest.raises(CommandError, match="Nothing was written"):
        demo()


def test_demo_refuses_to_take_over_a_login(db):
    make_user("editor")
    with pytest.raises(CommandError, match="editor"):
        demo()
    assert not Post.objects.exists()


def test_demo_leaves_a_name_that_somebody_gave(db):
    publication = Publication.current()
    publication.name = "The Whisper"
    publication.save()
    name_publication(source.publication())
    assert Publication.current().name == "The Whisper"


def test_removed_demo_leaves_an_empty_site(db, django_capture_on_commit_callbacks):
    before = {kind: kind._base_manager.count() for kind in KINDS}
    with django_capture_on_commit_callbacks(execute=True):
        started = time.process_time()  # a busy machine is not the command's fault
        demo()
        seconds = time.process_time() - started
        said = demo("--remove")
    assert seconds < 10
    assert {kind: kind._base_manager.count() for kind in KINDS} == before
    assert Publication.current().name == "Broadside"
    assert "Kept" not in said
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_removing_where_there_is_no_demo_changes_nothing(db):
    make_post()
    demo("--remove")
    assert Post.objects.count() == 1
