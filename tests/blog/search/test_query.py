"""What a reader means."""

import pytest

from blog.search.query import MOST_TERMS, Query, Term, looser, parse


def test_last_word_may_be_unfinished():
    assert parse("old harb").terms == (Term(("old",)), Term(("harb",), is_beginning=True))


def test_quoted_words_stand_side_by_side():
    assert parse("“the old harbour”").terms == (Term(("the", "old", "harbour")),)


def test_word_with_apostrophe_is_two_words_side_by_side():
    assert parse("o'brien came").terms[0] == Term(("o", "brien"))


def test_word_after_minus_is_not_wanted():
    query = parse("harbour -boat")
    assert query.terms == (Term(("harbour",), is_beginning=True),)
    assert query.excluded == (Term(("boat",)),)


def test_query_of_unwanted_words_alone_asks_for_them():
    assert parse("-boat").terms
    assert not parse("-boat").excluded


def test_text_without_spaces_is_pairs_side_by_side():
    assert parse("人権宣言").terms == (Term(("人権", "権宣", "宣言"), is_beginning=True),)


def test_single_ideograph_may_begin_a_pair():
    assert parse("人 x").terms[0] == Term(("人",), is_beginning=True)


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "-", "***", "😀", "\x00", "!!! ((( ~~~", '"-" -"'])
def test_query_without_words_is_empty(text):
    assert not parse(text)


def test_only_so_much_of_a_query_counts():
    assert len(parse("word " * 5_000).terms) == 2
    assert len(parse(" ".join(f"w{number}" for number in range(500))).terms) <= MOST_TERMS


def test_looser_readings_go_from_beginnings_to_any_word():
    readings = list(looser(parse("quiet harbour boats")))
    assert all(term.is_beginning for term in readings[0].terms)
    assert [reading.any_term for reading in readings] == [False, True]


def test_single_word_has_no_looser_reading():
    assert list(looser(parse("harbour"))) == []
    assert not Query(())
