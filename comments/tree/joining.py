"""A new reply joins its thread, in as few statements as that takes: the same rows and counts as many at once
(comments/tree/placing.py and counts.py)."""

from django.db import connection
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment

from blog import rawrows
from blog.rawrows import Question
from comments.mail import notifications
from comments.models import Reply, Thread
from comments.tree.counts import show
from comments.tree.placing import first_row, locate, place
from comments.tree.recounting import tally

# Of what is answered, as it stands while the thread is held: none if it is there no more.
PARENT = 'SELECT {} FROM "comments_reply" WHERE "xtdcomment_ptr_id" = %s AND "post_id" = %s'
GIVEN = '"id", ({}), ({})'.format(PARENT.format('"root_recommended"'), PARENT.format('"shown"'))


class ParentGoneError(LookupError):
    """What the reply answers is not there any more."""


class SaidAlreadyError(LookupError):
    """There is what the reply was to be stored without."""


def join(reply: Reply, parent: Reply | None, *, unless: Question | None = None) -> None:
    """Store a new reply under `parent`, or under the article for None, and count it; inside a transaction,
    which from here on holds the thread.

    Raises ParentGoneError, and SaidAlreadyError if the query `unless` finds anything: then the transaction
    has to be rolled back.
    """
    hold_and_count(reply)
    reply.settle()
    locate(reply)
    is_parent_shown = store_first(reply, parent, unless)
    place(reply, parent)
    reply.shown = reply.is_read
    rawrows.store(XtdComment, reply)
    rawrows.store(Reply, reply)
    reply._state.adding, reply._state.db = False, connection.alias
    if reply.is_read and not is_parent_shown:
        show([reply])


def hold_and_count(reply: Reply) -> None:
    """One statement both holds the thread and counts, where there is anything to count."""
    approved, waiting = tally(reply.kind, reply.status)
    if approved:
        Thread.objects.hold_and_count_read(reply.post_id, reply.submitted_at)
    elif waiting:
        Thread.objects.hold_and_count_waiting(reply.post_id)
        notifications.queue_changed()
    else:
        Thread.objects.hold_alone(reply.post_id)


def store_first(reply: Reply, parent: Reply | None, unless: Question | None) -> bool:
    """The row that gives the reply its number; whether readers see the place of its parent."""
    giving: Question = (GIVEN, [parent.pk, reply.post_id] * 2) if parent else ('"id"', ())
    given = rawrows.store(Comment, first_row(reply), unless=unless, giving=giving)
    if given is None:
        raise SaidAlreadyError
    reply.id = reply.comment_ptr_id = reply.xtdcomment_ptr_id = given[0]
    if parent is None:
        return True
    if given[1] is None:
        raise ParentGoneError
    parent.root_recommended = given[1]
    return bool(given[2])
