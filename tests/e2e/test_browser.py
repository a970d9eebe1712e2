"""The browser of these tests itself: whatever asks another host is noticed, in whichever way it asks."""

from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import Complaints
from tests.e2e.newsroom import wait_until

WAYS = {
    "image": "new Image().src = address",
    "script": "add('script', { src: address })",
    "style": "add('link', { rel: 'stylesheet', href: address })",
    "fetch": "fetch(address, { mode: 'no-cors' }).catch(() => {})",
    "beacon": "navigator.sendBeacon(address, 'words')",
    "frame": "add('iframe', { src: address })",
    "audio": "new Audio(address).load()",
    "window": "location = address",
}
ADD = "const add = (tag, values) => document.body.append(Object.assign(document.createElement(tag), values))"


@pytest.mark.django_db  # the browser waits for the database, which is made for none but those who name it
def test_every_way_to_another_host_is_noticed(context: BrowserContext, complaints: Complaints):
    complaints.expect("pictures.example", "192.0.2.7")
    for host in ("pictures.example", "192.0.2.7"):
        blank = context.new_page()  # where no policy holds any of them up
        for way, does in WAYS.items():
            address = f"http://{host}/{way}"
            blank.evaluate(f"(address) => {{ {ADD}; {does} }}", address)
            wait_until(partial(is_told, address, blank, complaints))


def is_told(address: str, page: Page, complaints: Complaints) -> bool:
    page.wait_for_timeout(20)  # Playwright tells while it is waited for
    return address in complaints.foreign
