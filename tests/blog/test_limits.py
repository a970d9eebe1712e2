"""Counting attempts, in all processes alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from blog import limits
from blog.models import Attempt

THREE = (3, 60)


def tried(times, key="198.51.100.1", scope="reply", limit=THREE):
    return [limits.allow(scope, key, limit) for _ in range(times)]


@pytest.mark.django_db
def test_attempts_within_the_limit_are_allowed_and_the_next_is_not():
    assert tried(4) == [True, True, True, False]
    assert limits.is_exhausted("reply", "198.51.100.1", THREE)


@pytest.mark.django_db
def test_another_key_and_another_scope_count_apart():
    tried(3)
    assert tried(1, key="198.51.100.2") == tried(1, scope="login") == [True]


@pytest.mark.django_db
def test_no_limit_counts_nothing():
    assert all(tried(50, limit=(0, 0)))
    assert not Attempt.objects.exists()


@pytest.mark.django_db
def test_attempts_are_allowed_again_when_the_time_is_over():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert tried(4)[-1] is False
        assert limits.minutes_left("reply", "198.51.100.1") == 1
        clock.shift(timedelta(seconds=61))
        assert not limits.is_exhausted("reply", "198.51.100.1", THREE)
        assert tried(4) == [True, True, True, False]


@pytest.mark.django_db
def test_reset_forgets_the_attempts():
    tried(4)
    limits.reset("reply", "198.51.100.1")
    assert tried(1) == [True]


@pytest.mark.django_db
def test_no_address_is_kept():
    tried(1)
    assert "198.51" not in str(Attempt.objects.values_list())


@pytest.mark.django_db
def test_purge_removes_only_what_is_over():
    tried(1, limit=(1, 60))
    tried(1, key="later", limit=(1, 600))
    with time_machine.travel(timezone.now() + timedelta(seconds=120)):
        assert limits.purge() == 1
    assert Attempt.objects.count() == 1


def both(first=THREE, second=THREE, key="198.51.100.1", article="7"):
    return limits.allow_both(("reply", "article"), (key, article), (first, second))


@pytest.mark.django_db
def test_two_limits_are_counted_together_and_the_second_only_within_the_first():
    assert [both(second=(5, 60)) for _ in range(4)] == [[True, True]] * 3 + [[False]]
    others = [both(key="198.51.100.2", second=(5, 60)) for _ in range(3)]
    assert others == [[True, True]] * 2 + [[True, False]]


@pytest.mark.django_db
def test_two_limits_begin_anew_each_in_its_own_time():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [both((1, 60), (3, 600)) for _ in range(2)] == [[True, True], [False]]
        clock.shift(timedelta(seconds=61))
        assert both((1, 60), (3, 600)) == [True, True]
        clock.shift(timedelta(seconds=61))
        assert both((1, 60), (2, 600)) == [True, False]


@pytest.mark.django_db(transaction=True)
def test_flood_of_one_network_is_counted_to_the_article_as_far_as_it_was_let_in():
    def attempt(_number):
        try:
            return both((10, 60), (100, 60)) == [True, True]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(60))) == 10
    assert sorted(Attempt.objects.values_list("count", flat=True)) == [10, 60]


@pytest.mark.django_db(transaction=True)
def test_parallel_attempts_are_counted_exactly():
    def attempt(_number):
        try:
            return limits.allow("reply", "crowd", (10, 60))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(40))) == 10
    assert Attempt.objects.get().count == 40
