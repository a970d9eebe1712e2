"""Replies as comments: every state, true parents at any depth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from blog.models import Post, Publication
from comments.models import Reply, ReplyStatus
from comments.models.reply import ReplyQuerySet
from wordpress import saidcolumns
from wordpress.rowvalues import values_of
from wordpress.states import REPLY_STATES, comment_type
from wordpress.vocabulary import WORDS, digest, own, written

from .clocks import clock_of
from .keptmeta import imported
from .markup import Pair, as_html, meta, moment, plain, section
from .numbers import Numbers
from .people import People
from .texts import comment_content

BATCH = 500
Commented = tuple[Reply, Iterator[str]]  # with the lines of its comment


def groups(posts: Iterable[Post], numbers: dict[int, int]) -> Iterator[list[Post]]:
    """Posts in their order, together as long as they have no more than BATCH replies."""
    group: list[Post] = []
    replies = 0
    for post in posts:
        number = numbers.get(post.pk, 0)
        if group and replies + number > BATCH:
            yield group
            group, replies = [], 0
        group.append(post)
        replies += number
    if group:
        yield group


@dataclass(frozen=True)
class Replies:
    """Writes the comments of one post after the other."""

    numbers: Numbers
    people: People

    def along(self, posts: Sequence[Post]) -> Iterator[tuple[Post, Iterator[Commented]]]:
        """Each post with its replies; those of short threads are read together, long ones in parts."""
        numbers = Reply.objects.numbers_by_post([post.pk for post in posts])
        for group in groups(posts, numbers):
            if len(group) == 1 and numbers.get(group[0].pk, 0) > BATCH:
                yield group[0], self.of(group[0])
                continue
            rows = list(self.rows().filter(post_id__in=[post.pk for post in group]))
            parents = self.parents(rows)
            for post in group:
                yield post, self.written([row for row in rows if row.post_id == post.pk], parents)

    def of(self, post: Post) -> Iterator[Commented]:
        """Each reply with the lines of its comment, so many in memory at a time."""
        last = 0
        while batch := list(self.rows().of(post).filter(pk__gt=last)[:BATCH]):
            yield from self.written(batch, self.parents(batch))
            last = batch[-1].pk

    def rows(self) -> ReplyQuerySet:
        """Those of unconfirmed addresses are left out."""
        return Reply.objects.confirmed().select_related("user").order_by("pk")

    def written(self, rows: Iterable[Reply], parents: dict[int, int]) -> Iterator[Commented]:
        for reply in rows:
            if not reply.import_data.get(
                "missing"
            ):  # its answers name it: an empty place comes back by itself
                yield reply, self.comment(reply, 0 if reply.is_root else parents.get(reply.parent_id, 0))

    def parents(self, batch: list[Reply]) -> dict[int, int]:
        """Key of each parent to its number there."""
        keys = {reply.parent_id for reply in batch if not reply.is_root}
        found = Reply.objects.filter(pk__in=keys).values_list("pk", "legacy_id")
        return {pk: self.numbers.reply(pk, before) for pk, before in found}

    def comment(self, reply: Reply, parent: int) -> Iterator[str]:
        zone = clock_of(reply.import_data, reply.submitted_at, Publication.current().zone)
        yield "\t<wp:comment>\n"
        for line in (
            plain("wp:comment_id", self.numbers.reply(reply.pk, reply.legacy_id)),
            section("wp:comment_author", as_html(reply.writer_name)),
            section("wp:comment_author_email", reply.user_email),
            section("wp:comment_author_url", as_html(reply.writer_url)),
            section("wp:comment_author_IP", reply.ip_address or ""),
            section("wp:comment_date", moment(reply.submitted_at.astimezone(zone))),
            section("wp:comment_date_gmt", moment(reply.submitted_at.astimezone(UTC))),
            section("wp:comment_content", self.content(reply)),
            section("wp:comment_approved", REPLY_STATES[reply.status]),
            section("wp:comment_type", comment_type(reply)),
            plain("wp:comment_parent", parent),
            plain("wp:comment_user_id", self.user(reply)),
        ):
            yield f"\t\t{line}\n"
        yield from (f"\t{line}" for line in meta(self.pairs(reply), "wp:commentmeta"))
        yield "\t</wp:comment>\n"

    def content(self, reply: Reply) -> str:
        """As it came from WordPress, or the HTML of what was written here."""
        return reply.comment if reply.is_foreign else comment_content(reply.body_html)

    def user(self, reply: Reply) -> int:
        """The number of the user who wrote it, if that is one of the authors; as it was in WordPress."""
        said = reply.import_data.get("user_id")
        byline = next(
            (a for a in self.people.authors.values() if a.user_id and a.user_id == reply.user_id), None
        )
        return int(said) if said else self.numbers.person(byline) if byline else 0

    def pairs(self, reply: Reply) -> Iterator[Pair]:
        theirs = [(str(pair[0]), str(pair[1])) for pair in reply.import_data.get("meta", [])]
        yield from theirs
        said = values_of(reply, besides=saidcolumns.REPLY)
        said |= {"submitted_at": reply.submitted_at.isoformat(), "writer_name": reply.writer_name}
        if reply.status == ReplyStatus.WITHDRAWN:
            said["status"] = reply.status
        yield from ((own(name), written(value)) for name, value in said.items())
        if not reply.is_foreign or reply.comment != reply.comment.strip():
            source = {"source": reply.comment, "digest": digest(self.content(reply))}
            yield WORDS, written(source | ({} if reply.is_foreign else {"markup": "markdown"}))
        if reply.user is not None:
            yield own("user"), written(reply.user.get_username())
        yield from imported(reply.import_data, theirs, "markup")
