"""Work done later."""

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from blog.models import Image
from blog.tasks import make_renditions
from tests.factories import make_image, make_post, photograph_bytes, picture_bytes

pytestmark = pytest.mark.django_db


def wide_image(**fields):
    image = make_image(**fields)
    image.file.save("harbour.jpg", ContentFile(photograph_bytes(700, 350)))
    return image


def test_new_file_enqueues_its_renditions():
    image = wide_image()
    waiting = DBTaskResult.objects.filter(task_path="blog.tasks.make_renditions")
    assert image.pk in [result.args_kwargs["args"][0] for result in waiting]


def test_saving_again_enqueues_nothing():
    image = wide_image()
    DBTaskResult.objects.all().delete()
    Image.objects.get(pk=image.pk).save()
    assert not DBTaskResult.objects.exists()


def test_renditions_are_stored_once_however_often_the_task_runs():
    image = wide_image()
    assert make_renditions.func(image.pk) == 8
    assert make_renditions.func(image.pk) == 0
    assert {made.width for made in image.renditions.all()} == {320, 640, 700}


def test_renditions_show_in_a_text_that_names_the_picture():
    image = wide_image(source_url="https://old.example/wp-content/uploads/harbour.png")
    post = make_post(body='<p><img src="https://old.example/wp-content/uploads/harbour-300x150.png"></p>')
    before = post.modified_at
    make_renditions.func(image.pk)
    post.refresh_from_db()
    assert "320w" in post.body_html
    assert post.modified_at == before


def test_new_file_replaces_the_renditions_of_the_old_one(django_capture_on_commit_callbacks):
    image = wide_image()
    make_renditions.func(image.pk)
    old = image.renditions.first().file
    with django_capture_on_commit_callbacks(execute=True):
        image.file.save("mole.png", ContentFile(picture_bytes(330, 200)))
    assert not image.renditions.exists()
    assert not old.storage.exists(old.name)


def test_picture_without_a_file_has_no_renditions():
    image = Image.objects.create(source_url="https://old.example/a.png")
    assert make_renditions.func(image.pk) == 0


def test_picture_that_was_deleted_is_no_error():
    assert make_renditions.func(0) == 0
