"""What a word is, in any script."""

import random

import pytest

from blog.words import LONGEST, composed, words
from blog.words import folded as folded_for_index


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


LETTERS = [
    *"abC++##  '-—“”é漢字ﬁ½ﷺ\u0301\u0366\u05b2\u200d\x00\x01\x02\x03ßİ한국ภา😀",
    *map(chr, range(0x80, 0x3100, 7)),
]


@pytest.mark.parametrize("seed", range(3))
def test_words_for_the_index_are_the_same_in_any_mixture(seed):
    dice = random.Random(seed)  # noqa: S311
    for _ in range(1500):
        text = "".join(dice.choices(LETTERS[:44] if dice.random() < 0.7 else LETTERS, k=dice.randint(1, 40)))
        assert folded_for_index(text) == folded(text), ascii(text)


@pytest.mark.parametrize("letter", ["x", "é"])
def test_endless_word_with_a_sign_is_cut_before_the_sign(letter):
    assert folded_for_index(f"{letter * 70}++ {letter}#") == folded(f"{letter * 70}++ {letter}#")
