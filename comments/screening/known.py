"""What is known of a reply that is judged, of its writer and of its words: asked once, when it matters."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db import connection
from django.utils import timezone

from comments.models import Ban, Reply, SpamToken, writer_key
from comments.screening.spam.bayes import Counts
from comments.screening.spam.rules import Sample
from comments.screening.spam.scoring import Evidence

MOST_KNOWN = 5  # approved replies that speak for a writer
BUSY_WITHIN = timedelta(minutes=10)
LATEST = 1_000  # replies of these minutes, among which a writer's own are counted
SAME_WITHIN = timedelta(days=7)
SAME_FROM = 60  # characters: two people may both say `I agree`
SAME_FOR = timedelta(minutes=10)  # in which the same words are a second press of the button

# Few rows, whatever a writer has written. `own` is the number of a reply that is stored already, else 0;
# `parent` is 0 for what answers the article, which xtd keeps as an answer to itself.
REPUTE = """
SELECT
  EXISTS (SELECT 1 FROM comments_writer WHERE id = %(cookie)s AND key = %(key)s AND confirmed_at IS NOT NULL),
  EXISTS (SELECT 1 FROM comments_writer WHERE key = %(key)s AND trusted),
  (SELECT COUNT(*) FROM (
    SELECT 1 FROM comments_reply WHERE writer_key = %(key)s AND status = 'approved' LIMIT %(most)s
  ) AS approved),
  (SELECT COUNT(*) FROM (
    SELECT writer_key, xtdcomment_ptr_id FROM comments_reply WHERE submitted_at >= %(lately)s
    ORDER BY submitted_at DESC LIMIT %(latest)s
  ) AS latest WHERE writer_key = %(key)s AND xtdcomment_ptr_id <> %(own)s),
  (SELECT COUNT(*) FROM comments_reply JOIN django_comments ON id = xtdcomment_ptr_id
    WHERE %(is_long)s AND submitted_at >= %(this_week)s AND post_id <> %(post)s AND comment = %(words)s
    AND xtdcomment_ptr_id <> %(own)s
    AND NOT EXISTS (SELECT 1 FROM comments_writer WHERE key = %(key)s AND trusted)),
  (SELECT MIN(xtdcomment_ptr_id) FROM comments_reply
    JOIN django_comments ON id = xtdcomment_ptr_id
    JOIN django_comments_xtd_xtdcomment ON comment_ptr_id = xtdcomment_ptr_id
    WHERE writer_key = %(key)s AND post_id = %(post)s AND comment = %(words)s AND submitted_at < %(before)s
    AND status NOT IN ('unconfirmed', 'withdrawn')
    AND parent_id IN (%(parent)s, CASE WHEN %(parent)s = 0 THEN xtdcomment_ptr_id ELSE %(parent)s END)),
  (SELECT mode FROM comments_thread WHERE post_id = %(post)s)
"""


@dataclass(frozen=True)
class Repute:
    """What an address has done here. `approved` counts no further than MOST_KNOWN; `recent` are its replies
    of the last minutes; `same` are replies of the week, of anybody, that say the same to other articles;
    `earlier` is the number of its reply that said the same in the same place. `mode` is the article's own."""

    is_cookies: bool = False  # whether the browser has proved the address
    is_trusted: bool = False
    approved: int = 0
    recent: int = 0
    same: int = 0
    earlier: int | None = None
    mode: str | None = None


@dataclass
class Known:
    """Of one reply: what was typed, where, and by which browser (the number in its cookie)."""

    post_id: int
    email: str
    name: str
    website: str
    words: str
    parent_id: int = 0
    own: int = 0
    cookie: int | None = None

    @classmethod
    def of(cls, reply: Reply) -> "Known":
        """Of a reply that is judged without a reader at the other end."""
        typed = reply.user_email, reply.writer_name, reply.writer_url, reply.comment
        return cls(reply.post_id, *typed, own=reply.pk or 0)

    @cached_property
    def key(self) -> str:
        return writer_key(self.email)

    @cached_property
    def repute(self) -> Repute:
        """One query; none for no address."""
        if not self.key:
            return Repute()
        now, stored = timezone.now(), connection.ops.adapt_datetimefield_value
        moments = {"lately": BUSY_WITHIN, "this_week": SAME_WITHIN, "before": SAME_FOR}
        asked = {name: stored(now - age) for name, age in moments.items()} | {
            "key": self.key, "cookie": self.cookie, "own": self.own, "post": self.post_id,
            "parent": self.parent_id, "words": self.words, "is_long": len(self.words) >= SAME_FROM,
            "most": MOST_KNOWN, "latest": LATEST,
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(REPUTE, asked)
            is_cookies, is_trusted, *rest = cursor.fetchone()
        return Repute(bool(is_cookies), bool(is_trusted), *rest)

    @cached_property
    def evidence(self) -> Evidence:
        return Evidence(Sample(self.words, self.name, self.website))

    @cached_property
    def counts(self) -> Counts:
        """What was learnt of its words."""
        return self.learnt_and_banned[0]

    @cached_property
    def bans(self) -> list[Ban]:
        """Those that may fit; of each its number, kind and value alone."""
        return self.learnt_and_banned[1]

    @cached_property
    def learnt_and_banned(self) -> tuple[Counts, list[Ban]]:
        """One query, mostly."""
        return SpamToken.objects.counts_and_bans(self.evidence.features, self.email, self.name)
