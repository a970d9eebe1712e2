"""A reply is composed in Chromium: preview, quotations, the counter, a draft; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from comments.models import Reply
from tests.e2e.form import press, text

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The pier was *there* before either navy."


# Preview


def test_preview_opens_in_place_and_nothing_is_posted(article, parent):
    article.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    text(article).fill(TEXT)
    address = article.url
    press(article, "Preview")
    article.locator(f"#reply-{parent.pk} #reply-form #reply-preview em", has_text="there").wait_for()
    expect(article).to_have_url(address)
    expect(text(article)).to_have_value(TEXT)
    assert article.evaluate("document.activeElement.id") == "reply-preview"
    assert Reply.objects.count() == 1


def test_second_preview_takes_the_place_of_the_first(article):
    text(article).fill("One")
    press(article, "Preview")
    article.locator("#reply-preview", has_text="One").wait_for()
    text(article).fill("Two")
    press(article, "Preview")
    article.locator("#reply-preview", has_text="Two").wait_for()
    expect(article.locator("#reply-preview")).to_have_count(1)


def test_words_typed_while_the_preview_is_on_its_way_stay(article):
    text(article).fill("First.")

    def type_meanwhile(route):
        text(article).evaluate("(field) => { field.value += ' Second.'; }")
        route.continue_()

    article.route("**/reply/", type_meanwhile)
    press(article, "Preview")
    article.locator("#reply-preview").wait_for()
    expect(text(article)).to_have_value("First. Second.")


def test_reply_is_posted_after_its_preview(article, charlie):
    text(article).fill(TEXT)
    article.get_by_label("Name").fill(charlie["name"])
    article.get_by_label("E-mail", exact=True).fill(charlie["email"])
    press(article, "Preview")
    article.locator("#reply-preview").wait_for()
    press(article, "Post reply")
    article.wait_for_url(re.compile("/reply/waiting/"))
    assert Reply.objects.latest("pk").comment == TEXT


def test_form_is_ready_again_for_who_comes_back(article, charlie):
    text(article).fill(TEXT)
    article.get_by_label("Name").fill(charlie["name"])
    article.get_by_label("E-mail", exact=True).fill(charlie["email"])
    press(article, "Post reply")
    article.wait_for_url(re.compile("/reply/waiting/"))
    article.go_back()
    expect(text(article)).to_have_value("")
    text(article).fill("Another.")
    press(article, "Preview")
    article.locator("#reply-preview", has_text="Another.").wait_for()


def test_key_enter_posts_and_does_not_preview(article, charlie):
    text(article).fill(TEXT)
    article.get_by_label("E-mail", exact=True).fill(charlie["email"])
    article.get_by_label("Name").fill(charlie["name"])
    article.get_by_label("Name").press("Enter")
    article.wait_for_url(re.compile("/reply/waiting/"))


def test_without_javascript_preview_and_quotation_are_pages(
    page_without_javascript, live_server, post, parent
):
    page = page_without_javascript
    page.goto(f"{live_server}{post.get_absolute_url()}")
    page.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    text(page).fill(TEXT)
    press(page, "Preview")
    expect(page.locator("#reply-preview em")).to_have_text("there", use_inner_text=True)
    expect(text(page)).to_have_value(TEXT)
    press(page, "Quote this reply")
    expect(text(page)).to_have_value(f"{TEXT}\n\n> I disagree.\n> Wholly.\n>\n> And so on.\n\n")


# The counter, the draft, the offline reader


def test_counter_counts_as_the_server_does_and_speaks_near_the_limit(article, settings):
    counter, spoken = article.locator("#reply_comment_count"), article.locator("#reply-form [role=status]")
    text(article).fill("👩‍👩‍👧 naïve  ")
    expect(counter).to_have_text("11 of 20,000 characters", use_inner_text=True)
    expect(spoken).to_have_text("", use_inner_text=True)
    text(article).fill("x" * 19_990)
    expect(counter).to_have_text("Characters left: 10", use_inner_text=True)
    spoken.filter(has_text="Characters left: 10").wait_for()
    text(article).fill("x" * 20_012)
    expect(counter).to_have_text(re.compile(r"^Characters too many: 12\."), use_inner_text=True)
    assert "reply_comment_count" in text(article).get_attribute("aria-describedby")


def test_text_that_is_far_too_long_stays_in_the_form(article, charlie, complaints):
    long = "word " * 20_000
    complaints.expect("status of 422")
    text(article).fill(long)
    article.get_by_label("Name").fill(charlie["name"])
    article.get_by_label("E-mail", exact=True).fill(charlie["email"])
    press(article, "Post reply")
    article.locator("#reply_comment_error").wait_for()
    expect(text(article)).to_have_value(long)
    said = re.compile(r"^Characters too many: 79,999\.")
    expect(article.locator("#reply_comment_count")).to_have_text(said, use_inner_text=True)


def test_quotation_by_its_address_joins_the_draft(article, live_server, post, parent):
    text(article).fill("Begun.")
    article.goto(f"{live_server}{post.get_absolute_url()}reply/?to={parent.pk}&quote=1")
    expect(text(article)).to_have_value(re.compile(r"^Begun\.\n\n> I disagree\."))


def test_reader_who_is_offline_keeps_everything(article, complaints):
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    text(article).fill(TEXT)
    article.context.set_offline(True)
    press(article, "Preview")
    article.locator(".problems", has_text="could not be sent").wait_for()
    article.context.set_offline(False)
    expect(text(article)).to_have_value(TEXT)
    press(article, "Preview")
    article.locator("#reply-preview").wait_for()
