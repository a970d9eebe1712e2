"""Charlie writes, confirms by mail, edits, withdraws and erases, in Chromium, with JavaScript and without."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from comments.models import DebateRules, Mode, Reply, ReplyStatus
from tests.comments.sending import TEXT
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

EDITED = "The pier was there before all three navies."


@pytest.fixture
def post(transactional_db, settings):
    settings.REPLY_LIMIT = (0, 0)
    DebateRules(mode=Mode.NONE).save()
    return make_post("The harbour")


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def scripts(request):
    return request.param


@pytest.fixture
def reader(request, scripts):
    """A page with JavaScript, and one without."""
    return request.getfixturevalue("page" if scripts else "page_without_javascript")


def link_in(message, live_server):
    """The link of a mail, as this test's server has it."""
    return live_server.url + re.search(r"http://[^/\s]+(/reply/\S+)", message.body)[1]


def test_charlie_writes_confirms_edits_withdraws_and_erases(
    reader, live_server, post, charlie, *, worker, scripts
):
    page, article = reader, f"{live_server}{post.get_absolute_url()}"

    page.goto(article)
    page.get_by_label("Your reply").fill(TEXT)
    page.get_by_label("Name").fill(charlie["name"])
    page.get_by_label("E-mail", exact=True).fill(charlie["email"])
    page.get_by_role("button", name="Post reply").click()
    page.wait_for_url(re.compile("/reply/waiting/"))
    expect(page.locator("h1")).to_contain_text("look at your mail", use_inner_text=True)

    worker.work_once()
    page.goto(link_in(mail.outbox[0], live_server))
    page.get_by_role("button", name="Yes, it is mine").click()
    page.wait_for_url(re.compile(r"#reply-\d+$"))
    reply = Reply.objects.get()
    words = page.locator(f"#reply-{reply.pk} .body")
    expect(words).to_have_text(TEXT, use_inner_text=True)

    link = page.locator(f"#reply-{reply.pk} > footer").get_by_role("link", name="Edit")
    if scripts:
        link.click()
    else:
        page.goto(f"{live_server}/reply/{reply.pk}/edit/")
    page.get_by_label("Your reply").fill(EDITED)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"#reply-\d+$"))
    expect(words).to_have_text(EDITED, use_inner_text=True)

    page.get_by_role("link", name="Your own replies").click()
    page.get_by_label("E-mail").fill(charlie["email"])
    page.get_by_role("button", name="Send me the link").click()
    page.get_by_text("is on its way").wait_for()
    worker.work_once()
    page.goto(link_in(mail.outbox[1], live_server))
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_text("Withdrawn by you").wait_for()

    page.get_by_role("link", name="Erase everything personal").click()
    page.get_by_label("Take the words away").check()
    page.get_by_label("E-mail").fill(charlie["email"])
    page.get_by_role("button", name="Erase it").click()
    page.get_by_text("It is erased").wait_for()
    reply.refresh_from_db()
    assert (reply.status, reply.comment, reply.user_email) == (ReplyStatus.WITHDRAWN, "", "")
    page.goto(article)
    assert EDITED not in page.locator("main").inner_text()
