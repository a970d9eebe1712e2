"""A reader replies in Chromium, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from comments import moderation
from comments.models import Reply, ReplyStatus
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.comments.sending import prove_in
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The pier was there before either navy."


@pytest.fixture
def post(transactional_db, settings):
    settings.REPLY_LIMIT = (0, 0)
    return make_post("The harbour")


@pytest.fixture
def parent(post):
    return add(draft(post, writer_name="Rosa", comment="I disagree."))


def fill(page, charlie):
    page.get_by_label("Your reply").fill(TEXT)
    page.get_by_label("Name").fill(charlie["name"])
    page.get_by_label("E-mail", exact=True).fill(charlie["email"])


def press(page):
    page.get_by_role("button", name="Post reply").click()


def test_reader_answers_in_place_and_waits(page, live_server, post, parent, charlie):
    page.goto(f"{live_server}{post.get_absolute_url()}")
    page.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    expect(page.locator(f"#reply-{parent.pk} > #reply-form .title")).to_have_text(
        "Answer to Rosa", use_inner_text=True
    )
    assert page.evaluate("document.activeElement.name") == "comment"
    fill(page, charlie)
    prove_in(page, live_server, charlie["email"])
    press(page)
    page.wait_for_url(re.compile("/reply/waiting/"))
    expect(page.locator("main")).to_contain_text(TEXT, use_inner_text=True)
    reply = Reply.objects.latest("pk")
    assert (reply.parent_id, reply.status) == (parent.pk, ReplyStatus.PENDING)
    moderation.approve(reply)
    page.reload()
    page.wait_for_url(re.compile(f"#reply-{reply.pk}$"))
    expect(page.locator(f"#reply-{parent.pk} ol.thread #reply-{reply.pk}")).to_be_visible()


def test_errors_come_beside_the_field_and_nothing_is_lost(
    page, live_server, post, parent, *, charlie, complaints
):
    complaints.expect("status of 422")
    page.goto(f"{live_server}{post.get_absolute_url()}")
    page.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    fill(page, charlie)
    page.get_by_label("Website").fill("not an address")
    press(page)
    page.locator("#reply_url_error").wait_for()
    expect(page).to_have_url(f"{live_server}{post.get_absolute_url()}")
    expect(page.locator(f"#reply-{parent.pk} > #reply-form")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value(TEXT)
    assert "problems" in page.evaluate("document.activeElement.className")
    page.get_by_label("Website").fill("")
    press(page)
    page.wait_for_url(re.compile("/reply/waiting/"))


def test_escape_brings_the_form_back_with_its_text(page, live_server, post, parent):
    page.goto(f"{live_server}{post.get_absolute_url()}")
    page.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    page.get_by_label("Your reply").fill(TEXT)
    page.keyboard.press("Escape")
    expect(page.locator("#replies > #reply-form .title")).to_have_text("Leave a reply", use_inner_text=True)
    expect(page.get_by_label("Your reply")).to_have_value(TEXT)
    expect(page.locator("[name=parent]")).to_have_value("")
    assert page.evaluate("document.activeElement.dataset.replyTo") == str(parent.pk)


def test_text_survives_leaving_the_page(page, live_server, post, parent):
    page.goto(f"{live_server}{post.get_absolute_url()}")
    page.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    page.get_by_label("Your reply").fill(TEXT)
    page.goto(f"{live_server}/")
    page.goto(f"{live_server}{post.get_absolute_url()}")
    expect(page.locator(f"#reply-{parent.pk} > #reply-form")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value(TEXT)


def test_second_reply_appears_at_once_in_its_thread(page, live_server, post, charlie):
    add(draft(post, user_email=charlie["email"]))
    prove_in(page, live_server, charlie["email"])
    page.goto(f"{live_server}{post.get_absolute_url()}")
    fill(page, charlie)
    press(page)
    page.wait_for_url(re.compile(r"#reply-\d+$"))
    expect(page.locator(f"#reply-{Reply.objects.latest('pk').pk}")).to_contain_text(TEXT, use_inner_text=True)


def test_without_javascript_everything_works_by_pages(
    page_without_javascript, live_server, post, parent, *, charlie, complaints
):
    complaints.expect("status of 422")
    page = page_without_javascript
    page.goto(f"{live_server}{post.get_absolute_url()}")
    page.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    expect(page.locator("main")).to_contain_text("I disagree.", use_inner_text=True)
    fill(page, charlie)
    page.get_by_label("Website").fill("not an address")
    press(page)
    expect(page.locator("#reply_url_error")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value(TEXT)
    page.get_by_label("Website").fill("")
    press(page)
    expect(page.locator("h1")).to_contain_text("look at your mail")
    assert Reply.objects.latest("pk").parent_id == parent.pk
