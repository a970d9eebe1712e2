"""What a word is, in any script."""

import pytest

from blog.search.words import LONGEST, composed, words
from blog.search.words import folded as folded_for_index


def folded(text):
    return [word.folded for word in words(composed(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café ÉTUDE", ["cafe", "etude"]),
        ("Cafe\u0301", ["cafe"]),
        ("İstanbul Irak ısı", ["istanbul", "irak", "isi"]),
        ("Straße, Łódź", ["strasse", "lodz"]),
        ("ОБЪЁМ", ["объем"]),
        ("مُحَمَّد الإعلان", ["محمد", "الاعلان"]),
        ("می\u200cخواهم", ["ميخواهم"]),
        ("मानव अधिकारों", ["मानव", "अधिकारों"]),
        ("o'brien a-b", ["o", "brien", "a", "b"]),
        ("C++ and C#, F♯", ["c++", "and", "c#", "f"]),
        ("人権宣言", ["人権", "権宣", "宣言", "言"]),
        ("Python入門", ["python", "入門", "門"]),
        ("ﬁne ２０２６", ["fine", "2026"]),
        ("😀 — … \x00 '", []),
    ],
)
def test_words_are_folded(text, expected):
    assert folded(text) == expected


def test_places_are_those_of_the_text():
    text = composed("Über die Cafe\u0301s")
    assert [text[word.start : word.end] for word in words(text)] == ["Über", "die", "Cafés"]


def test_endless_word_is_cut():
    assert folded("x" * 10_000) == ["x" * LONGEST]


@pytest.mark.parametrize(
    "text",
    [
        "C++ and C# and a-b_c",
        "Ørsted’s café,\u00a0naïve\u200bly «bread»",
        "مَرْفَأ ۱۲۳ 東京タワー ภาษาไทย",
        "e\u0301tude \u0301alone",
        "x" * 200 + " y",
        "a\x1cb\x85c\u2028d\u3000e",
    ],
)
def test_words_for_the_index_are_the_same(text):
    assert list(folded_for_index(text)) == [word.folded for word in words(composed(text))]
