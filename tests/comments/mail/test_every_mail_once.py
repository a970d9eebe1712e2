"""A real mail server that refuses, hangs, breaks off and dies, and workers that are killed and restarted over
it: afterwards every mail of every kind has arrived exactly once."""

import time
from collections import Counter

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments import moderation
from comments.mail import announcing, digests, following
from comments.models import Announcement, Cadence, Confirmation, Letter, StaffMail
from comments.models.letter import CLAIM
from comments.writers import confirming
from tests.comments.mailserver import MailServer
from tests.comments.realworker import RealWorker
from tests.comments.replies import held
from tests.factories import make_post, make_writer

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 90  # seconds
FOLLOWERS = [f"follower{number}@example.org" for number in range(8)]
TROUBLES = {
    FOLLOWERS[0]: ["busy", "unread"],
    FOLLOWERS[1]: ["never"],
    FOLLOWERS[2]: ["unwanted"],
    FOLLOWERS[3]: ["drop", "drop"],
    FOLLOWERS[4]: ["hang", "hang"],
    "daily@example.org": ["drop", "busy"],
    "mistaken@example.org": ["never", "busy"],
    "asked@example.org": ["busy"],
}


@pytest.fixture
def letters(alice, bob):
    """What the site has to tell: a letter of every kind, and many of one; (address, kind) of each."""
    StaffMail.objects.create(user=alice, articles=Cadence.AT_ONCE)
    post = make_post("The harbour", authors=[alice.author])
    for email in FOLLOWERS:
        following.start(make_writer(email), post=post)
    following.start(make_writer("daily@example.org"), post=post, cadence=Cadence.DAILY)
    told, removed = held(post), held(post, user_email=make_writer("mistaken@example.org").email)
    held(post)
    moderation.approve(told)
    moderation.trash(removed, by=bob, reason="off-topic")
    confirming.ask_to_confirm("asked@example.org", Confirmation.Purpose.FOLLOW, post=post)
    announcing.tell.call(told.pk)
    digests.write(list(Announcement.objects.undigested(timezone.now())), timezone.now())
    others = {
        alice.email: "answer",
        "daily@example.org": "digest",
        "mistaken@example.org": "decision",
        "asked@example.org": "confirm",
        bob.email: "queue",
    }
    return Counter({**dict.fromkeys(FOLLOWERS, "answer"), **others}.items())


@pytest.fixture
def server():
    server = MailServer()
    server.die()
    yield server
    server.die()


@pytest.fixture
def start(server):
    """`start(timeout)` is a new worker; none outlives the test."""
    workers = []

    def start_one(timeout):
        workers.append(RealWorker(server.port, timeout=timeout))
        return workers[-1]

    yield start_one
    for worker in workers:
        worker.kill()


def wait_until(is_so, *, hurrying=True):
    """Let time pass, as if every delay were over, until it is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it took too long"
        if hurrying:
            Letter.objects.unsent().update(due_at=timezone.now())
            DBTaskResult.objects.ready().update(run_after=timezone.now())
            DBTaskResult.objects.filter(run_after__gt=timezone.now()).update(run_after=timezone.now())
        time.sleep(0.2)


def unsent():
    return Letter.objects.unsent().count()


def test_every_mail_arrives_exactly_once(letters, server, start):
    # Nobody answers at first.
    first = start(timeout=50)
    wait_until(lambda: Letter.objects.filter(waits_for_server=True).count() > 5, hurrying=False)
    assert server.arrived == []
    # All kinds of trouble; over one letter it hangs, and the worker is killed while it waits.
    server.troubles.update({address: [*troubles] for address, troubles in TROUBLES.items()})
    server.rise()
    wait_until(lambda: server.hanging)
    first.kill()
    refused = server.refused
    # The claim on that letter lapses, and it is the next worker's.
    Letter.objects.filter(claimed_at__isnull=False).update(claimed_at=timezone.now() - 2 * CLAIM)
    second = start(timeout=6)  # it hangs once more; whatever else it says comes sooner, as slow as we may be
    wait_until(lambda: server.hanging > 1 and server.refused > refused)
    second.stop()
    # It is away once more, until the third comes.
    server.die()
    server.rise()
    third = start(timeout=50)
    wait_until(lambda: not unsent())
    # Nothing more comes of telling it all again.
    Announcement.objects.update(told_at=None)
    announcing.tell_late.enqueue()
    wait_until(lambda: not DBTaskResult.objects.ready().exists() and not unsent())
    third.stop()
    kinds = dict(Letter.objects.values_list("pk", "kind"))
    arrived = Counter((message["To"], kinds[number_of(message)]) for message in server.arrived)
    assert arrived == letters
    assert set(kinds.values()) == set(Letter.Kind.values) - {"yours"}


def number_of(message):
    """The letter that a message is, by its Message-ID."""
    return int(message["Message-ID"].split("-")[1])
