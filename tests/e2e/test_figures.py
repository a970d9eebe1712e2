"""Pictures in the editor: sent, described, placed, saved, opened again, read."""

import base64

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.models import Image, Post
from tests.e2e.newsroom import wait_until
from tests.factories import make_image, make_post, picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)

BODY = ".prose-editor .ProseMirror[contenteditable=true]"
SOURCE = "document.querySelector('#id_body').value"
# What a browser does with files that are pasted or dropped.
GIVE = """([kind, files]) => {
  const carried = new DataTransfer();
  for (const [name, type, data] of files) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name, { type }));
  }
  const place = document.querySelector(".ProseMirror[contenteditable=true] > p:last-of-type");
  const { left, top } = place.getBoundingClientRect();
  const more = { bubbles: true, cancelable: true, clientX: left + 2, clientY: top + 2 };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: carried, ...more })
    : new DragEvent("drop", { dataTransfer: carried, ...more });
  place.dispatchEvent(event);
}"""


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def picture(name: str) -> list[str]:
    return [name, "image/png", encoded(picture_bytes())]


def open_post(desk, live_server, post) -> None:
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_change', args=[post.pk])}")
    desk.wait_for_selector(BODY)


def test_pasted_picture_is_described_placed_saved_and_opened_again(desk, live_server, complaints):
    complaints.expect("status of 422")
    post = make_post(body="<p>Words.</p>")
    open_post(desk, live_server, post)
    desk.click(f"{BODY} > p")
    desk.evaluate(GIVE, ["paste", [picture("quay.png"), ["list.png", "image/png", encoded(b"words")]]])
    refused = desk.locator(".upload-row[data-state=failed]")
    expect(refused).to_contain_text("not a picture", use_inner_text=True)
    assert "list.png" not in desk.evaluate(SOURCE)
    desk.wait_for_selector(f"{BODY} figure img")
    desk.keyboard.type("Two boats")
    desk.keyboard.press("Enter")
    desk.keyboard.type("The old quay")
    desk.fill(".figure-credit-label input", "Rosa Luz")
    desk.click(".figure-places button:has-text('Right')")
    desk.click("input[name=_save]")
    expect(desk.locator(".held-back")).to_be_visible()  # a file that did not arrive is not forgotten
    refused.get_by_role("button", name="Give up").click()
    desk.wait_for_selector(".messagelist .success")
    image = Image.objects.get()
    kept = (
        f'<p>Words.</p><figure class="alignright"><img src="{image.file.url}" alt="Two boats">'
        '<figcaption>The old quay <span class="credit">Rosa Luz</span></figcaption></figure>'
    )
    assert Post.objects.get().body == kept
    assert image.alt == "Two boats"
    desk.wait_for_selector(f"{BODY} figure")
    desk.click(f"{BODY} figcaption")
    desk.keyboard.press("End")
    desk.keyboard.press("Enter")
    desk.keyboard.type("More.")
    desk.click("input[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    assert Post.objects.get().body == f"{kept}<p>More.</p>"


def test_undoing_a_picture_that_is_being_described_leaves_one_in_the_text(desk, live_server):
    open_post(desk, live_server, make_post(body="<p>Words.</p>"))
    desk.click(f"{BODY} > p")
    desk.keyboard.press("End")
    desk.evaluate(GIVE, ["paste", [picture("quay.png")]])
    desk.locator(".figure-alt:focus").wait_for()
    desk.keyboard.press("Control+z")
    desk.locator(f"{BODY} figure").wait_for(state="detached")
    desk.keyboard.type(" More")
    wait_until(lambda: desk.evaluate(SOURCE) == "<p>Words. More</p>")
    desk.keyboard.press("Control+z")
    desk.keyboard.press("Control+Shift+z")
    wait_until(lambda: desk.evaluate(SOURCE) == "<p>Words. More</p>")


def test_lost_server_keeps_the_file_until_it_is_sent_again(desk, live_server, complaints):
    complaints.expect("net::ERR_FAILED")
    open_post(desk, live_server, make_post(body="<p>One.</p><p>Two.</p>"))
    address = f"**{reverse('admin:blog_image_upload')}"
    desk.route(address, lambda route: route.abort())
    desk.evaluate(GIVE, ["drop", [picture("a.png"), picture("b.png")]])
    desk.get_by_text("cannot be reached").nth(1).wait_for()
    desk.click(f"{BODY} > p:last-of-type")
    desk.keyboard.type("Meanwhile. ")
    wait_until(lambda: "Meanwhile" in desk.evaluate(SOURCE))
    assert "figure" not in desk.evaluate(SOURCE)
    desk.unroute(address)
    for button in desk.get_by_role("button", name="Try again").all()[::-1]:
        button.click()
    desk.locator(f"{BODY} figure").nth(1).wait_for()
    sources = desk.eval_on_selector_all(f"{BODY} figure img", "all => all.map((each) => each.src)")
    assert [source.rpartition("/")[2][0] for source in sources] == ["a", "b"]


def test_picture_of_the_library_is_found_with_the_keyboard(desk, live_server):
    make_image(alt="A hill", credit="N. N.")
    image = make_image(alt="Two boats", caption="The old quay", credit="Rosa Luz")
    open_post(desk, live_server, make_post(body="<p>Words.</p>"))
    desk.click(f"{BODY} > p")
    desk.keyboard.press("Control+Alt+p")
    desk.locator(".picture-dialog [type=search]").wait_for()
    desk.keyboard.type("quay")
    desk.get_by_text("1 picture, newest first").wait_for()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    shown = desk.wait_for_selector(f"{BODY} figure img")
    assert shown.get_attribute("src") == image.file.url
    expect(desk.locator(f"{BODY} figcaption")).to_have_text("The old quay Rosa Luz", use_inner_text=True)
