"""The media library in a browser: many files sent at once, described together, one picture's focal point."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.models import Attachment, Image
from tests.e2e.axe import complaints_of_axe
from tests.factories import PASSWORD, make_image, make_post, make_user, photograph_bytes
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
    expect(page.locator(".sending li")).to_have_count(2)
    page.click(".describe a >> nth=0")
    quay, talk = Image.objects.get(), Attachment.objects.get()
    page.fill(f"#id_image-{quay.pk}-alt", "Two boats at the quay")
    page.fill(f"#id_file-{talk.pk}-credit", "Jo")
    assert complaints_of_axe(page) == []
    page.click("[name=_save]")
    page.locator(".library .open", has_text="quay").click()
    page.locator("[data-focus-on] .cross").wait_for()
    box = page.locator("[data-focus-on] img").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    page.keyboard.press("ArrowUp")
    assert page.input_value("#id_focus_x") == "0.25"
    assert complaints_of_axe(page) == []
    page.click("[name=_save]")
    page.locator(".library .open", has_text="quay").wait_for()
    quay.refresh_from_db()
    assert (quay.alt, quay.focus_x, quay.focus_y) == ("Two boats at the quay", 0.25, 0.73)
    assert complaints_of_axe(page) == []


def test_file_that_was_refused_or_did_not_arrive_says_so_and_the_rest_goes_on(
    library, live_server, settings, complaints
):
    settings.UPLOAD_MOST_BYTES = 2**20
    page = library
    page.reload()
    address = reverse("admin:blog_image_upload")
    complaints.expect(address)  # a refusal and a cut line are errors to the browser's console
    cut = {"left": 1}

    def cut_off_once(route):
        cut["left"] -= 1
        route.abort() if cut["left"] == 0 else route.continue_()

    page.route(f"**{address}", cut_off_once)
    files = [
        {"name": "quay.jpg", "mimeType": "image/jpeg", "buffer": photograph_bytes(64, 40)},
        {"name": "page.jpg", "mimeType": "image/jpeg", "buffer": b"<html><script>alert(1)</script>"},
        {"name": "film.mp4", "mimeType": "video/mp4", "buffer": bytes(2**20 + 1)},
        {"name": "talk.wav", "mimeType": "audio/wav", "buffer": wav()},
    ]
    page.set_input_files("#files", files)
    expect(page.locator(".sent")).to_have_text("1 of 4 are here. 3 were not taken.")
    rows = page.locator(".sending li")
    expect(rows.filter(has_text="film.mp4")).to_contain_text("larger than 1 MB")
    expect(rows.filter(has_text="page.jpg")).to_contain_text("not a picture")
    assert page.get_by_role("button", name="Try again").count() == 1
    page.get_by_role("button", name="Try again: quay.jpg").click()
    expect(page.locator(".sent")).to_have_text("2 of 4 are here. 2 were not taken.")
    assert complaints_of_axe(page) == []
    assert (Image.objects.count(), Attachment.objects.count()) == (1, 1)


def test_what_is_used_and_what_would_go_can_be_read_before_it_goes(library, live_server):
    page = library
    used, unused = make_image(title="The quay at dawn", alt="A quay"), make_image(title="Mole", alt="A mole")
    make_post("The harbour that two navies want", featured_image=used)
    page.reload()
    for image in (used, unused):
        page.get_by_label(f"Choose {image}").check()
    page.get_by_role("button", name="Delete the chosen …").click()
    for words in ("The quay at dawn", "The harbour that two navies want", "Mole", "Delete 1 file"):
        box = page.get_by_text(words, exact=True).bounding_box()
        assert box["width"] > 1.2 * box["height"], f"“{words}” stands in a column of letters"
    assert complaints_of_axe(page) == []
    page.get_by_role("button", name="Delete 1 file").click()
    expect(page.locator(".messagelist")).to_contain_text("1 entry was deleted.")
    assert list(Image.objects.all()) == [used]
