"""What the worker does first."""

import pytest
from django_tasks_db.models import DBTaskResult

from blog.tasks import make_renditions
from comments.mail.sending import send_letters

pytestmark = pytest.mark.django_db


def test_letters_leave_before_pictures_that_were_queued_earlier(settings):
    make_renditions.enqueue(1)
    send_letters.enqueue()
    first = DBTaskResult.objects.ready().first()
    assert first.task_path == "comments.mail.sending.send_letters"
