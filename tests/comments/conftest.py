"""What tests of mails to writers share."""

import pytest

from comments.threads import add
from operations.worker import TaskWorker
from tests.comments.mailserver import MailServer
from tests.comments.replies import ROSA, draft
from tests.factories import make_post


@pytest.fixture
def worker(monkeypatch) -> TaskWorker:
    """A worker with nothing on its schedule."""
    monkeypatch.setattr("operations.worker.close_old_connections", lambda: None)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("operations.worker.enqueue_due", lambda now: [])
    return TaskWorker()


@pytest.fixture
def followed():
    """An approved reply whose writer wants to hear of answers."""
    return add(draft(make_post("The harbour"), writer_name="Rosa", user_email=ROSA, followup=True))


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    yield server
    server.shutdown()
    server.server_close()
