"""What becomes of a reply, and why it was held."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation

from comments import moderation
from comments.models import Ban, DebateRules, Mode, Reply, ReplyStatus, SpamToken, Thread, Writer
from comments.screening import holding, judging
from comments.screening.circumstances import Circumstances, seconds
from comments.tree.threads import add
from tests.comments.replies import ROSA, draft
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db
HONEST = "The minister has known of the report since March, and has said so in parliament."
ADVERTISEMENT = "Please subscribe to my channel, check out my videos! http://bit.ly/3xYzAbC"
LONG_AGO = timezone.now() - timedelta(days=40)


@pytest.fixture
def post():
    return make_post("The harbour")


@pytest.fixture
def rules():
    return DebateRules.objects.create()


def unsaved(post, comment=HONEST, **fields):
    fields = {"user_email": ROSA, "writer_name": "Rosa", "submitted_at": timezone.now(), **fields}
    reply = draft(post, comment=comment, **fields)
    reply.mirror()
    return reply


def judged(post, comment=HONEST, *, sent=None, is_proved=True, **fields):
    return judging.judge(unsaved(post, comment, **fields), sent or Circumstances(), is_proved=is_proved)


def codes(judgement) -> list[str]:
    return [entry["code"] for entry in judgement.held_for]


@pytest.fixture
def known(post):
    """Rosa has had a reply approved."""
    return add(unsaved(post, "An older reply.", submitted_at=LONG_AGO))


def test_first_reply_waits_and_the_next_is_read_at_once(post):
    assert codes(judged(post)) == ["first"]
    add(unsaved(post, "An older reply.", submitted_at=LONG_AGO))
    assert judged(post).status == ReplyStatus.APPROVED


def test_everything_waits_where_the_site_says_so(post, rules, known):
    DebateRules.objects.update(mode=Mode.ALL)
    assert codes(judged(post)) == ["all"]


def test_article_has_its_own_mode(post, rules):
    Thread.objects.update_or_create(pk=post.pk, defaults={"mode": Mode.NONE})
    assert judged(post).status == ReplyStatus.APPROVED
    DebateRules.objects.update(mode=Mode.NONE)
    Thread.objects.update(mode=Mode.ALL)
    assert codes(judged(post)) == ["all"]


def test_trusted_writer_waits_for_nobody(post, rules):
    DebateRules.objects.update(mode=Mode.ALL, watch_words="minister")
    writer = Writer.objects.of(ROSA)
    Writer.objects.filter(pk=writer.pk).update(trusted=True)
    assert judged(post).status == ReplyStatus.APPROVED
    assert judged(post, is_proved=False).status == ReplyStatus.UNCONFIRMED


def test_own_people_wait_for_nobody(post, rules):
    DebateRules.objects.update(mode=Mode.ALL)
    assert judged(post, ADVERTISEMENT, user=make_user()).status == ReplyStatus.APPROVED


def test_watch_words_hold_a_known_writer(post, rules, known):
    DebateRules.objects.update(watch_words="ministr*\nPARLIAMENT\n\n")
    assert judged(post).held_for == [{"code": "watch", "words": ["PARLIAMENT"]}]


@pytest.mark.parametrize(
    "words", ["a tr**ai**tor", "a *trait*`or`", "a [tra](https://a.example)itor", "TRAITOR"]
)
def test_marks_within_a_word_do_not_hide_it(post, rules, known, words):
    DebateRules.objects.update(watch_words="traitor*")
    assert codes(judged(post, words)) == ["watch"]


def test_more_links_than_the_limit_hold(post, rules, known):
    text = "Read https://a.example.org/1 and https://b.example.org/2 about it, all of you who doubt"
    assert judged(post, text).status == ReplyStatus.APPROVED
    assert codes(judged(post, f"{text} https://c.example.org/3")) == ["links"]


def test_advertising_is_suspected_even_of_a_writer_who_was_approved_once(post, known):
    judgement = judged(post, ADVERTISEMENT)
    assert (judgement.status, judgement.suspected) == (ReplyStatus.PENDING, True)
    assert judgement.score >= 0.9


def test_unconfirmed_reply_keeps_what_was_seen_when_it_came(post):
    judgement = judged(post, is_proved=False, sent=Circumstances(took=1.2, is_from_nowhere=True))
    assert judgement.status == ReplyStatus.UNCONFIRMED
    reply = unsaved(post)
    judgement.write_on(reply)
    later = judging.judge(reply, is_proved=True)
    assert later.status == ReplyStatus.PENDING
    assert codes(later) == ["first", "fast", "nowhere"]
    assert later.score == pytest.approx(judgement.score)


def test_edited_reply_is_not_judged_by_how_it_was_once_sent(post, known):
    reply = unsaved(post, held_for=[{"code": "trap"}], status=ReplyStatus.APPROVED)
    assert judging.judge(reply, is_proved=True).status == ReplyStatus.APPROVED


def test_circumstances_alone_hold_nobody(post, known):
    assert judged(post, sent=Circumstances(took=0.5, is_from_nowhere=True)).status == ReplyStatus.APPROVED


def test_trap_is_for_moderators_once_a_mail_was_answered(post):
    reply = unsaved(post)
    before = judged(post, sent=Circumstances(trapped=True), is_proved=False)
    assert (before.status, before.is_hopeless) == (ReplyStatus.UNCONFIRMED, True)
    before.write_on(reply)
    later = judging.judge(reply, is_proved=True)
    assert (later.status, later.suspected, codes(later)) == (
        ReplyStatus.PENDING,
        True,
        ["spam", "first", "trap"],
    )


def test_plain_spam_is_hopeless_but_its_honest_likeness_is_not(post):
    assert judged(post, ADVERTISEMENT * 2, is_proved=False).is_hopeless
    assert not judged(post, is_proved=False).is_hopeless
    assert not judged(post, "check out my channel", is_proved=False).is_hopeless


def test_same_text_under_the_third_article_holds(post, known):
    for number in range(2):
        assert judged(post).status == ReplyStatus.APPROVED, number
        add(draft(make_post(), comment=HONEST, submitted_at=timezone.now()))
    assert judged(post).held_for == [{"code": "same", "number": 2}]
    assert judged(post, "I agree.").status == ReplyStatus.APPROVED


def test_many_replies_in_minutes_hold_unless_nothing_is_limited(post, known, settings):
    for number in range(judging.BUSY):
        add(unsaved(post, f"No. {number}"))
    assert judged(post).held_for == [{"code": "busy", "number": judging.BUSY + 1}]
    settings.REPLY_LIMIT = (0, 0)
    assert judged(post).status == ReplyStatus.APPROVED


def test_ban_set_meanwhile_holds(post, known):
    Ban.objects.keep_out(Ban.Kind.ADDRESS, ROSA)
    assert codes(judged(post)) == ["ban"]


def test_what_moderators_decide_changes_what_is_suspected(post):
    for number in range(30):
        moderation.mark_spam(add(draft(post, comment=f"wonderful seaweed soup number {number}")))
        moderation.approve(
            add(draft(post, status=ReplyStatus.PENDING, comment=f"the parliament met {number}"))
        )
    assert judged(post, "seaweed soup").suspected
    assert not judged(post, "the parliament").suspected


def test_judging_asks_few_questions_however_much_was_learnt(post, known, django_assert_max_num_queries):
    SpamToken.objects.add({f"token{number}": (1, 1) for number in range(2000)})
    with django_assert_max_num_queries(9):
        judged(post)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2.5", 2.5), ("86400", 86400), ("", None), ("-1", None), ("1e9", None), ("²", None), ("9" * 50, None)],
)
def test_seconds_are_believed_only_as_numbers(typed, expected):
    assert seconds(typed) == expected


def test_each_reason_has_its_sentence(post, rules, known):
    DebateRules.objects.update(mode=Mode.ALL, watch_words="channel")
    Ban.objects.keep_out(Ban.Kind.NAME, "Rosa", until=timezone.now() + timedelta(days=2))
    text = f"{ADVERTISEMENT} http://a.example.org http://b.example.org"
    for _number in range(2):
        add(draft(make_post(), comment=text, submitted_at=timezone.now()))
    reply = unsaved(post, text)
    judged(post, text, sent=Circumstances(took=1, is_from_nowhere=True)).write_on(reply)
    said = holding.why_held(reply)
    assert len(said) == len(reply.held_for) == 8
    assert said[0].startswith("It looks like spam (99 %). What weighed most: ")
    assert "3 links; the limit is 2." in said
    assert "It holds the watch word ‘channel’." in said


def test_sentences_are_made_in_the_language_of_whoever_reads():
    reply = Reply(held_for=[{"code": "spam", "score": 0.93, "rules": [["shortener", 1]], "words": ["free"]}])
    assert holding.why_held(reply) == [
        "It looks like spam (93 %). What weighed most: a shortened link and ‘free’."
    ]
    with translation.override("de"):
        assert len(holding.why_held(reply)) == 1


def test_every_rule_has_words_for_people():
    source = Path(judging.__file__).parent
    modules = [source / "spam" / "rules.py", source / "circumstances.py"]
    text = "".join(module.read_text("utf-8") for module in modules)
    found = set(re.findall(r'Finding\(\s*"(\w+)"', text)) | set(
        re.findall(r'^    \("(\w+)", [\d.]+,', text, re.M)
    )
    assert len(found) > 25
    assert found | {"trap", "fast", "nowhere"} <= set(holding.RULES)


def test_unknown_or_broken_reasons_are_passed_over():
    held = [{"code": "of tomorrow"}, {}, {"code": "spam"}, {"code": "links"}, {"code": "ban"}]
    assert len(holding.why_held(Reply(held_for=held))) == 2
