"""What readers said under the demonstration's articles, stored as real replies with all that became of them.

What is old is written as it would stand by now, its decisions with the moments at which they were made; no
mail goes out for it. What is new is judged by the site itself, as if it had just been sent."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from blog.models import Author, Post, User
from comments.models import Decision, Reply, ReplyStatus
from comments.screening import judging, learning
from comments.tree import threads
from comments.tree.counts import recount
from operations.demo import guests
from operations.demo.histories import History, write_histories
from operations.demo.sayings import Saying

MARK = "demonstration"  # in a reply's `import_data`: not written by a reader
Debates = Iterable[tuple[Post, list[Saying]]]


@dataclass(eq=False)
class Told:
    """A saying, the reply that is made of it, and what that answers."""

    saying: Saying
    published_at: datetime
    reply: Reply
    answered: "Told | None"


def write_debates(debates: Debates, users: Mapping[str, User], linked: Callable[[str], str]) -> None:
    """Store the replies to all articles; `linked` turns the keys of articles in them into addresses.

    `users` are the logins by name, who have moderated.
    """
    told = by_time(debates, linked)
    old = [each for each in told if not each.saying.is_new]
    writers = guests.make_writers(each.reply for each in told)
    histories = live_through(old, users)
    store(old)
    write_histories(histories)
    guests.write_recommendations([each.reply for each in old], writers)
    learning.learn_anew()
    judge_those_held(histories)
    take_in([each for each in told if each.saying.is_new])
    for post in {each.reply.post_id for each in told}:
        recount(post)


def by_time(debates: Debates, linked: Callable[[str], str]) -> list[Told]:
    """All sayings, oldest first, as they arrived."""
    found: dict[int, Told] = {}
    authors = {author.name: author for author in Author.objects.select_related("user")}
    for post, sayings in debates:
        own = post.byline
        for saying, answered in with_answers(sayings):
            author = authors.get(saying.name)
            reply = reply_from(saying, post, author, linked)
            reply.is_author = author in own
            found[id(saying)] = Told(saying, start_of(post), reply, found.get(id(answered)))
    return sorted(found.values(), key=lambda each: each.reply.submitted_at)


def start_of(post: Post) -> datetime:
    if post.publish_at is None:
        raise ValueError(f"{post.slug} is not published, so nobody can have replied to it.")
    return post.publish_at


def with_answers(sayings: Iterable[Saying]) -> list[tuple[Saying, Saying | None]]:
    """Each saying with the one it answers, which stands before it."""
    found: list[tuple[Saying, Saying | None]] = [(saying, None) for saying in sayings]
    for saying, _answered in found:
        found += [(answer, saying) for answer in saying.answers]
    return found


def reply_from(saying: Saying, post: Post, author: Author | None, linked: Callable[[str], str]) -> Reply:
    """A reply that is not stored yet; `author` is its writer if that is one of the journal's."""
    moment = start_of(post) + saying.after
    reply = Reply(
        post=post,
        status=ReplyStatus.APPROVED,
        submitted_at=moment,
        confirmed_at=moment,
        writer_name=saying.name,
        writer_url=saying.website,
        user_email=author.email if author else guests.address_of(saying.name),
        user=author.user if author else None,
        comment=linked(saying.text),
        recommended=saying.recommended,
        import_data={MARK: True},
    )
    reply.mirror()
    return reply


def live_through(told: Iterable[Told], users: Mapping[str, User]) -> list[History]:
    """What became of each. Whoever had no reply approved before waited for a moderator."""
    known: set[str] = set()
    histories = []
    for each in told:
        history = History(each.reply, each.published_at, users)
        if each.reply.writer_key not in known and guests.is_guest(each.reply):
            let_wait(each, history)
        for event in each.saying.events:
            history.take(event)
        if history.was_approved:
            known.add(each.reply.writer_key)
        histories.append(history)
    return histories


def let_wait(told: Told, history: History) -> None:
    """A first reply waits until a moderator decides: as is told of it, else to approve it after a while."""
    saying, reply = told.saying, told.reply
    reply.confirmed_at = reply.submitted_at + patience(saying) / 3
    history.wait()
    first = saying.events[0] if saying.events else None
    if first is None or saying.answers or not history.is_by_moderator(first):
        history.approve_first(reply.submitted_at + patience(saying))
    elif first.what == ReplyStatus.SPAM:
        judging.judge(reply, is_proved=True).write_on(reply)


def patience(saying: Saying) -> timedelta:
    """Until the moderator came by: some minutes, and before anybody answered or anything else happened."""
    later = [*(answer.after for answer in saying.answers), *(event.after for event in saying.events)]
    minutes = timedelta(minutes=4 + zlib.crc32(saying.text.encode()) % 45)
    return min([minutes, *((moment - saying.after) / 2 for moment in later)])


def store(told: Iterable[Told]) -> None:
    """The rows, article by article."""
    threads_of: dict[Post, list[Told]] = defaultdict(list)
    for each in told:
        threads_of[each.reply.post].append(each)
    for post, some in threads_of.items():
        parents = [each.answered.reply if each.answered else None for each in some]
        threads.add_all(post, [each.reply for each in some], parents)


def judge_those_held(histories: Iterable[History]) -> None:
    """What the site has held because its writer had changed it says why."""
    for history in histories:
        last = history.decisions[-1] if history.decisions else None
        if last and last.actor == Decision.Actor.SITE:
            judging.judge(history.reply, is_proved=True).note(history.reply)


def take_in(told: Iterable[Told]) -> None:
    """New replies go where the site's own judgement sends them."""
    told = list(told)
    for each in told:
        judging.judge(each.reply, is_proved=True).write_on(each.reply)
    store(told)
