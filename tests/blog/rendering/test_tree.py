"""The small tree: the quick reading of what nh3 wrote says what a patient parser says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from blog.rendering.allowlist import clean_result
from blog.rendering.body import media_sources, render_body, render_new
from blog.rendering.tree import Builder, _Tolerant, parse, serialise

PIECES = st.sampled_from(
    [
        *["<p>", "</p>", "<em>", "</em>", "<br>", "<hr>", "<ul><li>", "</li></ul>", "<pre>\n", "</pre>"],
        *['<a href="https://x.example/?a=1&b=2">', "</a>", '<img src="/a.jpg" alt="a > b">', "<td>"],
        *["<h2 id=x>"],
        *["&amp;", "&lt;b&gt;", "&nbsp;", "&", "<", ">", '"', "'", "\xa0", "words "],
        *["<!-- no -->", "<script>"],
    ]
)


def patiently(html):
    builder = Builder()
    parser = _Tolerant(builder)
    parser.feed(html)
    parser.close()
    return serialise(builder.open[0].children)


@given(st.lists(PIECES).map("".join))
@settings(deadline=None)
def test_quick_reading_says_the_same_as_a_patient_one(html):
    cleaned = clean_result(html)
    assert serialise(parse(cleaned).children) == patiently(cleaned)


@given(st.lists(PIECES).map("".join))
@settings(max_examples=50, deadline=None)
def test_what_was_rendered_is_left_as_it_is(html):
    rendered = render_body(html)
    assert render_body(rendered) == rendered
    assert render_new(html)[:2] == (rendered, media_sources(html))
