"""What was learnt about spam: counts of features, added to and taken from exactly."""

from collections.abc import Mapping, Sequence

from django.db import connection, models
from django.utils import timezone

from comments.models.ban import Ban, folded_name, spellings
from comments.screening.spam.bayes import Counts

TOTAL = ""  # the token that counts the replies themselves
READ_AT_ONCE = 900
AT_ONCE = 300  # rows in one statement, whose values every SQLite can bind

ADD = """
INSERT INTO comments_spamtoken (token, spam, ham) VALUES {rows}
ON CONFLICT (token) DO UPDATE SET
  spam = comments_spamtoken.spam + excluded.spam, ham = comments_spamtoken.ham + excluded.ham
"""

# What was learnt of the words of one reply and which bans may be meant for it.
LOOK = """
SELECT token, spam, ham, NULL AS kind FROM comments_spamtoken WHERE token IN ({tokens})
UNION ALL
SELECT value, id, NULL, kind FROM comments_ban WHERE (until IS NULL OR until > %s) AND (
  kind = 'address' AND value IN ({spellings}) OR kind = 'name' AND value = %s OR kind IN ('network', 'word'))
"""


class SpamTokenQuerySet(models.QuerySet["SpamToken"]):
    """Every question about many tokens."""

    def known(self, tokens: Sequence[str]) -> "Found":
        found: Found = {}
        for start in range(0, len(tokens), READ_AT_ONCE):
            rows = self.filter(token__in=tokens[start : start + READ_AT_ONCE])
            found |= {token: (spam, ham) for token, spam, ham in rows.values_list("token", "spam", "ham")}
        return found

    def counts_and_bans(self, features: Sequence[str], email: str, name: str) -> tuple[Counts, list[Ban]]:
        """What is known of these features: two numbers each, and the totals. And the bans in force that may
        fit a writer of this address and name (those of networks and words always), of which number, kind and
        value are given: ask each whether it `fits`. One query, mostly."""
        tokens, written = [TOTAL, *features[: READ_AT_ONCE - 1]], spellings(email) or [""]
        marks = {"tokens": tokens, "spellings": written}
        sql = LOOK.format(**{what: ", ".join(["%s"] * len(values)) for what, values in marks.items()})
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(sql, [*tokens, now, *written, folded_name(name)])
            rows = cursor.fetchall()
        found = {token: (spam, ham) for token, spam, ham, kind in rows if kind is None}
        bans = [Ban(pk=number, kind=kind, value=value) for value, number, _, kind in rows if kind]
        return totalled(found | self.known(features[READ_AT_ONCE - 1 :])), bans

    def forget(self) -> None:
        self.all().delete()

    def add(self, changes: Mapping[str, tuple[int, int]]) -> None:
        """Add to each token's counts of spam and ham (or take from them), whoever else does so meanwhile.

        In sorted order, the totals first: whoever learns waits for that row, so that no two can block each
        other further down.
        """
        ordered = sorted(item for item in changes.items() if item[1] != (0, 0))
        for start in range(0, len(ordered), AT_ONCE):
            part = ordered[start : start + AT_ONCE]
            values = [value for token, (spam, ham) in part for value in (token, spam, ham)]
            with connection.cursor() as cursor:
                cursor.execute(ADD.format(rows=", ".join(["(%s, %s, %s)"] * len(part))), values)
        self.let_go([token for token, change in ordered if token != TOTAL and min(change) < 0])

    def let_go(self, tokens: Sequence[str]) -> None:
        """Words that no reply stands for any more, such as those of a writer who was erased, leave too."""
        for start in range(0, len(tokens), AT_ONCE):
            self.filter(token__in=tokens[start : start + AT_ONCE], spam=0, ham=0).delete()


Found = dict[str, tuple[int, int]]  # token: how many of spam and of ham hold it


def totalled(found: Found) -> Counts:
    spam, ham = found.pop(TOTAL, (0, 0))
    return Counts(max(spam, 0), max(ham, 0), found)


class SpamToken(models.Model):
    """How many replies that moderators called spam, and how many that they approved, hold this token.

    The empty token counts the replies themselves."""

    token = models.CharField(max_length=80, primary_key=True)
    spam = models.IntegerField(default=0)
    ham = models.IntegerField(default=0)

    objects = SpamTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.token}: {self.spam}/{self.ham}"
