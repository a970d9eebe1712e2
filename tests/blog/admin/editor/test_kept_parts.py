"""What the editor cannot hold is wrapped before it opens and put back exactly when it is saved."""

import html as escaping
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blog.admin.editor.bodyfield import BodyField, safe_source
from blog.admin.editor.keptparts import can_open, opened, previews, restored
from blog.rendering import render_body
from blog.rendering.allowlist import SOURCE_TAGS
from operations.demo import source as demonstration
from wordpress.reader import Export
from wordpress.reader.records import WxrError

HOSTILE = '<img src="x" onerror="alert(1)"><script>alert(1)</script><svg onload="alert(1)"></svg>'
PARTS = {
    "marked caption": "<table><caption><em>c</em></caption><tbody><tr><td>a</td></tr></tbody></table>",
    "columns": "<table><colgroup><col span='2'></colgroup><tbody><tr><td>a</td></tr></tbody></table>",
    "notes without references": '<ol class="footnotes"><li id="fn-1">x <a href="#r">Back</a></li></ol>',
    "details": "<details><summary>More</summary><p>x</p></details>",
    "frame": '<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe>',
    "linked picture": '<figure><a href="/big.png"><img src="/small.png"></a></figure>',
    "small heading": "<h5>Small</h5>",
    "verse": "<pre>line\n  line</pre>",
    "old caption": '<div class="wp-caption"><img src="/media/a.png"><p class="wp-caption-text">c</p></div>',
    "quotation around a small heading": "<blockquote><h5>a</h5></blockquote>",
}
PHRASES = {
    "footnote": '<sup class="footnote-ref" id="r"><a href="#fn-1">1</a></sup>',
    "code in italics": "<em>a <code>b</code></em>",
    "deletion": "<del>gone</del>",
    "picture among words": '<img class="alignleft" src="/media/a.png" alt="Boats">',
    "quotation in a quotation": "<q>a <q>b</q></q>",
}


def came_back(source):
    """What is stored of a text that an editor opened, without a change, and saved."""
    return safe_source(restored(opened(source)))


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_block_is_kept_and_put_back_to_the_letter(part):
    source = f"<p>Before.</p>{part}<p>After.</p>"
    markup = f'<p>Before.</p><div class="kept-part" data-html="{escaping.escape(safe_source(part))}"></div>'
    assert opened(source) == f"{markup}<p>After.</p>"
    assert came_back(source) == safe_source(source)


MARKS = [
    '<!-- wp:maps/map {"zoom":9,"at":"a & b \\u003c \\u0022","in":"Ärger"} /-->',
    "<!-- wp:x/y -->",
]


@pytest.mark.parametrize("mark", MARKS)
def test_mark_of_an_unknown_block_is_kept(mark):
    source = f"<p>Before.</p>{mark}<p>After.</p>"
    field = BodyField()
    field.open(source)
    assert can_open(source)
    assert came_back(source) == source
    assert field.clean(opened(source).replace("Before", "Since")) == source.replace("Before", "Since")
    assert field.clean(source.replace("Before", "Since")) == source.replace("Before", "Since")
    assert "wp:" in "".join(previews(opened(source)).values())
    assert "wp:" not in render_body(source)


def test_mark_that_would_end_its_comment_is_dropped():
    assert "alert" not in safe_source('<div id="wp:x --&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></div>')


@pytest.mark.parametrize("part", PHRASES.values(), ids=PHRASES)
def test_phrase_is_kept_inside_its_paragraph(part):
    source = f"<p>Before {part} after.</p>"
    assert opened(source).startswith('<p>Before <span class="kept-part" data-html="')
    assert came_back(source) == safe_source(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<p>Words, <b>bold</b>, <em>soft</em>, <a href='/x/' rel='nofollow'>a link</a>.</p>",
        "<h2>A</h2><ul><li><p>one</p></li></ul><ol start='3'><li>two</li></ol><hr>",
        "<table><tbody><tr><th scope='col'>a</th><td colspan='2'>b</td></tr></tbody></table>",
        '<figure class="alignleft"><img src="/media/a.png" alt="a"><figcaption>c</figcaption></figure>',
        '<blockquote class="pullquote"><p>Pulled</p></blockquote>',
        '<p id="a" lang="fr">Des mots, <cite>un titre</cite>, <q>dits</q>, <small>menus</small>.</p>',
        '<div class="wrapper"><p style="color:red">What readers never see is no loss.</p></div>',
        '<pre><code class="language-python">a = 1</code></pre>',
    ],
)
def test_what_the_editor_can_write_is_not_wrapped(source):
    assert "kept-part" not in opened(source)


def test_inside_a_plain_wrapper_only_the_misfit_is_kept():
    markup = opened("<div><p>One.</p><h5>a</h5></div>")
    assert markup.startswith('<div><p>One.</p><div class="kept-part"')


def test_part_inside_a_part_is_not_taken_for_one():
    source = (
        f'<dl><dt>a</dt><dd><span class="kept-part" data-html="{escaping.escape(HOSTILE)}">b</span></dd></dl>'
    )
    assert came_back(source) == '<dl><dt>a</dt><dd><span class="kept-part">b</span></dd></dl>'


@pytest.mark.parametrize("tag", ["div", "span"])
def test_nothing_that_runs_comes_in_by_a_forged_part(tag):
    forged = f'<p>a</p><{tag} class="kept-part" data-html="{escaping.escape(HOSTILE)}"></{tag}>'
    for html in (BodyField().clean(forged), opened(restored(forged))):
        assert "alert" not in html


def test_previews_are_what_readers_see():
    markup = opened(f"<details><summary>a</summary>b{HOSTILE}</details>")
    (preview,) = previews(markup).values()
    assert "onerror" not in preview
    assert preview.startswith("<details><summary>a</summary>")


def test_untouched_text_is_stored_as_it_was():
    source = "<!-- wp:list --><UL><li>An import&nbsp;of old</UL>\n\n<dl><dt>a</dl>"
    field = BodyField()
    field.open(source)
    sent = field.widget.attrs["data-opened"].replace("\n", "\r\n")
    assert field.clean(sent) == source
    assert not field.has_changed(source, sent)


def test_word_typed_before_a_part_leaves_the_part_alone():
    field = BodyField()
    field.open(f"<p>Words.</p>{PARTS['details']}")
    sent = field.widget.attrs["data-opened"].replace("Words.", "More words.")
    assert field.clean(sent) == f"<p>More words.</p>{PARTS['details']}"


@pytest.mark.parametrize("text", demonstration.articles(), ids=lambda text: text.key)
def test_demonstration_reads_the_same_after_the_editor(text):
    assert render_body(came_back(text.body)) == render_body(text.body)
    assert can_open(text.body)


def bodies(folder):
    """The body of every item of every export that can be read."""
    for path in sorted(folder.glob("*.xml")):
        try:
            yield from ((path.name, item.content) for item in Export.open(path).items())
        except WxrError:
            continue


def test_real_exports_read_the_same_after_the_editor(corpus):
    found = [(name, safe_source(body)) for name, body in bodies(corpus / "wxr") if body]
    differing = [name for name, body in found if render_body(came_back(body)) != render_body(body)]
    assert len(found) > 100
    assert differing == []


def test_real_texts_read_the_same_after_the_editor(corpus):
    entries = json.loads((corpus / "texts/blog-entries.json").read_text())
    texts = {str(entry["id"]): entry["body"] for entry in entries}
    texts |= {path.name: path.read_text() for path in (corpus / "blocks").glob("*")}
    assert len(texts) > 800
    assert [name for name, body in texts.items() if not can_open(body)] == []


TAGS = st.sampled_from(sorted(SOURCE_TAGS - {"x-frame"} | {"iframe"}))
ATTRIBUTES = st.sampled_from(
    ["", ' id="a"', ' lang="fr"', ' class="pullquote"', ' href="/x/"', ' src="/media/a.png"', ' cite="/x"']
)
SOURCES = st.recursive(
    st.text(alphabet="ab <&\n\xa0", max_size=6).map(escaping.escape),
    lambda inner: st.builds(
        lambda tag, attrs, inside: f"<{tag}{attrs}>{''.join(inside)}</{tag}>",
        TAGS,
        ATTRIBUTES,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SOURCES, max_size=4).map("".join))
@example("<p>" * 80 + "deep")
@example("<em><p>a</p></em><dl><dt><code>a</code></dl>")
def test_any_source_reads_the_same_or_is_not_opened(source):
    assert not can_open(source) or render_body(came_back(source)) == render_body(safe_source(source))
