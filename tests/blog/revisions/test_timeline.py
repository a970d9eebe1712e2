"""One line of time out of revisions and the admin's log."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from blog.models import Post, Revision
from blog.revisions import revising, timeline
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post("One", owner=alice)


def log(post, user, message, ago=0):
    entry = LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Post),
        object_id=str(post.pk),
        object_repr=str(post),
        action_flag=CHANGE,
        change_message=message,
    )
    LogEntry.objects.filter(pk=entry.pk).update(action_time=timezone.now() - timedelta(minutes=ago))


def told(post, user):
    """(kind, remarks) of each event."""
    events = timeline.read(timeline.events_of(post, user))
    return [(event.revision.kind if event.revision else "", event.remarks) for event in events]


def test_save_and_its_log_entry_are_one_event(post, alice):
    revising.record(post, alice)
    log(post, alice, '[{"changed": {"fields": ["Title", "Status"]}}, {"status": ["draft", "review"]}]')
    assert told(post, alice) == [("saved", ["draft → in review"])]


def test_what_only_the_log_knows_stands_alone(post, alice, editor):
    revising.record(post, alice)
    log(post, editor, "Withdrawn.", ago=10)
    assert told(post, alice) == [("saved", []), ("", ["Withdrawn."])]


def test_what_others_typed_and_did_not_save_is_theirs_alone(post, alice, editor):
    content = {"title": "Secret"}
    Revision.objects.create(post=post, user=editor, kind=Revision.Kind.AUTOSAVE, content=content)
    assert told(post, alice) == []
    assert told(post, editor) == [("autosave", [])]


def test_working_copy_and_its_line_in_the_history_are_one_event(post, alice):
    revising.keep_working(post, alice, {"title": "Two"}, {})
    assert told(post, alice) == [("working", [])]


def test_event_tells_how_much_it_changed(post, alice):
    revising.record(post, alice)
    post.body = "<p>The harbour was loud that very morning.</p>"
    post.save()
    revising.record(post, alice)
    newest, first = timeline.read(timeline.events_of(post, alice))
    assert (newest.measure.added, newest.measure.removed) == (2, 1)
    assert first.measure is None
