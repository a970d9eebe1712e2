"""What was learnt about spam: counts of features, added to and taken from exactly."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, models

from comments.screening.spam.bayes import Counts

TOTAL = ""  # the token that counts the replies themselves
AT_ONCE = 300  # rows in one statement, whose values every SQLite can bind

ADD = """
INSERT INTO comments_spamtoken (token, spam, ham) VALUES {rows}
ON CONFLICT (token) DO UPDATE SET
  spam = comments_spamtoken.spam + excluded.spam, ham = comments_spamtoken.ham + excluded.ham
"""


class SpamTokenQuerySet(models.QuerySet["SpamToken"]):
    """Every question about many tokens."""

    def counts(self, features: Iterable[str]) -> Counts:
        """What is known of these features: two numbers each, and the totals. One query, mostly."""
        wanted = [TOTAL, *features]
        found: dict[str, tuple[int, int]] = {}
        for start in range(0, len(wanted), 900):
            rows = self.filter(token__in=wanted[start : start + 900])
            found.update(
                {token: (spam, ham) for token, spam, ham in rows.values_list("token", "spam", "ham")}
            )
        spam, ham = found.pop(TOTAL, (0, 0))
        return Counts(max(spam, 0), max(ham, 0), found)

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


class SpamToken(models.Model):
    """How many replies that moderators called spam, and how many that they approved, hold this token.

    The empty token counts the replies themselves."""

    token = models.CharField(max_length=80, primary_key=True)
    spam = models.IntegerField(default=0)
    ham = models.IntegerField(default=0)

    objects = SpamTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.token}: {self.spam}/{self.ham}"
