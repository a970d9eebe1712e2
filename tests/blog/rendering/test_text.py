"""Words out of HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.rendering import (
    Heading,
    contents,
    excerpt,
    plain_text,
    reading_minutes,
    render_body,
    text_direction,
)


def test_plain_text_puts_each_block_on_its_line():
    html = "<h2>A</h2><p>b <em>c</em><br>d</p><ul><li>e</li><li>f</li></ul>"
    html += "<table><tr><td>g</td><td>h</td></tr></table>"
    assert plain_text(html).split("\n") == ["A", "b c", "d", "e", "f", "g h"]


def test_plain_text_decodes_and_leaves_scripts_out():
    assert plain_text("<p>a &amp; b&nbsp;c</p><script>x()</script><style>y</style>") == "a & b c"


def test_plain_text_of_a_card_is_its_title():
    html = render_body('<p>a</p><p><a href="https://radio.example/a.mp3">Listen to Ines</a></p>')
    assert plain_text(html) == "a\nListen to Ines"


def test_excerpt_is_cut_between_words():
    assert excerpt("<p>one two, three</p><p>four</p>", words=2) == "one two…"
    assert excerpt("<p>one two</p>", words=2) == "one two"


def test_excerpt_is_of_the_running_text():
    html = "<h2>Title</h2><figure><img src='/a.jpg' alt=''><figcaption>Cap</figcaption></figure><p>Text</p>"
    assert excerpt(html) == "Text"
    assert excerpt("<h2>Only a title</h2>") == "Only a title"


def test_excerpt_counts_characters_where_words_have_no_spaces():
    assert excerpt("<p>" + "港" * 200 + "</p>", words=55) == "港" * 110 + "…"


@given(st.text(max_size=200), st.integers(1, 30))
def test_excerpt_and_plain_text_never_fail(text, words):
    assert len(excerpt(text, words).split()) <= words
    assert "\n\n" not in plain_text(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 1), ("word " * 230, 1), ("word " * 1400, 6), ("港" * 1500, 3), ("港" * 500 + " word" * 230, 2)],
)
def test_reading_minutes_count_words_and_characters(text, minutes):
    assert reading_minutes(text) == minutes


def test_contents_are_the_headings_with_ids():
    html = render_body("<h2>Über <em>uns</em></h2><p>a</p><h3>B &amp; C</h3>")
    assert contents(html) == [Heading(2, "über-uns", "Über uns"), Heading(3, "b-c", "B & C")]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa_IR", "rtl"), ("ur", "rtl"), ("az-Arab", "rtl"),
     ("en-GB", "ltr"), ("", "ltr"), ("ks-Deva", "ltr"), ("ar-Latn", "ltr"), ("fr-DZ", "ltr")],
)  # fmt: skip
def test_text_direction_follows_language_and_script(language, direction):
    assert text_direction(language) == direction
