"""How well spam is told apart: on real comments, trained on a random half and tried on the other."""

import json
import random
from statistics import mean

import pytest
from django.utils import timezone

from comments.models import DebateRules, Decision, Reply, ReplyStatus
from comments.screening import judging, learning
from comments.screening.circumstances import Circumstances
from comments.screening.spam.bayes import Counts
from comments.screening.spam.rules import Sample
from comments.screening.spam.scoring import Evidence
from tests.comments.replies import draft, grow
from tests.factories import make_post

SEEDS = range(2001, 2011)


@pytest.fixture(scope="module")
def comments(corpus):
    """Evidence and the truth (1 is spam) of each comment."""
    rows = json.loads((corpus / "spam" / "youtube-comments.json").read_text("utf-8"))
    return [(Evidence(Sample(row["text"])), row["spam"]) for row in rows]


def learnt(decided) -> Counts:
    features: dict[str, tuple[int, int]] = {}
    for evidence, is_spam in decided:
        for feature in evidence.features:
            spam, ham = features.get(feature, (0, 0))
            features[feature] = spam + is_spam, ham + 1 - is_spam
    spam = sum(is_spam for _, is_spam in decided)
    return Counts(spam, len(decided) - spam, features)


def tried(comments, seed, *, decisions=None, rules_only=False) -> tuple[float, float]:
    """Precision and recall of `suspected`, at the threshold a new site has, on the half not learnt from."""
    order = random.Random(seed).sample(comments, len(comments))  # noqa: S311
    half = len(order) // 2
    counts = None if rules_only else learnt(order[:half][:decisions])
    threshold = DebateRules().suspect_at
    judged = [(evidence.weigh(counts).score >= threshold, is_spam) for evidence, is_spam in order[half:]]
    suspected = [is_spam for is_suspected, is_spam in judged if is_suspected]
    return sum(suspected) / len(suspected), sum(suspected) / sum(is_spam for _, is_spam in judged)


def told(what: str, figures: list[tuple[float, float]]) -> None:
    for name, column in zip(("precision", "recall"), zip(*figures, strict=True), strict=True):
        print(f"{what}: {name} {mean(column):.3f} ({min(column):.3f} to {max(column):.3f})")  # noqa: T201


def test_half_learnt_is_precise_and_finds_most(comments):
    figures = [tried(comments, seed) for seed in SEEDS]
    told("rules and half of the comments learnt", figures)
    assert mean(precision for precision, _ in figures) >= 0.98
    assert min(precision for precision, _ in figures) >= 0.97
    assert min(recall for _, recall in figures) >= 0.85


def test_rules_alone_are_precise_from_the_first_day(comments):
    figures = [tried(comments, seed, rules_only=True) for seed in SEEDS]
    told("rules alone", figures)
    assert min(precision for precision, _ in figures) >= 0.97
    assert mean(recall for _, recall in figures) >= 0.4


def test_more_decisions_find_more_and_stay_precise(comments):
    steps = [[tried(comments, seed, decisions=number) for seed in SEEDS] for number in (0, 40, 120, 350)]
    recalls = [mean(recall for _, recall in figures) for figures in steps]
    assert recalls == sorted(recalls)
    assert min(mean(precision for precision, _ in figures) for figures in steps) >= 0.97


@pytest.mark.django_db
def test_live_site_learns_from_its_moderators_as_well(corpus):
    rows = json.loads((corpus / "spam" / "youtube-comments.json").read_text("utf-8"))
    random.Random(3001).shuffle(rows)  # noqa: S311
    post, half = make_post(), len(rows) // 2
    replies = grow(post, half, status=ReplyStatus.PENDING)
    for reply, row in zip(replies, rows, strict=False):
        Reply.objects.filter(pk=reply.pk).update(comment=row["text"], import_ref=None)
    said = [ReplyStatus.SPAM if row["spam"] else ReplyStatus.APPROVED for row in rows]
    pairs = zip(replies, said, strict=False)
    learning.follow(
        [Decision(reply_id=reply.pk, actor="moderator", became=became) for reply, became in pairs]
    )
    judged = []
    for row in rows[half:]:
        reply = draft(post, comment=row["text"], submitted_at=timezone.now())
        judged.append((judging.judge(reply, Circumstances(), is_proved=True).suspected, row["spam"]))
    suspected = [is_spam for is_suspected, is_spam in judged if is_suspected]
    assert sum(suspected) / len(suspected) >= 0.97
    assert sum(suspected) / sum(is_spam for _, is_spam in judged) >= 0.85
