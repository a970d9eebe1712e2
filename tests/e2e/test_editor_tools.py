"""The tools of the editor, by keyboard and mouse, and what each of them stores."""

from itertools import product

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.admin.editor.bodyfield import BodyField
from tests.e2e.axe import complaints_of_axe
from tests.e2e.clipboards import paste
from tests.e2e.newsroom import wait_until
from tests.e2e.test_writing import BODY

pytestmark = pytest.mark.django_db(transaction=True)

WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
EDITOR = 'document.querySelector(".ProseMirror[contenteditable=true]").editor'


class Writing:
    """A text in the making."""

    def __init__(self, desk):
        self.desk, self.keys = desk, desk.keyboard

    def begin(self, html=""):
        # It takes the focus with the next frame, also when it has it: a click before that is lost.
        does = f"{EDITOR}.commands.setContent(html); {EDITOR}.commands.focus('end')"
        self.desk.evaluate(f"(html) => {{ {does}; return new Promise(requestAnimationFrame) }}", html)

    def press(self, *keys):
        for key in keys:
            self.keys.press(key)

    def choose(self, menu, entry):
        self.desk.get_by_role("toolbar").get_by_role("button", name=menu).click()
        self.desk.get_by_role("menu", name=menu).get_by_role("menuitemcheckbox", name=entry).click()

    def tool(self, name):
        self.desk.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()

    def end_step(self):
        """What follows is undone by itself, however soon it follows."""
        step = f"{EDITOR}.view.dispatch(pm.history.closeHistory({EDITOR}.state.tr))"
        self.desk.evaluate(f'import("django-prose-editor/editor").then(({{ pm }}) => {step})')

    def stored(self):
        return BodyField().clean(self.desk.evaluate(f"{EDITOR}.getHTML()"))


@pytest.fixture
def writing(desk, live_server):
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_add')}")
    desk.wait_for_selector(BODY)
    return Writing(desk)


def reference(key, number):
    return f'<sup class="footnote-ref" id="fnref-{key}"><a href="#fn-{key}">{number}</a></sup>'


def note(key, words):
    return f'<li id="fn-{key}">{words} <a class="footnote-backref" href="#fnref-{key}">Back</a></li>'


def footnotes(*entries):
    return f'<ol class="footnotes">{"".join(entries)}</ol>'


def test_footnotes_come_move_and_go_with_their_references(writing):
    writing.begin()
    writing.keys.type("Late claim.")
    writing.press("Control+Alt+f")
    writing.keys.type("Late source")
    writing.press("Control+Alt+f")
    writing.press("Home")
    writing.keys.type("Early. ")
    writing.press("ArrowLeft")
    writing.tool("Footnote")
    writing.keys.type("Early source")
    early, late = note(2, "Early source"), note(1, "Late source")
    words = f"<p>Early.{reference(2, 1)} Late claim.{reference(1, 2)}</p>"
    assert writing.stored() == words + footnotes(early, late)
    assert writing.desk.locator(f"{BODY} sup").all_inner_texts() == ["1", "2"]

    # Cut out and pasted at the end, the reference brings its note along.
    writing.desk.evaluate(f"{EDITOR}.chain().setTextSelection({{ from: 1, to: 8 }}).focus().run()")
    writing.press("Control+x")
    writing.desk.evaluate(f"{EDITOR}.commands.setTextSelection({EDITOR}.state.doc.firstChild.nodeSize - 1)")
    writing.press("Control+v")
    words = f"<p> Late claim.{reference(1, 1)}Early.{reference(2, 2)}</p>"
    assert writing.stored() == words + footnotes(late, early)

    writing.end_step()
    writing.press("Backspace")
    assert writing.stored() == f"<p> Late claim.{reference(1, 1)}Early.</p>" + footnotes(late)
    writing.press("Control+z")
    assert "Early source" in writing.stored()
    writing.press("Control+a", "Delete")
    assert writing.stored() == ""


def test_address_of_media_becomes_a_card_and_undo_gives_it_back(writing):
    writing.begin()
    writing.keys.type(WATCH)
    writing.press("Enter")
    card = writing.desk.locator(f"{BODY} .media-link")
    card.wait_for()
    expect(card).to_contain_text("Video · YouTube", use_inner_text=True)
    writing.keys.type("After.")
    assert writing.stored() == f"<p>{WATCH}</p><p>After.</p>"

    writing.begin()
    paste(writing.desk, WATCH)
    card.wait_for()
    writing.press("Control+z")
    link = f'<p><a href="{WATCH}">{WATCH}</a></p>'
    assert writing.desk.evaluate(f"{EDITOR}.getHTML()").replace(' rel="null"', "") == link
    writing.press("Control+Shift+z")
    card.get_by_role("button", name="Remove").click()
    assert writing.stored() == ""

    with writing.desk.expect_response("**/media/?address=*"):
        paste(writing.desk, "https://harbour.example/an/article")
    expect(card).to_have_count(0)
    assert writing.stored().startswith('<p><a href="https://harbour.example/an/article">')


def test_each_tool_stores_what_it_says(writing):
    writing.begin()
    writing.choose("Kind of paragraph", "Pull quote")
    writing.keys.type("Pulled")
    assert writing.stored() == '<blockquote class="pullquote"><p>Pulled</p></blockquote>'
    writing.choose("Kind of paragraph", "Quotation")
    assert writing.stored() == "<blockquote><p>Pulled</p></blockquote>"
    writing.choose("Kind of paragraph", "Smaller heading")
    assert writing.stored() == "<h3>Pulled</h3>"
    writing.press("Enter")
    writing.keys.type("Below")
    writing.choose("Kind of paragraph", "Smallest heading")
    assert writing.stored() == "<h3>Pulled</h3><h4>Below</h4>"
    writing.choose("Kind of paragraph", "Paragraph")
    assert writing.stored() == "<h3>Pulled</h3><p>Below</p>"

    writing.begin()
    writing.keys.type("1. one")
    assert writing.stored() == "<ol><li>one</li></ol>"

    writing.begin()
    writing.tool("Table")
    writing.keys.type("Ship")
    writing.press("Tab")
    writing.keys.type("Tons")
    row = "<tr><td></td><td></td><td></td></tr>"
    heads = "".join(f'<th scope="col">{words}</th>' for words in ("Ship", "Tons", ""))
    assert writing.stored() == f"<table><thead><tr>{heads}</tr></thead><tbody>{row}{row}</tbody></table>"

    writing.begin()
    writing.choose("More", "List of terms")
    writing.keys.type("Term")
    writing.press("Enter")
    writing.keys.type("Meaning")
    writing.press("Enter", "Enter")
    writing.keys.type("Next")
    assert writing.stored().startswith("<dl><dt>Term</dt><dd>Meaning</dd><dt>Next</dt>")

    writing.begin("<p>a</p>")
    writing.desk.get_by_role("button", name="Special characters").click()
    writing.desk.get_by_role("menuitem", name="section sign").click()
    writing.choose("More", "Superscript")
    writing.keys.type("2")
    assert writing.stored() == "<p>a§<sup>2</sup></p>"


def test_toolbar_is_worked_by_keys_and_help_lists_them(writing):
    writing.begin("<p>Words</p>")
    writing.press("Control+a", "Alt+F10", "ArrowRight", "Enter")
    assert writing.stored() == "<p><strong>Words</strong></p>"
    bold = writing.desk.get_by_role("button", name="Bold", exact=True)
    expect(bold).to_have_attribute("aria-pressed", "true")
    writing.press("Control+/")
    help_text = writing.desk.get_by_role("dialog", name="Keyboard shortcuts").inner_text()
    assert "Ctrl+Alt+F" in help_text
    writing.press("Escape")
    wait_until(lambda: writing.desk.evaluate("document.activeElement.className").startswith("tiptap"))


def test_empty_shells_are_not_stored(writing):
    writing.begin("<h2></h2><ul><li></li></ul><p></p><p>Words</p><blockquote><p></p></blockquote>")
    writing.keys.type(" ")
    assert writing.stored() == "<p>Words</p>"


EVERYTHING = f"""<h2>Heading</h2><p>Words<sup data-note="fn-1">1</sup>.</p>
<div class="media-link" data-address="{WATCH}"></div><dl><dt>Term</dt><dd>Meaning</dd></dl>
<blockquote class="pullquote"><p>Pulled</p></blockquote><pre><code>if a: b</code></pre>
<table><caption>Ships</caption><thead><tr><th scope="col">a</th></tr></thead>
<tbody><tr><td>b</td></tr></tbody></table><ol data-notes><li data-note="fn-1">A note.</li></ol>"""


def test_axe_finds_nothing_in_the_editor_and_its_menus(writing):
    writing.begin(EVERYTHING)
    writing.desk.get_by_text("Video · YouTube").wait_for()
    writing.desk.click(f"{BODY} td")
    for look, menu in product(("light", "dark"), ("Table", "More", "Special characters")):
        writing.desk.emulate_media(color_scheme=look)
        writing.desk.locator(f".prose-menubar__trigger[title='{menu}']").click()
        assert complaints_of_axe(writing.desk, ".prose-editor") == [], (look, menu)
        writing.press("Escape")


def test_text_is_laid_out_in_its_language(writing):
    choose = "(e) => { e.value = 'ar'; e.dispatchEvent(new Event('change', { bubbles: true })); }"
    writing.desk.locator("#id_language").evaluate(choose)
    text = writing.desk.locator(BODY)
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == ("ar", "rtl")
    writing.begin("<p>كلمات</p><p>Words</p>")
    aligned = "(p) => getComputedStyle(p).unicodeBidi"
    assert text.locator("p").first.evaluate(aligned) == "plaintext"


TABLE = "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"


REFERENCE, NOTES = (
    '<sup data-note="fn-x">*</sup>',
    '<ol data-notes><li data-note="fn-x"><p>A note.</p></li></ol>',
)


def test_table_at_the_end_is_left_downwards_by_key_and_by_click(writing):
    writing.begin(f"<p>Before</p>{TABLE}")
    leave_downwards(writing)
    writing.begin(f"<p>Before</p>{TABLE}")
    box = writing.desk.locator(BODY).bounding_box()
    writing.desk.mouse.click(box["x"] + 100, box["y"] + box["height"] - 4)
    writing.keys.type("By click")
    assert writing.stored().endswith("</table><p>By click</p>")
    writing.begin(f"<p>Before{REFERENCE}</p>{TABLE}{NOTES}")
    leave_downwards(writing)


def leave_downwards(writing):
    writing.desk.locator(f"{BODY} td").last.click()
    wait_until(lambda: writing.desk.evaluate(f"{EDITOR}.isActive('table')"))  # which it hears a frame later
    writing.press("End", "ArrowDown")
    writing.keys.type("By key")
    assert "</table><p>By key</p>" in writing.stored()
