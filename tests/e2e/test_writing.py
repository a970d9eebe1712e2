"""Writing in the browser: the editor under the admin's policy, from the first letter to the reader."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.models import Post
from tests.factories import PASSWORD, make_category, make_post

pytestmark = pytest.mark.django_db(transaction=True)

BODY = ".prose-editor .ProseMirror[contenteditable=true]"


def begin(desk, live_server) -> None:
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_add')}")
    desk.wait_for_selector(BODY)


def test_article_goes_from_the_keyboard_to_the_reader(desk, live_server):
    category = make_category("Anti-Imperialism/Foreign Policy")
    begin(desk, live_server)
    desk.type("#id_title", "What the ferrymen know")
    assert desk.input_value("#id_slug") == "what-the-ferrymen-know"
    desk.click(BODY)
    desk.keyboard.type("The harbour was ")
    desk.keyboard.press("Control+b")
    desk.keyboard.type("quiet")
    desk.keyboard.press("Control+b")
    desk.keyboard.press("Enter")
    desk.keyboard.type("## A heading typed as in Markdown")
    desk.keyboard.press("Enter")
    desk.keyboard.type("- first")
    desk.check(f"input[name=categories][value='{category.pk}']")
    desk.click("input[name=_publish]")
    desk.get_by_role("button", name="Publish anyway").click()
    desk.wait_for_selector(".messagelist .success")
    desk.click(".messagelist a")
    desk.wait_for_selector(".e-content")
    assert desk.inner_text(".e-content strong") == "quiet"
    assert desk.inner_text(".e-content h2") == "A heading typed as in Markdown"
    assert desk.inner_text(".e-content li") == "first"


ODD = """<p>First words.</p>
<blockquote class="pullquote"><p>Pulled.</p></blockquote>
<p>A claim.<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup></p>
<table><caption>Ships</caption><tbody><tr><td>3</td></tr></tbody></table>
<dl><dt>Term</dt><dd>Meaning</dd></dl>
<h5>Small print</h5>
<ol class="footnotes"><li id="fn-1"><p><cite>Register</cite>. <a href="#fnref-1">Back</a></p></li></ol>"""


def test_word_added_to_a_text_with_odd_parts_changes_nothing_else(desk, live_server):
    post = make_post(body=ODD)
    before = post.body_html
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_change', args=[post.pk])}")
    desk.click(f"{BODY} > p:first-child")
    desk.keyboard.press("Home")
    desk.keyboard.type("Very ")
    expect(desk.locator(f"{BODY} table caption")).to_have_text("Ships", use_inner_text=True)
    expect(desk.locator(f"{BODY} div.kept-part")).to_contain_text("Small print", use_inner_text=True)
    desk.click("input[name=_save]")
    desk.click(".messagelist a")
    desk.wait_for_selector(".e-content .footnotes")
    after = Post.objects.get().body_html
    assert re.sub(r">\s+<", "><", after) == re.sub(r">\s+<", "><", before.replace("First", "Very First"))


WITHOUT_PARTS = """import { Extension } from "django-prose-editor/editor";
export const KeptParts = Extension.create({ name: "keptParts" });"""


@pytest.mark.parametrize(
    ("script", "instead"),
    [
        ("kept-parts", None),
        ("start-editor", None),
        pytest.param("vocabulary", None, marks=pytest.mark.soak),
        pytest.param("configurable", None, marks=pytest.mark.soak),
        pytest.param("kept-parts", WITHOUT_PARTS, marks=pytest.mark.soak),
        ("kept-parts", "export const other = 1;"),
    ],
)
def test_text_loses_nothing_where_a_script_is_missing(desk, live_server, complaints, *, script, instead):
    complaints.expect(script, "The editor lacks", "The editor does not hold the whole text")
    post = make_post(body=ODD)
    answer = {"body": instead, "content_type": "text/javascript"}
    desk.route(f"**/{script}*.js", lambda route: route.fulfill(**answer) if instead else route.abort())
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_change', args=[post.pk])}")
    if script != "start-editor":
        desk.get_by_text("The editor could not be loaded").wait_for()
    source = desk.locator("#id_body")
    assert source.input_value().strip() == ODD
    source.fill(ODD.replace("First", "Very First"))
    desk.unroute_all()
    desk.click("input[name=_save]")
    desk.locator(".messagelist .success").wait_for()
    assert Post.objects.get().body == ODD.replace("First", "Very First")


def test_html_of_a_kept_part_is_edited_in_a_dialog(desk, live_server):
    post = make_post(body="<p>Words.</p><h5>Small</h5>")
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_change', args=[post.pk])}")
    desk.click(f"{BODY} .kept-part button")
    desk.fill("dialog textarea", "<h5>Other</h5>")
    desk.click("dialog button[type=submit]")
    desk.click("input[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    assert Post.objects.get().body == "<p>Words.</p><h5>Other</h5>"


def test_pasted_part_runs_nothing(desk, live_server, complaints):
    complaints.expect("Executing inline event handler violates")  # told of text that is only counted, too
    begin(desk, live_server)
    desk.evaluate(
        """document.querySelector(".ProseMirror[contenteditable]").editor.commands.insertContent(
          '<div class="kept-part" data-html="&lt;img src=x onerror=document.title=`run`&gt;"></div>')"""
    )
    assert desk.locator(f"{BODY} .kept-part code").inner_text().startswith("<img")
    expect(desk.locator(f"{BODY} .kept-part img")).to_have_count(0)


def test_writing_works_without_javascript(page_without_javascript, live_server, administrator):
    desk = page_without_javascript
    desk.goto(f"{live_server.url}{reverse('admin:login')}")
    desk.fill("#id_username", administrator.username)
    desk.fill("#id_password", PASSWORD)
    desk.click("input[type=submit]")
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_add')}")
    desk.fill("#id_title", "Plain")
    desk.fill("#id_body", "<p>Typed as HTML.</p>")
    desk.click("input[name=_publish]")
    desk.wait_for_selector(".messagelist .success")
    assert "Typed as HTML." in Post.objects.get().body_html
