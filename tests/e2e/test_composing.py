"""A reply is composed in Chromium: preview, quotations, the counter, a draft; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from comments.models import Reply
from comments.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The pier was *there* before either navy."
BODY = "<p>Nobody asked the town.</p><p>The second <em>paragraph</em> is longer than the first.</p>"


@pytest.fixture
def post(transactional_db, settings):
    settings.REPLY_LIMIT = (0, 0)
    return make_post("The harbour", body=BODY)


@pytest.fixture
def parent(post):
    return add(draft(post, writer_name="Rosa", comment="I disagree.\nWholly.\n\nAnd so on."))


@pytest.fixture
def article(page, live_server, post, parent):
    """The article in a browser."""
    page.goto(f"{live_server}{post.get_absolute_url()}")
    return page


def text(page):
    return page.get_by_label("Your reply")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def select(page, start, end=None):
    """Select from the beginning of one element to the end of another, or of the same."""
    page.evaluate(
        """([start, end]) => {
          const range = document.createRange();
          range.setStart(document.querySelector(start), 0);
          const last = document.querySelector(end);
          range.setEnd(last, last.childNodes.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [start, end or start],
    )


# Preview


def test_preview_opens_in_place_and_nothing_is_posted(article, parent):
    article.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    text(article).fill(TEXT)
    address = article.url
    press(article, "Preview")
    article.locator(f"#reply-{parent.pk} #reply-form #reply-preview em", has_text="there").wait_for()
    assert article.url == address
    assert text(article).input_value() == TEXT
    assert article.evaluate("document.activeElement.id") == "reply-preview"
    assert Reply.objects.count() == 1


def test_second_preview_takes_the_place_of_the_first(article):
    text(article).fill("One")
    press(article, "Preview")
    article.locator("#reply-preview", has_text="One").wait_for()
    text(article).fill("Two")
    press(article, "Preview")
    article.locator("#reply-preview", has_text="Two").wait_for()
    assert article.locator("#reply-preview").count() == 1


def test_words_typed_while_the_preview_is_on_its_way_stay(article):
    text(article).fill("First.")

    def type_meanwhile(route):
        text(article).evaluate("(field) => { field.value += ' Second.'; }")
        route.continue_()

    article.route("**/reply/", type_meanwhile)
    press(article, "Preview")
    article.locator("#reply-preview").wait_for()
    assert text(article).input_value() == "First. Second."


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
    assert page.locator("#reply-preview em").inner_text() == "there"
    assert text(page).input_value() == TEXT
    press(page, "Quote this reply")
    assert text(page).input_value() == f"{TEXT}\n\n> I disagree.\n> Wholly.\n>\n> And so on.\n\n"


# Quoting


def test_selected_words_of_the_article_go_into_the_form(article):
    select(article, ".e-content p:nth-of-type(1)", ".e-content p:nth-of-type(2)")
    press(article, "Quote this")
    quoted = "> Nobody asked the town.\n>\n> The second paragraph is longer than the first.\n\n"
    assert text(article).input_value() == quoted
    assert article.evaluate("document.activeElement.name") == "comment"
    assert article.locator("[name=parent]").input_value() == ""


def test_selected_words_of_a_reply_open_the_form_under_it(article, parent):
    select(article, f"#reply-{parent.pk} .body p")
    press(article, "Quote this")
    assert text(article).input_value() == "> I disagree.\n> Wholly.\n\n"
    assert article.locator(f"#reply-{parent.pk} > #reply-form").is_visible()
    assert article.locator("[name=parent]").input_value() == str(parent.pk)


def test_quotation_comes_where_the_writer_was_and_destroys_nothing(article):
    text(article).fill("Before.\n\nAfter.")
    text(article).press("Control+Home")
    text(article).press("End")
    select(article, ".e-content p")
    press(article, "Quote this")
    assert text(article).input_value() == "Before.\n\n> Nobody asked the town.\n\nAfter."


def test_form_in_use_under_one_reply_stays_there(article, post, parent):
    other = add(draft(post, comment="Another."))
    article.reload()
    article.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    text(article).fill("To Rosa.")
    select(article, f"#reply-{other.pk} .body p")
    press(article, "Quote this")
    assert text(article).input_value() == "To Rosa.\n\n> Another.\n\n"
    assert article.locator("[name=parent]").input_value() == str(parent.pk)


def test_words_are_selected_and_quoted_by_the_keyboard(article):
    article.locator(".e-content p").first.dblclick(position={"x": 5, "y": 10})
    for _ in range(7):
        article.keyboard.press("Shift+ArrowRight")
    article.locator(".quote-this").wait_for()
    article.keyboard.press("Tab")
    assert article.evaluate("document.activeElement.className") == "quote-this"
    article.keyboard.press("Enter")
    assert text(article).input_value() == "> Nobody asked\n\n"


def test_button_goes_with_the_selection_and_by_escape(article):
    select(article, ".e-content p")
    article.locator(".quote-this").wait_for()
    article.evaluate("getSelection().removeAllRanges()")
    article.locator(".quote-this").wait_for(state="detached")
    select(article, ".e-content p")
    article.locator(".quote-this").wait_for()
    article.keyboard.press("Escape")
    assert article.locator(".quote-this").count() == 0


def test_nothing_is_offered_for_words_outside_texts(article):
    select(article, "h1")
    article.wait_for_timeout(600)
    assert article.locator(".quote-this").count() == 0


def test_whole_reply_is_quoted_in_place(article, parent):
    article.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    text(article).fill("Well:")
    press(article, "Quote this reply")
    quoted = "Well:\n\n> I disagree.\n> Wholly.\n>\n> And so on.\n\n"
    expect(text(article)).to_have_value(quoted)
    assert article.locator(f"#reply-{parent.pk} > #reply-form").is_visible()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_button_is_offered_to_fingers_inside_the_window(browser, live_server, complaints, *, direction):
    words = {"ltr": ("en", "Nobody asked the town."), "rtl": ("ar", "لم يسأل أحد أهل المدينة.")}
    language, line = words[direction]
    post = make_post("The well", body=f"<p>{line}</p>", language=language, direction=direction)
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{live_server}{post.get_absolute_url()}")
    select(page, ".e-content p")
    button = page.locator(".quote-this")
    box = button.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    button.tap()
    assert text(page).input_value() == f"> {line}\n\n"
    context.close()


# The counter, the draft, the offline reader


def test_counter_counts_as_the_server_does_and_speaks_near_the_limit(article, settings):
    counter, spoken = article.locator("#reply_comment_count"), article.locator("#reply-form [role=status]")
    text(article).fill("👩‍👩‍👧 naïve  ")
    assert counter.inner_text() == "11 of 20,000 characters"
    assert spoken.inner_text() == ""
    text(article).fill("x" * 19_990)
    assert counter.inner_text() == "Characters left: 10"
    spoken.filter(has_text="Characters left: 10").wait_for()
    text(article).fill("x" * 20_012)
    assert counter.inner_text().startswith("Characters too many: 12.")
    assert "reply_comment_count" in text(article).get_attribute("aria-describedby")


def test_text_that_is_far_too_long_stays_in_the_form(article, charlie, complaints):
    long = "word " * 20_000
    text(article).fill(long)
    article.get_by_label("Name").fill(charlie["name"])
    article.get_by_label("E-mail", exact=True).fill(charlie["email"])
    press(article, "Post reply")
    article.locator("#reply_comment_error").wait_for()
    complaints.clear()  # the browser reports the answer 422
    assert text(article).input_value() == long
    assert article.locator("#reply_comment_count").inner_text().startswith("Characters too many: 79,999.")


def test_quotation_by_its_address_joins_the_draft(article, live_server, post, parent):
    text(article).fill("Begun.")
    article.goto(f"{live_server}{post.get_absolute_url()}reply/?to={parent.pk}&quote=1")
    assert text(article).input_value().startswith("Begun.\n\n> I disagree.")


def test_reader_who_is_offline_keeps_everything(article, complaints):
    text(article).fill(TEXT)
    article.context.set_offline(True)
    press(article, "Preview")
    article.locator(".problems", has_text="could not be sent").wait_for()
    complaints.clear()  # the browser reports that it is offline
    article.context.set_offline(False)
    assert text(article).input_value() == TEXT
    press(article, "Preview")
    article.locator("#reply-preview").wait_for()
