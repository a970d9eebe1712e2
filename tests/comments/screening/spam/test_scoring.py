"""Spam judged by rules and by what was learnt."""

import json
import time

import pytest

from comments.screening.spam.bayes import Counts
from comments.screening.spam.rules import Sample
from comments.screening.spam.scoring import Evidence

HONEST = [
    "Thanks!",
    "I agree.",
    "merci beaucoup, très bon article",
    "THIS WAR IS A CRIME AND EVERY ONE OF YOU KNOWS IT. SHAME ON THE GOVERNMENT!!!!",
    "You are a liar, and so is your editor. Delete this rubbish.",
    "No war! No war! No war! No war!",
    "The figures are in https://www.un.org/unispal/document/report-2024 and they contradict paragraph three.",
    "Two sources: https://www.theguardian.com/world/2024/may/01/a and https://www.lemonde.fr/article/b.html",
    "Casino capitalism is the word for it: banks bet with our pensions and the state pays their debts.",
    "The loan offers of the IMF come with conditions that no parliament voted for.",
    "I wrote about this on my blog in 2019, and nobody listened: https://example.org/2019/sanctions",
    "Facebook and Twitter censor Palestinians. Follow the money and look at who owns the channels.",
    "Please share this article with everybody you know; it is the best thing that I have read on Yemen.",
    "Sign the petition: https://www.change.org/p/stop-the-arms-trade",
    "You can reach your member of parliament at +44 20 7219 3000. Write to her!",
    "Make money out of misery: that is what the arms dealers do, and they earn millions a year.",
    "Subscribe to the journal, people. Reporting like this costs money.",
    "Le gouvernement ment. Où sont les preuves ? On nous prend pour des imbéciles.",
    "Die Bundesregierung liefert weiter Waffen. Wer verdient daran? Immer dieselben.",
    "Это ложь. Война идёт уже третий год, и никто не хочет говорить о переговорах.",
    "هذا المقال ممتاز، شكراً للكاتب. لكن لماذا لم يذكر دور الولايات المتحدة في الحصار؟",
    "تحریم‌ها مردم عادی را هدف گرفته‌اند، نه دولت را. از نویسنده ممنونم.",
    "制裁伤害的是普通人，而不是政府。作者说得对。",
    "この記事は事実を無視している。出典を示してほしい。",
    "युद्ध से किसी का भला नहीं होता। लेखक को धन्यवाद।",
    "Yaptırımlar halkı vuruyor, hükümeti değil. Yazara teşekkürler.",
    "¿Y los bancos? Siempre ganan los mismos. Excelente artículo, gracias.",
    "> the sanctions have worked\n\nWhere? Name one country. One.",
    "👏👏👏",
    "The journal should put its podcast on YouTube. I would subscribe, and I want subscribers to have a say.",
    "Please subscribe, people, independent journalism needs us.",
    "Check out the author's earlier piece on Syria, it is better than this one.",
    "Visit our website for the full programme: https://peace.example.org",
    "Click here to see the original: https://example.org/doc.pdf",
    "Help Gaza families: https://www.gofundme.com/f/help-gaza-family",
    "You can follow us on Telegram because YouTube deleted our channel twice: https://t.me/ourjournal",
    "Loan offers from China are better than loan offers from the IMF.",
    "Hire a hacker? That is what they did, and the hacked accounts were the story.",
    "He made $400 million a year from weapons.",
    "https://www.reuters.com/world/middle-east/some-article-2024-05-01/",
    "Free Palestine! Free Palestine! Free Palestine!",
    "Я подписался на ваш канал, спасибо за честность.",
    "اشتركوا في المجلة وادعموا الصحافة المستقلة",
    "www.example.org",
    "",
]
ADVERTISED = [
    "Hey everybody, please subscribe to my channel, I sub back!",
    "CHECK OUT MY CHANNEL for funny videos",
    "Great post! Thanks for sharing. [url=http://pills.example.com]cheap pills online[/url]",
    "I earn $5000 per week from home, contact me on WhatsApp +1 555 123 4567",
    "Best online casino bonus: http://win.example.top/?ref=8812",
    "Je gagne beaucoup, offre de prêt entre particuliers: contactez-moi sur whatsapp +33 612345678",
    "подпишись на мой канал!!!",
    "http://bit.ly/3xYzAbC",
    "Buy chеap viаgra now http://meds.example.com",
]


def judged(text: str, counts: Counts | None = None, **typed: str):
    return Evidence(Sample(text, **typed)).weigh(counts)


@pytest.mark.parametrize("text", HONEST)
def test_honest_words_are_not_suspected_by_rules(text):
    assert judged(text, name="Amina").score < 0.9


@pytest.mark.parametrize("text", ADVERTISED)
def test_advertising_is_suspected_by_rules(text):
    verdict = judged(text)
    assert verdict.score >= 0.9
    assert verdict.rules


def test_universal_declaration_is_not_suspected_in_any_language(corpus):
    texts = json.loads((corpus / "texts" / "udhr-multilingual.json").read_text("utf-8"))
    scores = [
        judged(block[1]).score for text in texts for block in text["blocks"] if isinstance(block[1], str)
    ]
    assert len(scores) > 500
    assert max(scores) < 0.5


def test_long_prose_with_many_links_is_rarely_suspected(corpus):
    entries = json.loads((corpus / "texts" / "blog-entries.json").read_text("utf-8"))
    suspected = [entry for entry in entries if judged(entry["body"]).score >= 0.9]
    assert len(suspected) < 0.02 * len(entries)


def test_name_that_advertises_is_told():
    assert ("ware_as_name", 0) in judged("I agree with this.", name="Best online casino").rules
    assert ("address_as_name", 0) in judged("I agree with this.", name="cheap-shoes.com").rules


def test_nothing_is_learnt_from_one_side_alone():
    counts = Counts(spam=500, ham=0, features={"harbour": (500, 0)})
    assert judged("the harbour", counts).score == judged("the harbour").score


def test_word_seen_once_among_thousands_says_next_to_nothing():
    counts = Counts(spam=10, ham=5000, features={"harbour": (0, 1)})
    assert judged("harbour", counts).score == pytest.approx(judged("harbour").score, abs=0.01)


def test_learnt_words_decide_and_are_told():
    counts = Counts(spam=100, ham=100, features={"seaweed": (60, 0), "harbour": (0, 60)})
    assert judged("seaweed", counts).score > 0.9
    assert judged("seaweed", counts).words == ["seaweed"]
    assert judged("harbour", counts).score < 0.1


def test_rule_that_moderators_overrule_loses_its_weight():
    text = "CHECK OUT MY CHANNEL for funny videos"
    counts = Counts(spam=100, ham=100, features={"rule:promotion": (1, 80), "rule:none": (99, 20)})
    assert judged(text).score > 0.9 > judged(text, counts).score


def test_tricks_with_letters_hide_no_word():
    tricked = Evidence(Sample("sub\u200bscrіbe and Ｓｕｂｓｃｒｉｂｅ, s u b s c r i b e")).features
    assert tricked.count("subscribe") == 1
    assert "subscribe subscribe" in tricked


def test_persian_joiner_is_no_trick():
    assert judged("می‌خواهم بدانم چرا").rules == []


def test_features_fit_their_column():
    features = Evidence(
        Sample(f"{'x' * 500} {'y' * 500} http://{'a' * 60}.{'b' * 60}.{'c' * 60}.com/")
    ).features
    assert max(map(len, features)) <= 80


def test_chinese_words_are_found_without_spaces():
    assert {"制裁", "裁伤", "伤害"} <= set(Evidence(Sample("制裁伤害")).features)


HOSTILE = [
    "check ",
    "a@",
    "a-",
    "http://",
    "www.,",
    "我们",
    "[url=",
    "like visit watch ",
    "1",
    "a\u200b",
    "\n",
]


@pytest.mark.parametrize("text", [piece * 10_000 for piece in HOSTILE])
def test_hostile_texts_take_no_time(text):
    started = time.process_time()
    judged(text, name=text[:100], website=text[:500])
    assert time.process_time() - started < 1


def test_ordinary_reply_takes_less_than_five_milliseconds():
    text = "The figures that you quote are those of the ministry, and nobody else has seen them. " * 8
    started = time.process_time()
    for _ in range(50):
        judged(text)
    assert time.process_time() - started < 50 * 0.005
