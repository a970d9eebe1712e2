"""Following: which replies an address hears of by mail, how often, and how it stops.

Whoever calls `start` knows that the address is the caller's: a mailed link or its cookie has proved it."""

from blog.models import Post
from comments.models import Cadence, Follow, FollowQuerySet, Reply, Writer, writer_key
from comments.tree.placing import lineage

FURTHEST = 50  # answers below the deepest level whose true parents are looked up


def start(
    writer: Writer, *, post: Post | None = None, reply: Reply | None = None, cadence: str = ""
) -> Follow:
    """`writer` hears of what is written under `reply`, else to `post`, else anywhere; at once unless said.

    Asking again changes how often; an address that wanted no mail at all wants it again.
    """
    about = {"reply": reply} if reply else {"reply": None, "post": post}
    wish = {"cadence": cadence or Cadence.AT_ONCE}
    follow, _made = Follow.objects.update_or_create(writer=writer, **about, defaults=wish)
    if reply:
        Reply.objects.filter(pk=reply.pk, writer_key=writer.key).update(followup=True)
    Writer.objects.filter(pk=writer.pk, mail=Cadence.NEVER).update(mail=Cadence.AT_ONCE)
    return follow


def start_own(number: int) -> None:
    """Begin what a writer asked for together with reply `number`, now that it can be read.

    From the moment of asking, so that an answer that appears together with it is told of.
    """
    asked = Reply.objects.filter(pk=number, kind=Reply.Kind.REPLY, followup=True).exclude(writer_key="")
    reply = asked.only("user_email", "user_id", "writer_key", "submitted_at", "confirmed_at").first()
    if reply is None:
        return
    writer = Writer.objects.of(reply.user_email)
    if reply.user_id or reply.confirmed_at or writer.confirmed_at:
        since = {"made_at": reply.submitted_at}
        Follow.objects.get_or_create(writer=writer, reply_id=reply.pk, defaults=since)


def of(writer: Writer | None, email: str = "") -> FollowQuerySet:
    """What an address follows, with names, the newest first: that of `writer`, else `email`."""
    key = writer.key if writer else writer_key(email)
    return Follow.objects.filter(writer__key=key).with_names()


def change(follow: Follow, cadence: str) -> None:
    """Hear of it at once, daily, or never, which stops it."""
    if cadence == Cadence.NEVER:
        stop(Follow.objects.filter(pk=follow.pk))
    else:
        Follow.objects.filter(pk=follow.pk).update(cadence=cadence)


def stop(follows: FollowQuerySet) -> int:
    """Hear of these no more; how many there were."""
    rows = list(follows.values_list("pk", "reply_id"))
    # Else the same wish would be read off the reply when it is approved anew.
    Reply.objects.filter(pk__in=[reply for _, reply in rows if reply]).update(followup=False)
    Follow.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    return len(rows)


def stop_own(reply: Reply) -> None:
    """Its writer wants to hear of nothing more under it."""
    Reply.objects.filter(pk=reply.pk).update(followup=False)
    Follow.objects.filter(reply=reply, writer__key=reply.writer_key).delete()


def stop_all(writer: Writer) -> None:
    """No more mail about replies, also about those that still wait."""
    Follow.objects.filter(writer=writer).delete()
    Reply.objects.by_key(writer.key).update(followup=False)


def above(reply: Reply) -> set[int]:
    """The numbers of the replies that `reply` answers, directly or through others."""
    found = set(lineage(reply.path)) - {reply.pk}
    number, steps = reply.parent_id, 0
    while number not in found | {reply.pk, 0, None} and steps < FURTHEST:
        # Below the deepest level the path names only some of them.
        found.add(number)
        number = Reply.objects.filter(pk=number).values_list("parent_id", flat=True).first()
        steps += 1
    return found
