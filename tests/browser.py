"""Chromium for the end-to-end tests. A page may load from the site under test alone."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

# Even without a window, the suggestions of the address bar are pages: they cost as much as the page under
# test, in each context and at each load. A list of ours replaces Playwright's, so that one is kept here.
SWITCHED_OFF = """
    WebUIOmniboxPopup WebUIOmniboxAimPopup WebUIOmniboxFullPopup
    AimEnabled AvoidCorsURLLoaderRestartOnRedirect AvoidUnnecessaryBeforeUnloadCheckSync
    DestroyProfileOnBrowserClose HttpsFirstBalancedModeAutoEnable HttpsUpgrades LensOverlay MediaRouter
    NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch ThirdPartyStoragePartitioning
""".split()
# No name but these is ever resolved. (To hold every request up and let it go, as a route does, costs more
# than the pages, and switches the browser's memory off.)
ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 30_000  # milliseconds; nothing waits as long unless the machine is busy or something is broken
WINDOW = {"width": 1280, "height": 900}
LOOPBACK = {"127.0.0.1", "localhost"}
ASKING = {"http", "https", "ws", "wss"}


@dataclass
class Complaints:
    """What the browser found wrong: requests to other hosts, and errors with the address they are about."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, *parts: str) -> None:
        """Nothing that holds one of these parts is a complaint, whenever the browser comes to tell it.

        To clear the lists instead would be a race: the console tells of an answer after the page has it.
        """
        self.expected.extend(parts)

    def left(self, told: list[str]) -> list[str]:
        """What no test has announced."""
        return [each for each in told if not any(part in each for part in self.expected)]


@pytest.fixture(scope="session")
def browser(chromium_program: str, django_db_setup: None) -> "Iterator[Browser]":
    """One Chromium for the whole run."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    # Playwright's loop makes Django believe that a test is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Requests to other hosts and errors in the console; any that no test expects fails it."""
    found = Complaints()
    yield found
    assert not (foreign := found.left(found.foreign)), f"requests to other hosts: {foreign}"
    assert not (errors := found.left(found.errors)), f"errors in the browser: {errors}"


@pytest.fixture
def new_context(browser: "Browser", complaints: Complaints) -> "Iterator[Callable[..., BrowserContext]]":
    """`new_context(**options)`: a fresh browser profile that reaches this machine only."""
    made: list[BrowserContext] = []

    def watch(request: "Request") -> None:
        # Told of what failed, as all does that is not ours: to hear of every request costs a twentieth.
        address = urlsplit(request.url)
        if address.scheme in ASKING and address.hostname not in LOOPBACK:
            complaints.foreign.append(request.url)

    def note(message: "ConsoleMessage") -> None:
        if message.type == "error":
            complaints.errors.append(f"{message.text} [{message.location['url']}]")

    def make(**options: Any) -> "BrowserContext":
        fresh = browser.new_context(**{"viewport": WINDOW, "locale": "en-GB"} | options)
        made.append(fresh)
        fresh.on("requestfailed", watch)
        fresh.on("weberror", lambda error: complaints.errors.append(str(error.error)))
        fresh.on("console", note)
        fresh.set_default_timeout(PATIENCE)
        return fresh

    yield make
    for each in made:
        each.close()


@pytest.fixture
def context(new_context: "Callable[..., BrowserContext]") -> "BrowserContext":
    """The first profile of a test."""
    return new_context()


@pytest.fixture
def page(context: "BrowserContext") -> "Page":
    """A page with JavaScript."""
    return context.new_page()


@pytest.fixture
def page_without_javascript(new_context: "Callable[..., BrowserContext]") -> "Page":
    """A page as it is where scripts do not run."""
    return new_context(java_script_enabled=False).new_page()
