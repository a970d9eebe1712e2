"""A writer leaves: everything personal goes, and nobody else's words lose their place.

What was published may stay under no name; all else that was written goes with the name. Places with answers
stay, and the ledger keeps the numbers of replies, which lead to nobody any more."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from blog.models import Publication
from comments import moderation, recommending
from comments.models import Appeal, Reply, ReplyQuerySet, Thread, Version, Writer
from comments.moderating import reporting
from comments.screening import learning

# What stands in the tables of a reply about its writer, and what stands there afterwards.
NOBODY: dict[str, Any] = {
    "writer_url": "",
    "writer_key": "",
    "user_name": "",
    "user_email": "",
    "user_url": "",
    "ip_address": None,
    "user_agent": "",
    "followup": False,
    "import_data": {},
    "held_for": [],
    "score": None,
}
NO_WORDS: dict[str, Any] = {"comment": "", "body_html": "", "edited_at": None}


def erase(writer: Writer, *, keep_words: bool) -> int:
    """Erase what is held about the address; how many replies it had.

    One transaction a thread, so that a large debt of words holds nobody up; it can be repeated after a
    failure, since the writer's own row goes last. Replies written with a login are the publication's.
    """
    recommending.forget(writer)
    reporting.forget(writer)
    number = 0
    while post_id := replies_of(writer).order_by("post_id").values_list("post_id", flat=True).first():
        number += erase_in_thread(post_id, writer, keep_words=keep_words)
    if writer.user_id is None:
        writer.delete()
    return number


def replies_of(writer: Writer) -> ReplyQuerySet:
    return Reply.objects.by_key(writer.key).filter(user=None)


def erase_in_thread(post_id: int, writer: Writer, *, keep_words: bool) -> int:
    with transaction.atomic():
        Thread.objects.hold(post_id)
        numbers = list(replies_of(writer).filter(post_id=post_id).values_list("pk", flat=True))
        here = Reply.objects.filter(pk__in=numbers)
        kept = list(here.approved().values_list("pk", flat=True)) if keep_words else []
        here.unconfirmed().delete()  # nobody ever saw them
        gone = here.exclude(pk__in=kept)
        moderation.withdraw(*gone)
        learning.learn_all([(reply, learning.NEITHER) for reply in here.for_learning()])
        here.filter(pk__in=kept).update(**NOBODY, writer_name=no_name())
        gone.update(**NOBODY, **NO_WORDS, writer_name=no_name())
        Version.objects.filter(reply__in=numbers).delete()
        Appeal.objects.filter(reply__in=numbers).delete()
    return len(numbers)


def no_name() -> str:
    """What stands over words whose writer has left, in the publication's language."""
    with translation.override(Publication.current().language):
        return _("Name erased")
