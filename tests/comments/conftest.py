"""What tests of writers and their mails share."""

import pytest
from django.core import mail
from django.utils import timezone

from comments import moderation, sending
from comments.models import Letter, Writer
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


@pytest.fixture
def rosa():
    writer = Writer.objects.of(ROSA)
    writer.confirmed_at = timezone.now()
    writer.save()
    return writer


@pytest.fixture
def reply(rosa):
    return add(draft(make_post("The harbour"), user_email=ROSA, comment="The pier was there before."))


@pytest.fixture
def removed(reply, bob):
    moderation.trash(reply, by=bob, reason="off-topic", note="Please keep to the harbour.\nThank you.")
    reply.refresh_from_db()
    return reply


@pytest.fixture
def letters():
    """`letters()` has the outbox sent; the messages that left by it."""

    def send():
        mail.outbox.clear()
        Letter.objects.update(due_at=timezone.now())
        sending.send_due(lambda moment: None)
        return list(mail.outbox)

    return send
