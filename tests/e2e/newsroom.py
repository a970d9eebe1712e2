"""What the days in the newsroom share: a login through the form, an editor's text, a second browser."""

import re
from collections.abc import Callable
from time import monotonic, sleep

from playwright.sync_api import Locator, Page, expect

from tests.factories import PASSWORD

BODY = ".prose-editor .ProseMirror[contenteditable=true]"


class Desk:
    """A persona's browser in the newsroom."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site

    def log_in(self, name: str, password: str = PASSWORD) -> "Desk":
        """Through the form, as people do."""
        self.page.goto(f"{self.site}/admin/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.press("Log in")
        expect(self.page.locator("#content-main")).to_be_visible()
        return self

    def go(self, path: str) -> "Desk":
        response = self.page.goto(f"{self.site}{path}")
        assert response
        assert "'unsafe-inline'" not in script_policy(response.headers["content-security-policy"])
        if self.page.locator("[data-django-prose-editor-guarded]").count():
            self.text.wait_for()
        return self

    @property
    def text(self) -> Locator:
        """The article's text in the editor."""
        return self.page.locator(BODY)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def tool(self, name: str) -> None:
        self.page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()

    def kind(self, name: str) -> None:
        """The kind of the paragraph at the cursor, from the menu of the toolbar."""
        self.page.get_by_role("toolbar").get_by_role("button", name="Kind of paragraph").click()
        entry = self.page.get_by_role("menu", name="Kind of paragraph")
        entry.get_by_role("menuitemcheckbox", name=re.compile(rf"^{name}\b")).click()

    def type(self, *lines: str) -> None:
        """Lines of text at the cursor, the Enter key between them."""
        for number, line in enumerate(lines):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.insert_text(line)

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def told(self, words: str) -> None:
        """What the page says at its head after a button."""
        expect(self.page.locator(".messagelist")).to_contain_text(words)

    def publish(self) -> None:
        """Publish in spite of what the checklist says."""
        self.press("Publish")
        self.press("Publish anyway")
        self.told("readers see it")


def script_policy(policy: str) -> str:
    """The directive about scripts of a Content-Security-Policy."""
    return next(part for part in policy.split("; ") if part.startswith("script-src"))


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """For what no page shows, such as a beacon that a closed window has sent; and instead of Playwright's
    `wait_for_function`, whose second look our policy of scripts refuses."""
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end, "it did not come about"
        sleep(0.05)
