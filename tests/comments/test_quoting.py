"""The words of a reply as a quotation."""

import pytest

from comments.markdown import render
from comments.models import Reply
from comments.quoting import MOST, added, quoted


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        ("One.\nTwo.\n\nThree.", "> One.\n> Two.\n>\n> Three.\n\n"),
        ("> She said so.\n\nDid she?", "> > She said so.\n>\n> Did she?\n\n"),
        ("```\na = 1\n\nb\n```", "> ```\n> a = 1\n>\n> b\n> ```\n\n"),
        ("مرحبا 👩‍👩‍👧", "> مرحبا 👩‍👩‍👧\n\n"),
    ],
)
def test_each_line_is_quoted(source, quotation):
    assert quoted(Reply(comment=source)) == quotation


def test_quotation_renders_as_one_and_the_answer_stands_outside():
    html = render(quoted(Reply(comment="One.\n\n- a\n- b")) + "No.")
    assert html.count("<blockquote") == 1
    assert html.endswith('</blockquote>\n<p dir="auto">No.</p>')


def test_long_reply_is_cut_short():
    quotation = quoted(Reply(comment="word " * 4000))
    assert len(quotation) <= MOST + 4
    assert quotation.endswith("…\n\n")


def test_imported_reply_is_quoted_as_text():
    html = "<p>One &amp; <em>two</em><br>three</p><blockquote><p>four</p></blockquote>"
    assert quoted(Reply(import_ref="wp:1", body_html=html)) == "> One & two\n> three\n>\n> four\n\n"


def test_quotation_comes_after_what_was_typed():
    assert added("First.\n", "> q\n\n") == "First.\n\n> q\n\n"
    assert added("  \n", "> q\n\n") == "> q\n\n"
