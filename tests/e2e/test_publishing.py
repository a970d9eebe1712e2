"""An author logs in, writes in the editor, and makes a mistake."""

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
