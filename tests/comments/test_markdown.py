"""What readers write, made safe."""

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import markdown
from comments.markdown import from_import, render


@given(st.text(st.sampled_from("ab é漢\u200b\u2003\u3000\x85\x9f'\":/.&<>;\n\t\xa0"), max_size=12))
def test_plain_words_of_an_import_come_out_as_the_long_way_brings_them(text):
    short = from_import(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "PLAIN_WORDS", re.compile("(?!)"))
        assert from_import(text) == short


def test_line_breaks_and_paragraphs_are_kept():
    assert render("one\ntwo\n\nthree") == '<p dir="auto">one<br>\ntwo</p>\n<p dir="auto">three</p>'


def test_emphasis_quotes_lists_and_code():
    html = render("*so* **much** ~~less~~ `x`\n\n> quoted\n\n- one\n\n```\na < b\n```")
    for piece in ("<em>so</em>", "<strong>much</strong>", "<s>less</s>", "<blockquote", "<li", "a &lt; b"):
        assert piece in html


@pytest.mark.parametrize("text", ["*so*", "_so_"])
def test_emphasis_is_written_with_stars_or_strokes(text):
    assert "<em>so</em>" in render(text)


def test_lists_keep_their_order_and_depth():
    assert render("3. three\n4. four").startswith('<ol start="3" dir="auto">')
    assert render("- a\n  - b").count("<ul") == 2


def test_quotation_holds_whatever_a_reply_holds():
    html = render("> so *much*\n> > inner\n\nanswer")
    assert html.count("<blockquote") == 2
    assert html.endswith('<p dir="auto">answer</p>')


@pytest.mark.parametrize(
    "text", ["https://example.org/?a=1&b=2", "(see https://example.org/a_(b))", "<https://example.org>"]
)
def test_bare_address_is_a_link(text):
    assert '<a href="https://example.org' in render(text)


def test_code_holds_no_links_and_no_emphasis():
    assert render("`https://a.example *x*`") == '<p dir="auto"><code>https://a.example *x*</code></p>'


def test_links_say_that_a_reader_set_them():
    html = render("see https://example.org/a_b and [this](http://example.org/)")
    assert html.count('rel="ugc nofollow"') == 2
    assert 'href="https://example.org/a_b"' in html


@pytest.mark.parametrize(
    "text", ["# 1", "a\n===", "---", "[x]: http://y.example", "    four spaces", "<b>bold</b>"]
)
def test_nothing_typed_disappears(text):
    words = unescape(re.sub(r"</?(p|br|a)\b[^>]*>", "", render(text)))
    assert words.split() == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![x](https://a.example/x.png)",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "<img src=x onerror=alert(1)>",
        '[x](https://a.example "onmouseover=alert(1)")',
    ],
)
def test_nothing_unsafe_comes_through(text):
    tags = "".join(re.findall(r"<[^>]*>", render(text) + from_import(text)))
    assert not re.search(r"script|<img|data:|on\w+=", tags)


@given(st.text())
def test_any_text_renders_to_allowed_tags_only(text):
    tags = set(re.findall(r"</?([a-z0-9]+)", render(text) + from_import(text)))
    assert tags <= {"p", "br", "em", "strong", "del", "s", "a", "blockquote", "ul", "ol", "li", "code", "pre"}


HOSTILE = [
    *"* _ [ > ` & ( \\".split(),
    *["*a **a ", "**_", "*\u200b", "`a", "![", "[a](", "[[a]]", "](", "<a href=", "&#"],
    *["://", "http://a.", "http://a.b/ ", "<http://a>", "http://a.b/("],
    *["> ", "- ", "\n- ", "- > ", "a\n", "~~~\n", "\u0301", "\u200d"],
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_is_rendered_quickly(piece):
    """What grew with the square of its length would take minutes."""
    started = time.process_time()
    render(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 5


def test_imported_comment_keeps_paragraphs_and_tags():
    html = from_import("Hello <b>there</b>\nsecond\r\n\r\n<i>third</i>")
    assert html == '<p dir="auto">Hello <strong>there</strong><br>second</p><p dir="auto"><em>third</em></p>'


def test_imported_comment_gets_links_for_bare_addresses_once():
    html = from_import('http://a.example/?x=1&amp;y=2 and <a href="http://b.example/">http://b.example/</a>')
    assert html.count("<a ") == 2
    assert 'href="http://a.example/?x=1&amp;y=2"' in html


def test_imported_quotation_stands_as_a_block():
    html = from_import("before<blockquote>one\n\ntwo</blockquote>after")
    assert html.count("<p ") == 4
    assert "</p><blockquote><p" in html
