"""Pasting from elsewhere comes out as plain text of an article: the whole way, to what is stored."""

import pytest
from django.urls import reverse

from blog.admin.editor import BodyField
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


@pytest.fixture
def pasted(desk, live_server):
    """What is stored after pasting into an empty text."""
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_add')}")
    desk.wait_for_selector(".prose-editor .ProseMirror[contenteditable=true]")

    def paste(kind, text):
        return BodyField().clean(desk.evaluate(PASTE, [kind, text]))

    return paste


def test_what_is_pasted_comes_out_plain(pasted, desk):
    came = {name: pasted("text/html", html) for name, (html, _wanted) in PASTED.items()}
    assert came == {name: wanted for name, (_html, wanted) in PASTED.items()}
    # The picture that lay in the page is on its way to the library.
    assert desk.locator(".upload-row, .ProseMirror figure img").count() == 1


def test_plain_text_is_read_as_it_is_meant(pasted):
    came = {name: pasted("text/plain", text) for name, (text, _wanted) in TYPED.items()}
    assert came == {name: wanted for name, (_text, wanted) in TYPED.items()}
