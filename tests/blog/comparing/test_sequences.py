"""Stretches are the whole of both sequences, and found quickly however alike or unlike they are."""

import random
import time

import pytest

from blog.comparing.sequences import stretches

NUMBER = 20_000


def rebuilt(a, b):
    """Both sequences put together again from their stretches; equal ones have to be."""
    parts = stretches(a, b)
    assert all(a[i:j] == b[k:m] and j > i for is_equal, i, j, k, m in parts if is_equal)
    return [x for part in parts for x in a[part[1] : part[2]]], [
        x for part in parts for x in b[part[3] : part[4]]
    ]


def test_stretches_hold_everything_once_and_in_order():
    dice = random.Random(4)  # noqa: S311
    for _ in range(400):
        sides = dice.randint(1, 9)
        a, b = ([dice.randint(0, sides) for _ in range(dice.randint(0, 90))] for _ in "ab")
        assert rebuilt(a, b) == (a, b)


def test_one_word_more_is_one_stretch():
    words = "the tide was late that day".split()
    assert stretches(words, [*words[:2], "not", *words[2:]]) == [
        (True, 0, 2, 0, 2),
        (False, 2, 2, 2, 3),
        (True, 2, 6, 3, 7),
    ]


@pytest.mark.parametrize("kinds", [2, 40, 5_000])
def test_long_sequences_with_nothing_in_order_take_little_time(kinds):
    dice = random.Random(kinds)  # noqa: S311
    a, b = ([dice.randrange(kinds) for _ in range(NUMBER)] for _ in "ab")
    began = time.process_time()
    assert rebuilt(a, b) == (a, b)
    assert time.process_time() - began < 2
