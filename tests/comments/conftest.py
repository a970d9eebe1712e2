"""What tests of writers and their mails share."""

from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments import moderation
from comments.mail import following, sending
from comments.mail import letters as letters_module
from comments.mail.letters.message import message
from comments.models import Letter, Writer
from comments.tree.threads import add
from operations.worker import TaskWorker
from tests.comments.mailserver import MailServer
from tests.comments.replies import ROSA, draft
from tests.factories import make_post, make_writer


@pytest.fixture
def worker(monkeypatch) -> TaskWorker:
    """A worker with nothing on its schedule."""
    monkeypatch.setattr("operations.worker.close_old_connections", lambda: None)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("operations.worker.enqueue_due", lambda now: [])
    return TaskWorker()


@pytest.fixture
def work_later(worker) -> Callable[[], None]:
    """`work_later()` is what the worker does once every delay is over."""

    def work() -> None:
        DBTaskResult.objects.update(run_after=timezone.now())
        Letter.objects.unsent().update(due_at=timezone.now())
        worker.work_once()

    return work


@pytest.fixture
def followed():
    """An approved reply whose writer wants to hear of answers."""
    make_writer(ROSA)
    reply = add(draft(make_post("The harbour"), writer_name="Rosa", user_email=ROSA, followup=True))
    following.start_own(reply.pk)
    return reply


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.5
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    yield server
    server.die()


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
        sending.send_letters.call()
        return list(mail.outbox)

    return send


@pytest.fixture
def always_wanted(monkeypatch):
    """Letters of any kind say their key, and are always wanted."""
    monkeypatch.setattr(
        letters_module,
        "compose",
        lambda letter: message(letter, "email/_way_out.txt", "Of %(key)s", key=letter.key),
    )


@pytest.fixture
def people():
    return [make_writer(f"person{number}@example.org") for number in range(5)]
