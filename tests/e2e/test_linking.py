"""Links chosen while writing, and the room around the text: its length and its direction."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.models import Post
from blog.rendering import plain_text, reading_minutes
from tests.e2e.newsroom import wait_until
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

BODY = ".prose-editor .ProseMirror[contenteditable=true]"
EDITOR = f"document.querySelector('{BODY}').editor"
SOURCE = "document.querySelector('#id_body').value"


def open_post(desk, live_server, post) -> None:
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_change', args=[post.pk])}")
    desk.wait_for_selector(BODY)


def test_link_is_found_changed_and_removed_by_keyboard(desk, live_server):
    target = make_post("The harbour at dawn")
    open_post(desk, live_server, make_post(body="<p>Words</p>"))
    desk.click(f"{BODY} > p")
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("harbour")
    desk.get_by_role("option", name="The harbour at dawn").wait_for()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    wait_until(lambda: desk.evaluate(SOURCE) == f'<p><a href="{target.get_absolute_url()}">Words</a></p>')
    desk.keyboard.press("Control+k")
    field = desk.get_by_role("combobox", name="An address")
    for typed, said in [
        ("https://example", "names no site"),
        ("javascript:x", "A link leads to"),
        ("", "Type an"),
    ]:
        field.fill(typed)
        desk.keyboard.press("Enter")
        expect(desk.locator(".link-problem")).to_contain_text(said, use_inner_text=True)
    field.fill("")
    with desk.expect_response(lambda answer: answer.url.endswith("?q=")):  # it comes after what was said
        desk.keyboard.press("Enter")
    desk.wait_for_timeout(100)
    expect(desk.locator(".link-problem")).to_contain_text("Type an", use_inner_text=True)
    field.fill("example.org/quay")
    desk.keyboard.press("Enter")
    wait_until(lambda: desk.evaluate(SOURCE) == '<p><a href="https://example.org/quay">Words</a></p>')
    desk.keyboard.press("Control+k")
    desk.click(".link-remove")
    wait_until(lambda: desk.evaluate(SOURCE) == "<p>Words</p>")


def test_link_comes_where_it_was_asked_for_though_the_caret_has_moved_meanwhile(desk, live_server):
    open_post(desk, live_server, make_post(body="<p>See the harbour</p>"))
    desk.click(f"{BODY} > p")
    desk.keyboard.press("End")
    desk.keyboard.press("Shift+Control+ArrowLeft")
    wait_until(lambda: not desk.evaluate(f"{EDITOR}.state.selection.empty"))  # it hears of it a frame later
    desk.keyboard.press("Control+k")
    desk.get_by_role("combobox", name="An address").fill("example.org/quay")
    desk.evaluate(f"{EDITOR}.commands.setTextSelection(1)")
    desk.keyboard.press("Enter")
    linked = '<p>See the <a href="https://example.org/quay">harbour</a></p>'
    wait_until(lambda: desk.evaluate(SOURCE) == linked)


LONG = (
    "<h2>Words</h2>"
    + "<p>A word or two, and so on.</p>" * 90
    + "<p>漢字の文章。</p><blockquote><p>Said.</p></blockquote><dl><dt>Term</dt><dd>Meaning of it</dd></dl>"
)


def test_length_is_counted_as_for_readers_and_arabic_runs_from_the_right(desk, live_server):
    post = make_post(body=LONG, language="ar")
    open_post(desk, live_server, post)
    text = plain_text(Post.objects.get().body_html)
    length = desk.locator(".text-length")
    expect(length).to_contain_text(f"{reading_minutes(text)} minutes to read", use_inner_text=True)
    assert desk.evaluate(f"getComputedStyle(document.querySelector('{BODY}')).direction") == "rtl"
    desk.locator(f"{BODY} > p").first.click(click_count=3)
    desk.get_by_text("7 selected").wait_for()
