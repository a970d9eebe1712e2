"""A reply from its first word to its end: by mail, through a moderator's hands, and back to nobody.

Everybody has a browser of their own, and every mail goes through a mail server on the loopback."""

import re

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import expect

from blog.models import User
from comments.models import Decision, Reply
from comments.tree.counts import recount
from tests.browser import PATIENCE
from tests.factories import make_author, make_post, make_user

pytestmark = pytest.mark.django_db(transaction=True)

CHARLIE = "charlie@example.org"
TEXT = "The pier was there before either navy, and it will be there after both."
EDITED = "The pier was there before either navy, and it will outlast both of them."
ANSWER = "It was rebuilt in 1911."
NOTE = "Please leave the mayor out of it."
APPEAL = "I never named the mayor. Read it again."
QUEUE = "/admin/comments/reply/?view="


class Town:
    """The site, its people's browsers, and its post."""

    def __init__(self, browser, live_server, worker, mail_server, *, scripts):
        self.url, self.worker, self.server = live_server.url, worker, mail_server
        self.browser, self.scripts, self.errors = browser, scripts, []
        self.stranger = self.visitor()  # only reads, and comes again and again

    def visitor(self, user=None):
        """A page in a fresh browser, logged in as `user`."""
        context = self.browser.new_context(java_script_enabled=self.scripts, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        if user:
            client, name = Client(), configured.SESSION_COOKIE_NAME
            client.force_login(user)
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        return context.new_page()

    def post(self):
        """Have the post go out; what arrived for Charlie by it."""
        before = len(self.server.arrived)
        self.worker.work_once()
        return [message for message in self.server.arrived[before:] if message["To"] == CHARLIE]

    def letter(self, subject):
        """The one mail that has come for Charlie: its words."""
        [message] = self.post()
        assert subject in message["Subject"]
        return message.get_content()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def town(request, browser, live_server, *, worker, mail_server, settings):
    settings.SITE_URL, settings.REPLY_LIMIT = live_server.url, (0, 0)
    place = Town(browser, live_server, worker, mail_server, scripts=request.param)
    yield place
    for context in browser.contexts:
        context.close()


@pytest.fixture
def article(town):
    alice = make_user("alice", group="Author")
    post = make_post("The harbour", authors=[make_author("Alice Marlowe", user=alice)])
    return town.url + post.get_absolute_url()


def link(words, path):
    [address] = re.findall(rf"http\S+{path}\S+", words)
    return address


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, words):
    expect(page.locator("h1")).to_contain_text(words)


def words_of(town, article):
    """What a stranger reads there."""
    town.stranger.goto(article)
    return town.stranger.locator("main").inner_text()


def test_life_of_a_reply(town, article):
    charlie, bob = town.visitor(), town.visitor(make_user("bob", group="Moderator"))
    written(town, charlie, article)
    confirmed(town, charlie, article)
    number = Reply.objects.get().pk
    approved(town, bob, number, article)
    answered_and_mailed(town, article, number)
    edited(town, charlie, article, number)
    reported(town, article, number)
    removed(town, bob, number, article)
    appealed(town, charlie)
    restored(town, bob, number, article)
    withdrawn(town, charlie, article, number)
    erased(town, charlie)
    told_in_the_end(town, article, number)


def written(town, page, article):
    page.goto(article)
    page.get_by_label("Your reply").fill(TEXT)
    page.get_by_label("Name").fill("Charlie")
    page.get_by_label("E-mail", exact=True).fill(CHARLIE)
    page.get_by_label("Tell me by e-mail").check()
    press(page, "Post reply")
    heading(page, "One more step")
    assert TEXT not in words_of(town, article)


def confirmed(town, page, article):
    words = town.letter("Please confirm")
    assert "The harbour" in words
    assert TEXT not in words
    page.goto(link(words, "/reply/confirm/"))
    press(page, "Yes, it is mine")
    heading(page, "Your reply waits for a moderator")
    assert TEXT not in words_of(town, article)
    assert town.post() == []


def approved(town, bob, number, article):
    bob.goto(f"{town.url}{QUEUE}waiting")
    row = bob.locator(f"#reply-{number}")
    expect(row).to_contain_text("No reply of this address has been approved yet.")
    row.get_by_role("button", name="Approve").click()
    expect(bob.locator("body")).to_contain_text("0 left" if town.scripts else "Approved")
    assert TEXT in words_of(town, article)


def answered_and_mailed(town, article, number):
    alice = town.visitor(User.objects.get(username="alice"))
    alice.goto(article)
    alice.locator(f"#reply-{number} footer").get_by_role("link", name="Reply", exact=False).first.click()
    alice.get_by_label("Your reply").fill(ANSWER)
    press(alice, "Post reply")
    expect(alice.locator(f"#reply-{number} ol.thread")).to_contain_text(ANSWER)
    [message] = town.post()
    assert "Alice Marlowe" in message.get_content()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def edited(town, charlie, article, number):
    charlie.goto(f"{town.url}/reply/{number}/edit/")
    expect(charlie.get_by_label("Your reply")).to_have_value(TEXT)
    charlie.get_by_label("Your reply").fill(EDITED)
    press(charlie, "Save")
    expect(charlie.locator("main")).to_contain_text(EDITED)
    seen = words_of(town, article)
    assert EDITED in seen
    assert "edited" in seen


def reported(town, article, number):
    reader = town.visitor()
    reader.goto(article)
    reader.locator(f"#reply-{number} > footer").get_by_role("link", name="Report").click()
    reader.get_by_label("It attacks a person").check()
    reader.get_by_label("In a few words").fill("He means the mayor.")
    press(reader, "Report")
    heading(reader, "Thank you")
    assert EDITED in words_of(town, article)


def removed(town, bob, number, article):
    bob.goto(f"{town.url}{QUEUE}reported")
    row = bob.locator(f"#reply-{number}")
    expect(row).to_contain_text("He means the mayor.")
    row.get_by_text("Remove …").click()
    row.get_by_label("Reason, told to the writer").select_option("abuse")
    row.get_by_label("Note to the writer").fill(NOTE)
    row.get_by_role("button", name="Remove").click()
    expect(bob.locator("body")).to_contain_text("0 left" if town.scripts else "Removed")
    seen = words_of(town, article)
    assert EDITED not in seen
    assert "A reply was removed by a moderator." in seen
    assert ANSWER in seen
    assert "1 reply was removed: 1 abuse of a person." in seen


def appealed(town, charlie):
    words = town.letter("was removed")
    assert "The reason: abuse of a person." in words
    assert NOTE in words
    charlie.goto(link(words, "/reply/appeal/"))
    charlie.get_by_label("Why should it be published?").fill(APPEAL)
    press(charlie, "Appeal")
    heading(charlie, "Your appeal is on its way")


def restored(town, bob, number, article):
    assert EDITED not in words_of(town, article)
    bob.goto(f"{town.url}{QUEUE}waiting")
    row = bob.locator(f"#reply-{number}")
    expect(row).to_contain_text(APPEAL)
    row.get_by_role("button", name="Approve").click()
    expect(bob.locator("body")).to_contain_text("0 left" if town.scripts else "Approved")
    assert "It is published" in town.letter("is published")
    seen = words_of(town, article)
    assert EDITED in seen
    assert "was removed" not in seen


def withdrawn(town, charlie, article, number):
    charlie.goto(f"{town.url}/reply/{number}/withdraw/")
    press(charlie, "Withdraw it")
    seen = words_of(town, article)
    assert "A reply was withdrawn by its writer." in seen
    assert EDITED not in seen
    assert ANSWER in seen


def erased(town, charlie):
    charlie.goto(f"{town.url}/reply/yours/")
    charlie.get_by_label("E-mail").fill(CHARLIE)
    charlie.locator("main form button").first.click()
    charlie.goto(link(town.letter("Your replies"), "/reply/yours/"))
    expect(charlie.locator("main")).to_contain_text("Withdrawn by you")
    charlie.get_by_role("link", name="Erase everything personal").click()
    charlie.get_by_label("Take the words away, too").check()
    charlie.get_by_label("E-mail").fill(CHARLIE)
    press(charlie, "Erase it")
    expect(charlie.locator("main")).to_contain_text("erased")


def told_in_the_end(town, article, number):
    """The ledger knows what happened, the thread is whole, and nothing personal is left anywhere."""
    moves = list(Decision.objects.order_by("pk").values_list("became", flat=True))
    assert moves == ["approved", "trash", "pending", "approved", "withdrawn"]
    assert not recount(Reply.objects.get(pk=number).post_id, repair=False)
    assert ANSWER in words_of(town, article)
    assert town.post() == []
    assert len([message for message in town.server.arrived if message["To"] == CHARLIE]) == 5
    rows = [str(row) for model in apps.get_models() for row in model._base_manager.values()]
    assert [row for row in rows if CHARLIE in row or "outlast" in row] == []
    assert town.errors == []
