"""The demonstration's newsroom: corrections, notes between author and editor, and what a text was before."""

from datetime import datetime, timedelta
from typing import Any

from blog.models import Correction, Note, Post, Revision, User
from blog.revisions.contents import content_of
from operations.demo import source


def write_newsroom(text: source.Text, post: Post, users: dict[str, User], now: datetime) -> None:
    """What the heading tells under `correction` and `note`, and what a draft was before."""
    for told in text.heading.get("correction", []):
        moment = now - text.age + timedelta(hours=told["hours_after"])
        editor = users.get(told["login"])
        Correction.objects.create(post=post, text=told["text"], made_at=moment, user=editor)
    for told in text.heading.get("note", []):
        write_note(post, told, users, now)
    if "first_draft" in text.heading:
        write_history(post, text, now)


def write_note(post: Post, told: dict[str, Any], users: dict[str, User], now: datetime) -> None:
    """One note; `settled` ones are done with."""
    moment = now - timedelta(hours=told["hours_ago"])
    user = users.get(told["login"])
    note = Note(post=post, user=user, text=told["text"], passage=told.get("passage", ""), written_at=moment)
    if told.get("settled"):
        note.settled_at, note.settled_by = moment + timedelta(hours=1), user
    note.save()


def write_history(post: Post, text: source.Text, now: datetime) -> None:
    """Two saved versions: the first draft, with as many paragraphs as the heading says, and the text now."""
    whole = content_of(post)
    pieces = post.body.split("\n")[: text.heading["first_draft"]]
    versions = [(whole | {"body": "\n".join(pieces), "tags": []}, 30), (whole, 24)]
    for content, hours in versions:
        Revision.objects.create(
            post=post,
            kind=Revision.Kind.SAVED,
            user=post.owner,
            content=content,
            saved_at=now - timedelta(hours=hours),
        )
