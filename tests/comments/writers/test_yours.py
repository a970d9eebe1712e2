"""“Your replies”: one mailed link, everything under one's address, and a way out of it all."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from comments import moderation, recommending
from comments.models import Follow, Letter, Reason, Reply, ReplyStatus, Writer
from comments.moderating import reporting
from comments.tree.threads import add
from comments.writers import confirming
from comments.writers import yours as yours_of
from comments.writers.owning import token_for
from tests.comments.replies import ROSA, draft, grow
from tests.comments.sending import page, prove
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.REPLY_LIMIT = (0, 0)


@pytest.fixture
def post():
    return make_post("The harbour")


@pytest.fixture
def reply(post):
    return add(draft(post, user_email=ROSA, writer_name="Rosa"))


@pytest.fixture
def rosa(reply):
    return Writer.objects.of(ROSA)


@pytest.fixture
def yours(rosa):
    return reverse("comments:yours_of", args=[token_for(rosa)])


def hers(post, status, **fields):
    return add(draft(post, user_email=ROSA, status=status, **fields))


# The link


def test_link_is_mailed_anew_when_the_first_letter_has_been_forgotten(rosa):
    for _ in range(2):
        yours_of.send_link(ROSA)
    Letter.objects.order_by("pk").first().delete()
    before = Letter.objects.count()
    yours_of.send_link(ROSA)
    assert Letter.objects.count() == before + 1


def test_answer_is_the_same_for_known_and_unknown_addresses(stranger, rosa, worker):
    def ask(email):
        response = stranger.post("/reply/yours/", {"email": email})
        return response.status_code, page(response).replace(email, "…")

    assert ask(ROSA) == ask("nobody@example.org")
    worker.work_once()
    assert [message.to for message in mail.outbox] == [[ROSA]]
    assert not Writer.objects.filter(email="nobody@example.org").exists()


def test_mailed_link_opens_the_list(stranger, reply, worker):
    stranger.post("/reply/yours/", {"email": "Rosa@Example.org"})
    worker.work_once()
    path = re.search(r"http://[^/]+(/reply/yours/\S+)", mail.outbox[0].body)[1]
    response = stranger.get(path)
    assert reply.comment in page(response)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_an_address_gets_three_links_an_hour_and_nobody_is_told(stranger, reply):
    codes = [stranger.post("/reply/yours/", {"email": ROSA}).status_code for _ in range(5)]
    assert codes == [200] * 5
    assert Letter.objects.filter(kind=Letter.Kind.YOURS).count() == 3


def test_network_that_asks_too_often_waits(stranger, settings):
    settings.REPLY_LIMIT = (1, 60)
    codes = [stranger.post("/reply/yours/", {"email": f"{n}@example.org"}).status_code for n in range(2)]
    assert codes == [200, 429]


def test_link_is_over_after_a_day(stranger, yours, time_machine):
    assert stranger.get(yours).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    response = stranger.get(yours)
    assert response.status_code == 410
    assert "new one" in page(response)


@pytest.mark.parametrize("page_of", ["", "everything.json", "erase/"])
def test_forged_link_opens_nothing(stranger, reply, page_of):
    assert stranger.get(f"/reply/yours/WzEsIngiXQ:x:y/{page_of}").status_code == 410


def test_browser_is_forgotten_by_a_press(stranger, reply):
    assert "known as the one" not in page(stranger.get("/reply/yours/"))
    prove(stranger, ROSA)
    assert ROSA in page(stranger.get("/reply/yours/"))
    stranger.post("/reply/yours/", {"forget": "1"})
    assert "known as the one" not in page(stranger.get("/reply/yours/"))


# The list


def test_each_state_is_said_in_words(stranger, reply, yours, post):
    hers(post, ReplyStatus.UNCONFIRMED)
    hers(post, ReplyStatus.PENDING)
    moderation.withdraw(hers(post, ReplyStatus.APPROVED))
    removed = hers(post, ReplyStatus.APPROVED, confirmed_at=timezone.now())
    moderation.trash(removed, by=make_user("bob"), reason=Reason.OFF_TOPIC, note="The harbour, please.")
    html = page(stranger.get(yours))
    for said in (
        "nobody sees it yet", "Waits for a moderator", "Withdrawn by you", "Published",
        "Removed by a moderator", "off topic", "The harbour, please.", "Appeal against this",
    ):  # fmt: skip
        assert said in html
    assert "bob" not in html


def test_nobody_elses_reply_is_listed(stranger, yours, post):
    other = add(draft(post))
    assert other.comment not in page(stranger.get(yours))


def test_fifty_a_page(stranger, yours, post):
    grow(post, 60, user_email=ROSA)
    first = page(stranger.get(yours))
    assert first.count("<article") == 50
    older = re.search(r'href="(\?before=\d+)"', first)[1]
    assert page(stranger.get(yours + older)).count("<article") == 11


def test_list_costs_the_same_for_one_and_thirty(stranger, yours, post, assert_same_queries):
    assert_same_queries(lambda: stranger.get(yours), lambda: grow(post, 30, user_email=ROSA))


def test_unconfirmed_one_is_confirmed_from_the_list(stranger, yours, post):
    unseen = hers(post, ReplyStatus.UNCONFIRMED)
    stranger.get(f"{yours}{unseen.pk}/confirm/")
    assert Reply.objects.get(pk=unseen.pk).status == ReplyStatus.UNCONFIRMED
    response = stranger.post(f"{yours}{unseen.pk}/confirm/")
    assert Reply.objects.get(pk=unseen.pk).status == ReplyStatus.APPROVED
    assert confirming.COOKIE in response.cookies


@pytest.mark.parametrize("action", ["confirm", "follow"])
def test_nobody_elses_reply_is_touched(stranger, yours, post, action):
    other = add(draft(post, status=ReplyStatus.UNCONFIRMED))
    assert stranger.post(f"{yours}{other.pk}/{action}/").status_code == 404
    assert stranger.post(f"{yours}{other.pk}/withdraw/").status_code == 403
    assert Reply.objects.get(pk=other.pk).status == ReplyStatus.UNCONFIRMED


def test_answers_are_followed_and_no_longer(stranger, yours, reply, rosa):
    stranger.post(f"{yours}{reply.pk}/follow/", {"wanted": "1"})
    assert Follow.objects.get().reply_id == reply.pk
    stranger.post(f"{yours}{reply.pk}/follow/")
    assert not Follow.objects.exists()


def test_all_mail_is_muted(stranger, yours, rosa):
    stranger.post(f"{yours}mail/", {"mail": "never"})
    rosa.refresh_from_db()
    assert rosa.mail == "never"
    stranger.post(f"{yours}mail/", {"mail": "hourly"})
    rosa.refresh_from_db()
    assert rosa.mail == "never"


# Taking it along


def test_export_holds_everything_and_names_no_moderator(stranger, yours, reply, rosa, post):
    bob = make_user("bob", first_name="Bob", last_name="Penrose")
    moderation.trash(reply, by=bob, reason=Reason.OFF_TOPIC, note="No.")
    other = add(draft(post))
    recommending.recommend(other, rosa)
    reporting.report(other, "spam", "It sells boats.", reporting.reporter(rosa, ""))
    Follow.objects.create(writer=rosa, post=post)
    response = stranger.get(f"{yours}everything.json")
    data = json.loads(page(response))
    assert data["address"] == ROSA
    assert [entry["text"] for entry in data["replies"]] == [reply.comment]
    assert data["replies"][0]["decisions"][0]["reason"] == "off-topic"
    assert len(data["recommendations"]) == len(data["reports"]) == len(data["follows"]) == 1
    assert "bob" not in page(response).lower()
    assert other.user_email not in page(response)
    assert "attachment" in response["Content-Disposition"]


def test_export_tells_no_writer_the_network_of_a_stranger_who_typed_her_address(stranger, yours, post):
    hers(post, ReplyStatus.UNCONFIRMED, ip_address="203.0.113.77", user_agent="stranger's browser")
    told = page(stranger.get(f"{yours}everything.json"))
    assert "203.0.113.77" not in told
    assert "stranger's browser" not in told


def test_export_costs_the_same_for_one_and_thirty(stranger, yours, post, assert_same_queries):
    path = f"{yours}everything.json"
    assert_same_queries(lambda: stranger.get(path), lambda: grow(post, 30, user_email=ROSA))
