"""Who is to hear of a reply: each person once, whatever number of reasons there are, and never its writer."""

from collections.abc import Iterable
from dataclasses import dataclass

from blog.models import Post, PostQuerySet, User
from comments.mail import following
from comments.models import Announcement, Cadence, Follow, Letter, Reply, StaffMail, writer_key

FASTEST_FIRST = [Cadence.AT_ONCE, Cadence.DAILY, Cadence.NEVER]


@dataclass(frozen=True)
class Hearer:
    """One address, known by its keyed hash: somebody of the publication, or a writer."""

    key: str
    cadence: str
    writer_id: int | None = None
    user_id: int | None = None


def hearers(announcement: Announcement) -> dict[str, Hearer]:
    """Who hears of the announced reply and how soon, by keyed hash. Three queries, however many they are."""
    reply, found = announcement.reply, dict[str, Hearer]()
    for hearer in [*authors(reply), *followers(announcement)]:
        known = found.setdefault(hearer.key, hearer)
        if rank(hearer) < rank(known):
            found[hearer.key] = Hearer(hearer.key, hearer.cadence, known.writer_id, known.user_id)
    found.pop(reply.writer_key, None)
    return {key: hearer for key, hearer in found.items() if key and not is_own(hearer, reply)}


def rank(hearer: Hearer) -> int:
    return FASTEST_FIRST.index(Cadence(hearer.cadence))


def is_own(hearer: Hearer, reply: Reply) -> bool:
    return hearer.user_id is not None and hearer.user_id == reply.user_id


def authors(reply: Reply) -> list[Hearer]:
    """Logins under whose byline the article stands."""
    users = User.objects.filter(is_active=True, author__post_authors__post=reply.post_id)
    rows = users.values_list("pk", "email", "staff_mail__articles")
    return [Hearer(writer_key(email), wish or Cadence.DAILY, user_id=pk) for pk, email, wish in rows]


def followers(announcement: Announcement) -> list[Hearer]:
    """Those who followed when it was announced; each address at its own ceiling of mail."""
    reply = announcement.reply
    follows = Follow.objects.covering(reply, following.above(reply))
    rows = follows.filter(made_at__lte=announcement.made_at).values_list(
        "writer__key", "cadence", "writer__mail", "writer_id"
    )
    return [Hearer(key, slower(cadence, most), writer_id=pk) for key, cadence, most, pk in rows]


def slower(*cadences: str) -> str:
    return max(cadences, key=lambda each: FASTEST_FIRST.index(Cadence(each)))


def still_wanted(letter: Letter, replies: Iterable[Reply]) -> list[Reply]:
    """Those of `replies` of which the letter's person wants to hear at the moment it is sent."""
    user, key = letter.user, letter.writer.key if letter.writer else writer_key(letter.address)
    if user and not user.is_active:
        return []
    heard = Follow.objects.filter(writer__key=key).exclude(writer__mail=Cadence.NEVER)
    follows = list(heard.exclude(cadence=Cadence.NEVER))
    own = set(own_articles(user).values_list("pk", flat=True)) if user else set()
    return [
        reply
        for reply in replies
        if reply.writer_key != key
        and (reply.post_id in own or any(covers(follow, reply) for follow in follows))
    ]


def own_articles(user: User) -> PostQuerySet:
    """The articles under the byline of `user`, if they want mail about them."""
    if StaffMail.objects.filter(user=user, articles=Cadence.NEVER).exists():
        return Post.everything.none()
    return Post.everything.filter(post_authors__author__user=user)


def covers(follow: Follow, reply: Reply) -> bool:
    if follow.reply_id:
        return follow.reply_id in following.above(reply)
    return follow.post_id in {None, reply.post_id}
