"""What a newcomer finds in the newsroom of the demonstration."""

import pytest

from blog.models import Correction, Note, Post, Revision
from operations.demo.writing import write_demonstration

pytestmark = pytest.mark.django_db


def test_the_newsroom_has_a_correction_a_talk_about_a_draft_and_its_history():
    write_demonstration()
    corrected = Correction.objects.get().post
    replies = corrected.replies.all()
    days = [reply.submitted_at < Correction.objects.get().made_at for reply in replies]
    assert any(days)
    assert not all(days)
    draft = Post.objects.get(status="review")
    assert [note.user.username for note in draft.notes.all()] == ["editor", "contributor"]
    newest, first = draft.revisions.history()
    assert newest.kind == Revision.Kind.SAVED
    assert first.content["body"] in newest.content["body"]
    assert first.content["body"] != newest.content["body"]
    assert Note.objects.count() == 2
