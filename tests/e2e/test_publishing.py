"""An author logs in, writes in the editor, publishes, and reads the article on the site."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD, make_category

HEADLINE = "Why the ferry was late again"


def log_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def write(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/blog/post/add/")
    page.locator("#id_title").fill(HEADLINE)
    page.locator(".field-body .tiptap").click()
    page.keyboard.type("Nobody had told the tide.")
    page.keyboard.press("Enter")
    page.keyboard.type("Everybody had told the minister.")


@pytest.fixture
def desk(page: Page, live_server, alice) -> Page:
    """Alice's browser, logged in, with a category to choose."""
    make_category("Anti-Imperialism/Foreign Policy")
    log_in(page, live_server.url, "alice")
    return page


def test_author_publishes_and_readers_see_it(desk, live_server, page_without_javascript):
    write(desk, live_server.url)
    desk.get_by_label("Anti-Imperialism/Foreign Policy").check()
    desk.get_by_role("button", name="Publish", exact=True).click()
    reader = page_without_javascript
    reader.goto(live_server.url)
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.locator("h1")).to_have_text(HEADLINE)
    expect(reader.locator(".e-content p")).to_have_text(
        ["Nobody had told the tide.", "Everybody had told the minister."]
    )
    expect(reader.locator(".kicker")).to_contain_text("Anti-Imperialism/Foreign Policy")
    expect(reader.locator(".p-author")).to_contain_text("Alice Marlowe")


def test_draft_is_kept_and_not_shown_to_readers(desk, live_server, page_without_javascript):
    write(desk, live_server.url)
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator("#id_title")).to_have_value(HEADLINE)
    expect(desk.locator(".field-body .tiptap")).to_contain_text("Everybody had told the minister.")
    page_without_javascript.goto(live_server.url)
    expect(page_without_javascript.get_by_text(HEADLINE)).to_have_count(0)


def test_what_was_typed_comes_back_with_the_error(desk, live_server):
    write(desk, live_server.url)
    desk.get_by_label("Slug:").fill("feed")
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_text("“feed” is used by the site itself.")).to_be_visible()
    expect(desk.locator(".field-body .tiptap")).to_contain_text("Nobody had told the tide.")


@pytest.mark.parametrize("year", [2001, 2101])
def test_button_says_schedule_for_a_time_to_come_as_the_language_writes_it(desk, live_server, year):
    write(desk, live_server.url)
    desk.locator("#id_publish_at_0").fill(f"31/10/{year}")
    desk.locator("#id_publish_at_1").fill("08:30")
    desk.locator("#id_publish_at_1").press("Tab")
    expect(desk.locator("[name=_publish]")).to_have_value("Schedule" if year > 2100 else "Publish")
