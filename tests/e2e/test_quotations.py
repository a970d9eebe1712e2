"""Words that are selected on the page go into the reply form in Chromium."""

import pytest
from playwright.sync_api import expect

from comments.tree.threads import add
from tests.comments.replies import draft
from tests.e2e.form import press, text
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_selected_words_of_the_article_go_into_the_form(article):
    select(article, ".e-content p:nth-of-type(1)", ".e-content p:nth-of-type(2)")
    press(article, "Quote this")
    quoted = "> Nobody asked the town.\n>\n> The second paragraph is longer than the first.\n\n"
    expect(text(article)).to_have_value(quoted)
    assert article.evaluate("document.activeElement.name") == "comment"
    expect(article.locator("[name=parent]")).to_have_value("")


def test_selected_words_of_a_reply_open_the_form_under_it(article, parent):
    select(article, f"#reply-{parent.pk} .body p")
    press(article, "Quote this")
    expect(text(article)).to_have_value("> I disagree.\n> Wholly.\n\n")
    expect(article.locator(f"#reply-{parent.pk} > #reply-form")).to_be_visible()
    expect(article.locator("[name=parent]")).to_have_value(str(parent.pk))


def test_quotation_comes_where_the_writer_was_and_destroys_nothing(article):
    text(article).fill("Before.\n\nAfter.")
    text(article).press("Control+Home")
    text(article).press("End")
    select(article, ".e-content p")
    press(article, "Quote this")
    expect(text(article)).to_have_value("Before.\n\n> Nobody asked the town.\n\nAfter.")


def test_form_in_use_under_one_reply_stays_there(article, post, parent):
    other = add(draft(post, comment="Another."))
    article.reload()
    article.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    text(article).fill("To Rosa.")
    select(article, f"#reply-{other.pk} .body p")
    press(article, "Quote this")
    expect(text(article)).to_have_value("To Rosa.\n\n> Another.\n\n")
    expect(article.locator("[name=parent]")).to_have_value(str(parent.pk))


def test_words_are_selected_and_quoted_by_the_keyboard(article):
    article.locator(".e-content p").first.dblclick(position={"x": 5, "y": 10})
    for _ in range(7):
        article.keyboard.press("Shift+ArrowRight")
    article.locator(".quote-this").wait_for()
    article.keyboard.press("Tab")
    expect(article.locator(".quote-this")).to_be_focused()
    article.keyboard.press("Enter")
    expect(text(article)).to_have_value("> Nobody asked\n\n")


def test_button_goes_with_the_selection_and_by_escape(article):
    select(article, ".e-content p")
    article.locator(".quote-this").wait_for()
    article.evaluate("getSelection().removeAllRanges()")
    article.locator(".quote-this").wait_for(state="detached")
    select(article, ".e-content p")
    article.locator(".quote-this").wait_for()
    article.keyboard.press("Escape")
    expect(article.locator(".quote-this")).to_have_count(0)


def test_nothing_is_offered_for_words_outside_texts(article):
    select(article, "h1")
    article.wait_for_timeout(600)
    expect(article.locator(".quote-this")).to_have_count(0)


def test_whole_reply_is_quoted_in_place(article, parent):
    article.locator(f"#reply-{parent.pk} footer a[data-reply-to]").click()
    text(article).fill("Well:")
    press(article, "Quote this reply")
    quoted = "Well:\n\n> I disagree.\n> Wholly.\n>\n> And so on.\n\n"
    expect(text(article)).to_have_value(quoted)
    expect(article.locator(f"#reply-{parent.pk} > #reply-form")).to_be_visible()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_button_is_offered_to_fingers_inside_the_window(new_context, live_server, *, direction):
    words = {"ltr": ("en", "Nobody asked the town."), "rtl": ("ar", "لم يسأل أحد أهل المدينة.")}
    language, line = words[direction]
    post = make_post("The well", body=f"<p>{line}</p>", language=language, direction=direction)
    viewport = {"width": 390, "height": 800}
    page = new_context(viewport=viewport, has_touch=True, is_mobile=True).new_page()
    page.goto(f"{live_server}{post.get_absolute_url()}")
    select(page, ".e-content p")
    button = page.locator(".quote-this")
    box = button.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    button.tap()
    expect(text(page)).to_have_value(f"> {line}\n\n")
