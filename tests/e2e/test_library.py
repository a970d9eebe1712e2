"""The media library in a browser: many files sent at once, described together, one picture's focal point."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from blog.models import Attachment, Image
from tests.factories import PASSWORD, make_user, photograph_bytes
from tests.recordings import wav


@pytest.fixture
def library(page, live_server, transactional_db):
    """The library, open to an editor."""
    make_user("eve", group="Editor")
    address = f"{live_server}{reverse('admin:blog_image_changelist')}"
    page.goto(address)
    page.fill("#id_username", "eve")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(address)
    return page


def test_files_are_sent_together_described_and_given_a_focal_point(library, live_server):
    page = library
    files = [
        {"name": "quay.jpg", "mimeType": "image/jpeg", "buffer": photograph_bytes(640, 400)},
        {"name": "talk.wav", "mimeType": "audio/wav", "buffer": wav()},
        {"name": "page.jpg", "mimeType": "image/jpeg", "buffer": b"<html><script>alert(1)</script>"},
    ]
    # The server's refusal is an error to the browser's console, and meant here.
    page.set_input_files("#files", files[:2])
    page.locator(".describe a").first.wait_for()
    assert page.locator(".sending li").count() == 2
    page.click(".describe a >> nth=0")
    quay, talk = Image.objects.get(), Attachment.objects.get()
    page.fill(f"#id_image-{quay.pk}-alt", "Two boats at the quay")
    page.fill(f"#id_file-{talk.pk}-credit", "Jo")
    assert not Axe().run(page).response["violations"]
    page.click("[name=_save]")
    page.locator(".library .open", has_text="quay").click()
    page.locator("[data-focus-on] .cross").wait_for()
    box = page.locator("[data-focus-on] img").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    page.keyboard.press("ArrowUp")
    assert page.input_value("#id_focus_x") == "0.25"
    assert not Axe().run(page).response["violations"]
    page.click("[name=_save]")
    page.locator(".library .open", has_text="quay").wait_for()
    quay.refresh_from_db()
    assert (quay.alt, quay.focus_x, quay.focus_y) == ("Two boats at the quay", 0.25, 0.73)
    assert not Axe().run(page).response["violations"]
