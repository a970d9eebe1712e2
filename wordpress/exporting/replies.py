"""Replies as comments: every state, true parents at any depth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from blog.models import Post, Publication
from comments.models import Reply, ReplyStatus
from wordpress import saidcolumns
from wordpress.rowvalues import values_of
from wordpress.states import REPLY_STATES, comment_type
from wordpress.vocabulary import WORDS, digest, own, written

from .keptmeta import imported
from .markup import Pair, as_html, meta, moment, plain, section
from .numbers import Numbers
from .people import People
from .texts import comment_content

BATCH = 500


@dataclass(frozen=True)
class Replies:
    """Writes the comments of one post after the other."""

    numbers: Numbers
    people: People

    def of(self, post: Post) -> Iterator[tuple[Reply, Iterator[str]]]:
        """Each reply with the lines of its comment; those of unconfirmed addresses are left out."""
        last = 0
        rows = Reply.objects.of(post).exclude(pk__in=Reply.objects.unconfirmed().of(post).values("pk"))
        while batch := list(rows.filter(pk__gt=last).select_related("user").order_by("pk")[:BATCH]):
            parents = self.parents(batch)
            for reply in batch:
                if not reply.import_data.get(
                    "missing"
                ):  # its answers name it: an empty place comes back by itself
                    yield reply, self.comment(reply, 0 if reply.is_root else parents.get(reply.parent_id, 0))
            last = batch[-1].pk

    def parents(self, batch: list[Reply]) -> dict[int, int]:
        """Key of each parent to its number there."""
        keys = {reply.parent_id for reply in batch if not reply.is_root}
        found = Reply.objects.filter(pk__in=keys).values_list("pk", "legacy_id")
        return {pk: self.numbers.reply(pk, before) for pk, before in found}

    def comment(self, reply: Reply, parent: int) -> Iterator[str]:
        zone = Publication.current().zone
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
