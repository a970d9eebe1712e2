"""What readers said under the demonstration's articles, stored as real replies."""

import zlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.utils.text import slugify

from blog.models import Author, Post
from comments import threads
from comments.models import Reply, Version, Writer
from comments.recommending import recommend
from operations.demo.source import Saying

HOST = "mail.example"  # cannot exist
READER = "reader"
EDITED_AFTER = timedelta(minutes=8)
MARK = "demonstration"  # in a reply's `import_data`: not written by a reader


def write_debate(post: Post, sayings: Iterable[Saying], linked: Callable[[str], str]) -> None:
    """Store the replies, oldest first; `linked` turns the keys of articles in them into addresses."""
    bylines = {author.name: author for author in post.authors.all()}
    replies: dict[int, Reply] = {}
    parents: list[Reply | None] = []
    for saying, answered in by_time(sayings):
        replies[id(saying)] = reply_from(saying, post, bylines.get(saying.name), linked)
        parents.append(replies[id(answered)] if answered else None)
    if replies:
        threads.add_all(post, list(replies.values()), parents)
    for saying, _answered in by_time(sayings):
        reply = replies[id(saying)]
        for number in range(saying.recommended):
            recommend(reply, reader(number))
        if saying.edited:
            Version.objects.create(reply=reply, text=before_editing(reply), replaced_at=reply.edited_at)


def by_time(sayings: Iterable[Saying]) -> list[tuple[Saying, Saying | None]]:
    """Each saying with the one it answers, oldest first, as they arrived."""
    found: list[tuple[Saying, Saying | None]] = [(saying, None) for saying in sayings]
    for saying, _answered in found:
        found += [(answer, saying) for answer in saying.answers]
    return sorted(found, key=lambda pair: pair[0].after)


def reply_from(saying: Saying, post: Post, author: Author | None, linked: Callable[[str], str]) -> Reply:
    """A reply that is not stored yet; `author` is its writer if that is one of the article's own."""
    return Reply(
        post=post,
        status=saying.status,
        submitted_at=moment_of(saying, post),
        edited_at=moment_of(saying, post) + EDITED_AFTER if saying.edited else None,
        writer_name=saying.name,
        user_email=author.email if author else address_of(saying.name),
        user=author.user if author else None,
        is_author=author is not None,
        comment=linked(saying.text),
        import_data={MARK: True},
    )


def moment_of(saying: Saying, post: Post) -> datetime:
    if post.publish_at is None:
        raise ValueError(f"{post.slug} is not published, so nobody can have replied to it.")
    return post.publish_at + saying.after


def before_editing(reply: Reply) -> str:
    """What it said at first: everything but its last sentence."""
    return reply.comment.rstrip(".").rpartition(". ")[0] + "."


def reader(number: int) -> Writer:
    """Somebody who recommends and writes nothing."""
    writer = Writer.objects.of(f"{READER}{number + 1}@{HOST}")
    Writer.objects.filter(pk=writer.pk, confirmed_at=None).update(confirmed_at=writer.made_at)
    return writer


def forget_readers() -> None:
    Writer.objects.filter(email__startswith=READER, email__endswith=f"@{HOST}").delete()


def address_of(name: str) -> str:
    """One address for each name, at a host that cannot exist."""
    return f"{slugify(name) or zlib.crc32(name.encode())}@{HOST}"
