"""What the editor opens it gives back: the same page for readers, whatever the text is made of."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from blog.admin.editor.bodyfield import BodyField, safe_source
from blog.admin.editor.keptparts import opened
from blog.models import Post
from blog.rendering import render_body
from blog.rendering.tree import Node, parse
from operations.demo import source as demonstration
from tests.e2e.test_writing import BODY
from tests.factories import make_post, picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)

REOPEN = """(texts) => {
  const { editor } = document.querySelector(".ProseMirror[contenteditable=true]");
  return texts.map((text) => {
    editor.commands.setContent(text);
    return editor.getHTML();
  });
}"""
SAME = {"b": "strong", "i": "em", "strike": "s"}
MARKS = frozenset("strong em s sub sup code a cite small mark kbd samp var u span q abbr dfn time".split())


def read(nodes: list[Node]) -> list[object]:
    """A tree as readers know it: marks in any order, white space in any amount."""
    found = flat(nodes, frozenset())
    return [trimmed(part, place, found) for place, part in enumerate(found) if not is_gap(part, place, found)]


def flat(nodes: list[Node], marks: frozenset[str]) -> list[object]:
    """Blocks as lists, and between them words, each with the marks around it."""
    found: list[object] = []
    for node in nodes:
        if isinstance(node, str):
            parts: list[object] = [(marks, node)]
        elif node.tag in SAME or node.tag in MARKS:
            mark = f"{SAME.get(node.tag, node.tag)} {sorted(node.attrs.items())}"
            parts = flat(node.children, marks | {mark})
        else:
            parts = [[node.tag, sorted(node.attrs.items()), sorted(marks), read(node.children)]]
        for part in parts:
            if isinstance(part, tuple):
                before = found[-1] if found else None
                is_more = isinstance(before, tuple) and before[0] == part[0]
                words = re.sub(r"\s+", " ", (found.pop()[1] if is_more else "") + part[1])
                # Of two spaces where marks begin or end browsers show one.
                is_spaced = isinstance(before, tuple) and not is_more and before[1].endswith(" ")
                found.append((part[0], words.lstrip(" ") if is_spaced else words))
            else:
                found.append(part)
    return found


def is_gap(part: object, place: int, found: list[object]) -> bool:
    """White space between blocks, or at the end of one."""
    if not isinstance(part, tuple) or part[1].strip(" "):
        return False
    beside = found[place - 1 : place] + found[place + 1 : place + 2]
    return len(beside) < 2 or any(isinstance(each, list) for each in beside)


def trimmed(part: object, place: int, found: list[object]) -> object:
    """Spaces at the ends of a block are not seen."""
    if not isinstance(part, tuple):
        return part
    words = part[1]
    if place == 0 or isinstance(found[place - 1], list):
        words = words.lstrip(" ")
    if place == len(found) - 1 or isinstance(found[place + 1], list):
        words = words.rstrip(" ")
    return (part[0], words)


def seen(source: str) -> list[object]:
    """The page that readers get of a source."""
    return read(parse(render_body(source)).children)


@pytest.fixture
def reopened(desk, live_server):
    """What is stored of texts that were opened in the editor and written again by it."""
    default_storage.save("a.png", ContentFile(picture_bytes()))  # the editor shows the pictures of a text
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_add')}")
    desk.wait_for_selector(BODY)

    def through(sources):
        written = desk.evaluate(REOPEN, [opened(source) for source in sources])
        return [BodyField().clean(html) for html in written]

    return through


BLOCKS = {
    "words": "<p>Some <strong>bold</strong>, <em>soft</em>, <s>gone</s>, H<sub>2</sub>O, x<sup>2</sup>.</p>",
    "more words": "<p><cite>Title</cite>, <kbd>Ctrl</kbd>, <small>s</small>, <code>a &lt; b</code>.</p>",
    "headings": "<h2>One</h2><h3>Two</h3><h4>Three</h4>",
    "list": "<ul><li>one<ul><li>deeper</li></ul></li><li>two</li></ul>",
    "numbers": '<ol start="3" type="a"><li><p>loose</p></li><li><p>list</p><p>of two</p></li></ol>',
    "words around a list": "<ul><li>one<ul><li>deeper</li></ul>after</li></ul>",
    "quotation": '<blockquote cite="https://a.example/"><p>Said.</p></blockquote>',
    "pull quote": '<blockquote class="pullquote"><p>Pulled.</p></blockquote>',
    "code": '<pre><code class="language-python">if a:\n    b()</code></pre>',
    "rule": "<p>a</p><hr><p>b</p>",
    "table": '<table><caption>Ships &amp; boats</caption><thead><tr><th scope="col">a</th>'
    '<th scope="col">b</th></tr></thead><tbody><tr><th scope="row">c</th><td>1</td></tr>'
    '<tr><td colspan="2"><p>2</p><p>3</p></td>'
    "</tr></tbody><tfoot><tr><td>d</td><td>4</td></tr></tfoot></table>",
    "plain table": "<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>",
    "terms": "<dl><dt>Term</dt><dt>Other</dt><dd>Meaning</dd><dd><p>One</p><p>more</p></dd></dl>",
    "footnotes": '<p>One.<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup> Two.'
    '<sup class="footnote-ref" id="fnref-2"><a href="#fn-2">2</a></sup></p><ol class="footnotes">'
    '<li id="fn-1">'
    '<p>First. <a class="footnote-backref" href="#fnref-1">Back</a></p></li><li id="fn-2">Second. '
    '<a class="footnote-backref" href="#fnref-2">Back</a></li></ol>',
    "footnotes of WordPress": '<p>One.<sup><a href="#a1-b" id="a1-b-link">1</a></sup></p>'
    '<ol><li id="a1-b">First. <a href="#a1-b-link">↩</a></li></ol>',
    "media": "<p>https://www.youtube.com/watch?v=aqz-KE-bpKQ</p><p>Words.</p>"
    '<p><a href="https://vimeo.com/76979871">The talk</a></p>',
    "figure": '<figure class="alignleft"><img src="/media/a.png" alt="a"><figcaption>c</figcaption></figure>',
    "languages": '<p lang="fr" dir="ltr">Des mots, <q lang="en">words</q>.</p>'
    '<p lang="ar" dir="rtl">كلمات</p>',
    "kept parts": "<details><summary>a</summary><p>b</p></details><p>x <del>y</del> z</p><h5>Small</h5>",
}


def test_each_block_comes_back_to_the_letter_and_the_demonstration_reads_the_same(reopened):
    came = dict(zip(BLOCKS, reopened(BLOCKS.values()), strict=True))
    assert came == {name: safe_source(source) for name, source in BLOCKS.items()}
    texts = {text.key: text.body for text in demonstration.articles()}
    came = dict(zip(texts, reopened(texts.values()), strict=True))
    assert [key for key in texts if seen(came[key]) != seen(texts[key])] == []


def corpus_texts(corpus):
    """The HTML of real texts: a blog's entries, one document in nine languages, block markup."""
    entries = json.loads((corpus / "texts/blog-entries.json").read_text())
    documents = json.loads((corpus / "texts/udhr-multilingual.json").read_text())
    yield from ((f"entry {entry['id']}", entry["body"]) for entry in entries)
    for one in documents:
        yield one["lang"], "".join(f"<{tag}>{words}</{tag}>" for tag, words in one["blocks"])
    yield from ((path.name, path.read_text()) for path in sorted((corpus / "blocks").glob("*")))


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.soak), 4])
def test_real_texts_read_the_same_after_the_editor(corpus, reopened, every):
    texts = dict(corpus_texts(corpus))
    assert len(texts) > 800
    chosen = {
        name: text for place, (name, text) in enumerate(texts.items()) if not place % every or place > 790
    }
    came = dict(zip(chosen, reopened(chosen.values()), strict=True))
    assert [name for name, text in chosen.items() if seen(came[name]) != seen(text)] == []


def test_published_page_holds_what_was_written(desk, live_server):
    left_out = {"footnotes", "footnotes of WordPress", "figure"}
    body = "".join(html for name, html in BLOCKS.items() if name not in left_out) + BLOCKS["footnotes"]
    post = make_post(body=body)
    before = post.body_html
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_change', args=[post.pk])}")
    desk.click(f"{BODY} > p:first-child")
    desk.keyboard.press("Home")
    desk.keyboard.type("Here ")
    desk.click("input[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    after = Post.objects.get()
    assert read(parse(after.body_html).children) == read(
        parse(before.replace("<p>Some", "<p>Here Some")).children
    )
