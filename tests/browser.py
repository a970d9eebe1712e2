"""Chromium for the end-to-end tests. A page may load from the site under test alone."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

# Even without a window, the suggestions of the address bar are pages: they cost as much as the page under
# test, in each context and at each load. A list of ours replaces Playwright's, so that one is kept here.
SWITCHED_OFF = """
    WebUIOmniboxPopup WebUIOmniboxAimPopup WebUIOmniboxFullPopup
    AimEnabled AvoidCorsURLLoaderRestartOnRedirect AvoidUnnecessaryBeforeUnloadCheckSync
    DestroyProfileOnBrowserClose HttpsFirstBalancedModeAutoEnable HttpsUpgrades LensOverlay MediaRouter
    NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch ThirdPartyStoragePartitioning
""".split()
ARGUMENTS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
LOOPBACK = {"127.0.0.1", "localhost"}


@dataclass
class Complaints:
    """What the browser found wrong; a test that expects something clears it."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what was expected."""
        self.foreign.clear()
        self.errors.clear()


@pytest.fixture(scope="session")
def browser(chromium_program: str, django_db_setup: None) -> "Iterator[Browser]":
    """One Chromium for the whole run."""
    from django.db import connection
    from playwright.sync_api import sync_playwright

    # Playwright's loop makes Django believe that a test is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    migrated = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        # While Playwright's loop runs, Django gives out another connection; it has to know the rows that
        # migrations wrote, too, or tests that commit are followed by empty tables.
        if migrated is not None:
            connection._test_serialized_contents = migrated
        chromium = playwright.chromium.launch(executable_path=chromium_program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Requests to other hosts and errors in the console; any that is left fails the test."""
    found = Complaints()
    yield found
    assert not found.foreign, f"requests to other hosts: {found.foreign}"
    assert not found.errors, f"errors in the browser: {found.errors}"


@pytest.fixture
def context(browser: "Browser", complaints: Complaints) -> "Iterator[BrowserContext]":
    """A fresh browser profile that reaches this machine only."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")

    def guard(route: "Route") -> None:
        if urlsplit(route.request.url).hostname in LOOPBACK:
            route.continue_()
        else:
            complaints.foreign.append(route.request.url)
            route.abort()

    fresh.route("**/*", guard)
    fresh.on("weberror", lambda error: complaints.errors.append(str(error.error)))
    fresh.on(
        "console", lambda message: complaints.errors.append(message.text) if message.type == "error" else None
    )
    fresh.set_default_timeout(10_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: "BrowserContext") -> "Page":
    """A page with JavaScript."""
    return context.new_page()


@pytest.fixture
def page_without_javascript(browser: "Browser", complaints: Complaints) -> "Iterator[Page]":
    """A page as it is where scripts do not run."""
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield plain.new_page()
    plain.close()
