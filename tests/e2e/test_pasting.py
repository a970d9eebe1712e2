"""Pasting from elsewhere comes out as plain text of an article: the whole way, to what is stored."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.admin.editor.bodyfield import BodyField
from tests.e2e.clipboards import PASTED, TYPED

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """([kind, text]) => {
  const { editor } = document.querySelector(".ProseMirror[contenteditable=true]");
  editor.commands.clearContent();
  const clipboardData = new DataTransfer();
  clipboardData.setData(kind, text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  editor.view.dom.dispatchEvent(event);
  return editor.getHTML();
}"""


# In place of the library, which would put the picture into the texts that follow.
TAKE = """() => {
  window.handedOver = [];
  window.addEventListener("broadside:pasted-pictures", (event) => {
    event.preventDefault();
    event.stopPropagation();
    for (const { name, type } of event.detail.files) window.handedOver.push(`${name} ${type}`);
  }, { capture: true });
}"""


@pytest.fixture
def pasted(desk, live_server):
    """What is stored after pasting into an empty text."""
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_add')}")
    desk.wait_for_selector(".prose-editor .ProseMirror[contenteditable=true]")

    desk.evaluate(TAKE)

    def paste(kind, text):
        return BodyField().clean(desk.evaluate(PASTE, [kind, text]))

    return paste


def test_what_is_pasted_comes_out_as_it_is_meant(pasted, desk):
    """HTML as plain text of an article; then lines and players; then plain text."""
    came = {name: pasted("text/html", html) for name, (html, _wanted) in PASTED.items()}
    assert came == {name: wanted for name, (_html, wanted) in PASTED.items()}
    assert desk.evaluate("window.handedOver") == ["picture-1.gif image/gif"]
    addresses_on_lines_of_their_own_and_players_become_cards(pasted, desk)
    came = {name: pasted("text/plain", text) for name, (text, _wanted) in TYPED.items()}
    assert came == {name: wanted for name, (_text, wanted) in TYPED.items()}


LINES = """<p>https://vimeo.com/76979871</p><p>Words</p>
<iframe src="//www.youtube.com/embed/aqz-KE-bpKQ"></iframe>
<iframe src="https://ads.example/banner"></iframe><p><a href="https://a.example/b">https://a.example/b</a></p>
<video><source src="https://a.example/film.mp4"></video>"""


def addresses_on_lines_of_their_own_and_players_become_cards(pasted, desk):
    pasted("text/html", LINES)
    cards = desk.locator(".ProseMirror .media-link")
    expect(cards).to_have_count(3)
    assert BodyField().clean(desk.evaluate("document.querySelector('.ProseMirror').editor.getHTML()")) == (
        "<p>https://vimeo.com/76979871</p><p>Words</p><p>https://www.youtube.com/embed/aqz-KE-bpKQ</p>"
        '<p><a href="https://a.example/b">https://a.example/b</a></p><p>https://a.example/film.mp4</p>'
    )
    pasted("text/plain", "https://vimeo.com/76979871\n\nhttps://youtu.be/aqz-KE-bpKQ")
    expect(cards).to_have_count(2)
