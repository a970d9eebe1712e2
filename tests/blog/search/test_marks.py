"""Showing where the words were found."""

from blog.search.marks import EXTRACT, extract, marked
from blog.search.query import parse


def test_found_words_are_marked_as_they_are_written():
    assert marked("In the Café by the harbour", parse("cafe harb")) == (
        "In the <mark>Café</mark> by the <mark>harbour</mark>"
    )


def test_everything_else_is_escaped():
    assert marked("<b>tide</b> & <mark>", parse("tide")) == (
        "&lt;b&gt;<mark>tide</mark>&lt;/b&gt; &amp; &lt;mark&gt;"
    )


def test_phrase_is_marked_only_where_its_words_stand_together():
    assert marked("old boats, old harbour", parse('"old harbour"')) == "old boats, <mark>old harbour</mark>"


def test_run_without_spaces_is_marked_as_one():
    assert marked("世界人権宣言について", parse("人権宣言")) == "世界<mark>人権宣言</mark>について"


def test_single_ideograph_is_marked_alone():
    assert marked("世界人権", parse("界")) == "世<mark>界</mark>人権"


def test_extract_shows_the_place_with_most_terms():
    text = "boat " + "word " * 200 + "a quiet boat in the quiet harbour " + "word " * 200
    shown = extract(text, parse("quiet boat harbour"))
    assert "<mark>quiet</mark> <mark>boat</mark> in the <mark>quiet</mark> <mark>harbour</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_extract_stays_short_without_spaces():
    assert len(extract("海" * 5_000 + "人権" + "海" * 5_000, parse("人権"))) < EXTRACT + 40


def test_extract_is_empty_where_nothing_is_found():
    assert extract("nothing here", parse("harbour")) == ""
