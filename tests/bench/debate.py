"""Replies in bulk: threads as people argue, and some that wait for a moderator or were spam."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment

from blog.models import Post
from comments.models import STEP, Reply, ReplyStatus, Thread
from comments.tree.placing import step
from tests.bench.articles import moment_of
from tests.bench.bulk import Table, set_sequences, stamp
from tests.bench.texts import Text, said

REPLIES_EACH, LONG, DEEPEST, TEXTS = 10, 1_000, 9, 500
ONE_REPLY, MANY_REPLIES, MOST_REPLIES = 3, 4, 5  # which articles, counted from the newest
HELD_ONE_IN = 10  # articles under which one reply waits and one is spam
AT_ONCE = 50_000


class Replies:
    """The three tables of replies that stand at one state. `add` collects rows, `write` stores them."""

    def __init__(self, status: str) -> None:
        kind, is_read = ContentType.objects.get_for_model(Post), status == ReplyStatus.APPROVED
        reply = Reply(status=status, shown=is_read, is_public=is_read, site_id=1, content_type=kind)
        self.rows: list[tuple[object, ...]] = []
        self.first = Table.of(reply, Comment, "id", "user_name", "comment", "submit_date", "object_pk")
        self.second = Table.of(reply, XtdComment, "comment_ptr_id", "thread_id", "parent_id", "level")
        self.third = Table.of(
            reply, Reply, "xtdcomment_ptr_id", "post_id", "path", "depth", "root", "root_at",
            "submitted_at", "writer_name", "body_html", "writer_key",
        )  # fmt: skip

    def add(self, rows: Iterator[tuple[object, ...]]) -> None:
        self.rows += rows
        if len(self.rows) > AT_ONCE:
            self.write()

    def write(self) -> None:
        rows, self.rows = self.rows, []
        self.first.write((key, who, text.text, at, post) for post, key, *_, text, at, who in rows)  # type: ignore[attr-defined]
        self.second.write(
            (key, root, parent, depth) for _post, key, _path, root, _at, parent, depth, *_rest in rows
        )
        self.third.write(
            (key, post, path, depth, root, root_at, at, who, text.html, writer(who))  # type: ignore[attr-defined]
            for post, key, path, root, root_at, _parent, depth, text, at, who in rows
        )


def writer(name: object) -> str:
    """As long as the keyed hash of an address."""
    return f"{str(name).partition(' ')[2]:0>64}"


def shares(articles: int) -> Iterator[int]:
    """How many replies are read under each article, from the oldest on: together ten times as many as
    articles."""
    rest = articles * REPLIES_EACH - 1 - LONG
    others = articles - 2
    given = 0
    for index in range(articles):
        back = articles - 1 - index
        if back in (ONE_REPLY, MANY_REPLIES):
            yield 1 if back == ONE_REPLY else LONG
            continue
        yield rest * (given + 1) // others - rest * given // others
        given += 1


def write_replies(first: int, articles: int, dice: random.Random, words: list[str]) -> int:
    """Replies of every article, with their threads; how many are read."""
    texts = [said(words, 30, dice) for _ in range(TEXTS)]
    key = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    read, waiting, spam = map(Replies, (ReplyStatus.APPROVED, ReplyStatus.PENDING, ReplyStatus.SPAM))
    writers = max(97, articles // 2)
    threads = Table.of(Thread(), Thread, "post_id", "approved_count", "waiting_count", "last_reply_at")
    kept: list[tuple[object, ...]] = []
    for index, number in enumerate(shares(articles)):
        post, at = first + index, moment_of(index, articles)
        read.add(thread_rows(post, key, number, at, dice, texts, writers))
        key += number
        is_held = index % HELD_ONE_IN == 7
        for held in (waiting, spam) if is_held else ():
            held.add(thread_rows(post, key, 1, at + timedelta(hours=1), dice, texts, writers))
            key += 1
        kept.append((post, number, int(is_held), stamp(at + timedelta(minutes=number))))
    for replies in (read, waiting, spam):
        replies.write()
    threads.write(kept)
    return articles * REPLIES_EACH


def lengthen(post: Post, number: int) -> None:
    """Bring what is read under an article to so many replies."""
    thread = Thread.objects.get(pk=post.pk)
    if (missing := number - thread.approved_count) <= 0:
        return
    dice, read = random.Random(2), Replies(ReplyStatus.APPROVED)
    texts = [said(["quay", "ferry", "toll", "ledger", "bread"], 30, dice) for _ in range(TEXTS)]
    key = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    read.add(thread_rows(post.pk, key, missing, post.publish_at, dice, texts, number))
    read.write()
    set_sequences(Comment)
    Thread.objects.filter(pk=post.pk).update(approved_count=number)


def thread_rows(  # noqa: PLR0917
    post: int, key: int, number: int, at: datetime, dice: random.Random, texts: list[Text], writers: int
) -> Iterator[tuple[object, ...]]:
    """(post, key, path, root, root_at, parent, depth, text, submitted_at, writer) of one thread."""
    placed: list[tuple[str, int, str, int]] = []  # path, root, when it was written, depth
    for place in range(number):
        own, moment = key + place, stamp(at + timedelta(minutes=place + 1))
        path, root, root_at, depth, parent = step(own), own, moment, 0, own
        if place and dice.random() < 0.6:
            above = dice.randrange(place)
            path, root, root_at, depth = placed[above]
            path, depth, parent = path[: DEEPEST * STEP] + step(own), min(depth + 1, DEEPEST), key + above
        placed.append((path, root, root_at, depth))
        who = f"Reader {own * 7919 % writers}"
        yield post, own, path, root, root_at, parent, depth, texts[own % TEXTS], moment, who
