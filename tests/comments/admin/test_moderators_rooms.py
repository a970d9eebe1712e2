"""Bans, rules, writers and the ledger in the admin."""

from urllib.parse import quote, urlencode

import pytest

from comments import moderation
from comments.models import Ban, DebateRules, Decision, ReplyStatus, Writer
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def bobs(bob, browse_as):
    return browse_as(bob)


@pytest.fixture
def held():
    return add(draft(make_post("The harbour"), status=ReplyStatus.PENDING, writer_name="Charlie"))


def test_ban_is_prefilled_from_the_row_and_shows_what_it_would_catch(bobs, held):
    html = bobs.get(
        "/admin/comments/ban/add/", {"kind": "address", "value": held.user_email}
    ).content.decode()
    assert "1 of the newest 1 replies." in html
    assert held.comment in html


def test_looking_at_a_ban_saves_nothing(bobs, held):
    typed = {"kind": "address", "value": held.user_email, "_look": "1"}
    html = bobs.post("/admin/comments/ban/add/", typed).content.decode()
    assert not Ban.objects.exists()
    assert "1 of the newest 1 replies." in html


def test_ban_is_kept_with_who_made_it(bobs, bob):
    bobs.post("/admin/comments/ban/add/", {"kind": "network", "value": "192.0.2.0/24"})
    assert Ban.objects.get().by == bob


@pytest.mark.parametrize(("kind", "value"), [("network", "nowhere"), ("address", "nobody"), ("word", "*")])
def test_ban_that_could_never_fit_is_refused(bobs, kind, value):
    response = bobs.post("/admin/comments/ban/add/", {"kind": kind, "value": value})
    assert "errorlist" in response.content.decode()
    assert not Ban.objects.exists()


def test_rules_open_directly_and_are_saved(bobs, contexts):
    response = bobs.get("/admin/comments/debaterules/", follow=True)
    assert response.redirect_chain[-1][0] == "/admin/comments/debaterules/1/change/"
    form = response.context["adminform"].form
    typed = {name: form[name].value() for name in form.fields} | {"mode": "all", "most_links": 5}
    bobs.post("/admin/comments/debaterules/1/change/", typed)
    assert (DebateRules.current().mode, DebateRules.current().most_links) == ("all", 5)


def test_writer_can_be_trusted_but_an_address_is_never_changed(bobs):
    writer = Writer.objects.of("rosa@example.org")
    bobs.post(f"/admin/comments/writer/{writer.pk}/change/", {"trusted": "on", "email": "x@example.org"})
    writer.refresh_from_db()
    assert (writer.trusted, writer.email) == (True, "rosa@example.org")


def test_list_of_writers_tells_their_history_at_the_same_cost(bobs, assert_same_queries):
    def grow(number):
        for _ in range(number):
            Writer.objects.of(add(draft(make_post())).user_email)

    grow(1)
    assert "1 approved" in bobs.get("/admin/comments/writer/").content.decode()
    assert_same_queries(lambda: bobs.get("/admin/comments/writer/"), lambda: grow(29))


def test_ledger_is_read_and_never_written_by_hand(bobs, bob, administrator, browse_as, held):
    moderation.trash(held, by=bob, reason="abuse")
    html = bobs.get("/admin/comments/decision/").content.decode()
    assert "removed (abuse of a person)" in html
    for action in ("add", f"{Decision.objects.get().pk}/delete"):
        assert browse_as(administrator).get(f"/admin/comments/decision/{action}/").status_code == 403


def test_ledger_costs_the_same_for_one_and_thirty(bobs, bob, assert_same_queries):
    def grow(number):
        moderation.trash(*[add(draft(make_post())) for _ in range(number)], by=bob)

    grow(1)
    assert_same_queries(lambda: bobs.get("/admin/comments/decision/"), lambda: grow(29))


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/admin/comments/reply/?view=waiting#reply-7", "/admin/comments/reply/?view=waiting#reply-7"),
        ("//evil.example/", "/admin/comments/ban/"),
        ("", "/admin/comments/ban/"),
    ],
)
def test_ban_leads_back_to_the_reply_it_was_asked_for(bobs, back, leads_to):
    address = f"/admin/comments/ban/add/?{urlencode({'next': back})}"
    answer = bobs.post(address, {"kind": "name", "value": "Troll"})
    assert answer.headers["Location"] == leads_to


def test_queue_offers_bans_that_lead_back(bobs, held):
    html = bobs.get("/admin/comments/reply/", {"view": "waiting"}).content.decode()
    back = quote(f"/admin/comments/reply/?view=waiting#reply-{held.pk}", safe="")
    assert html.count(f"&amp;next={back}") == html.count("/admin/comments/ban/add/?kind=")


def test_deciding_about_many_without_any_ticked_says_so(bobs, held):
    answer = bobs.post("/admin/comments/reply/decisions/", {"to": "approved"}, follow=True)
    assert "No reply was ticked" in answer.content.decode()
    assert not Decision.objects.exists()


def test_rules_say_what_waits_in_every_mode(bobs):
    html = bobs.get("/admin/comments/debaterules/1/change/").content.decode()
    assert "Whichever you choose" in html


@pytest.mark.parametrize("decision", ["", "x", "9" * 30])
def test_undoing_what_was_never_decided_is_not_found(bobs, decision):
    assert bobs.post("/admin/comments/reply/undo/", {"decision": decision}).status_code == 404
