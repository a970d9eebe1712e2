"""Which tests run again on PostgreSQL: whatever asks the database something that the two could answer apart.

Left out is what only reads the page that came of it, or asks the same of the database over and over.
"""

import re

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
CASES = 2  # of one test's cases so many stand for all, unless they are about SQL
# Of these every case runs: searching, lists, trees, importing; and letters that databases disagree on.
EVERY_CASE = re.compile(r"/search/|/tree/|/models/|^tests/wordpress/|/test_(search_|posts|queue)")
LETTERS = re.compile(r"\\x00|\\ud[89a-f]|nul|surrogate|\\u0000", re.IGNORECASE)
# What is asked of rows here is asked by other tests, too; these look at the answer.
ONCE = (
    "tests/site/test_accessibility.py",
    "tests/site/test_imported_site.py",
    "tests/site/test_pages.py",
    "tests/site/test_hostile_input.py::test_pages_and_feeds_of_a_hostile_journal_hold_nothing_that_runs[own",
    "tests/site/test_hostile_input.py::test_cleaned_texts_hold_nothing_that_runs",
    "tests/site/test_hostile_addresses.py::test_odd_methods_are_answered_on_every_route",
    "tests/site/test_hostile_addresses.py::test_odd_headers_are_answered",
    "tests/site/test_hostile_addresses.py::test_odd_hosts_are_refused",
    "tests/site/test_hostile_addresses.py::test_raw_bytes_are_answered",
    "tests/site/test_forged_posts.py::test_no_address_of_the_newsroom_acts_for_those_it_is_not_for",
    "tests/site/test_security_headers.py",
    "tests/blog/views/test_headers.py",
    "tests/blog/views/test_markup.py",
    "tests/blog/admin/editor/test_bodyfield.py",
    "tests/blog/files/test_buckets.py",
    "tests/comments/mail/test_letters.py",
    "tests/operations/test_checks.py",
    "tests/operations/test_demo_debate.py",
    "tests/comments/screening/spam/test_learning_curve.py",
    "tests/wordpress/roundtrip/test_round_trip.py::test_wordpress_site_comes_back_as_it_was",
)
# Forms of the newsroom ask the database alike: of each file those that commit, and of the rest each third.
FORMS, SHARE = re.compile(r"^tests/(blog|comments)/admin/"), 3
# How often the database is asked is the same on both; but each searches in a way of its own.
COUNTING, OWN_WAY = "queries_of", "/search/"


def touches_database(item: pytest.Item) -> bool:
    """Whether the test uses the database, by mark or by fixture."""
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or names & DATABASE_FIXTURES)


def matters_to_postgresql(item: pytest.Item) -> bool:
    """Browser tests run once; those that matter to the database carry the mark `postgresql`."""
    if item.get_closest_marker("postgresql"):
        return True
    fixtures = {*getattr(item, "fixturenames", ())}
    is_counting = COUNTING in fixtures and OWN_WAY not in item.nodeid
    is_once = item.nodeid.startswith(ONCE) or is_counting or "browser" in fixtures
    return touches_database(item) and not is_once


def again_on_postgresql(items: list[pytest.Item]) -> list[pytest.Item]:
    """Those of the tests that run again, in their order."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in filter(matters_to_postgresql, items):
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = {item for name, all_of_one in cases.items() for item in standing_for(name, all_of_one)}
    chosen -= {*forms_alike([item for item in items if item in chosen])}
    return [item for item in items if item in chosen]


def forms_alike(items: list[pytest.Item]) -> list[pytest.Item]:
    """Those about forms for which others of their file stand."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        is_form = FORMS.search(item.nodeid) and not EVERY_CASE.search(item.nodeid)
        if is_form and not commits(item):
            files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    return [item for each in files.values() for place, item in enumerate(each) if place % SHARE]


def commits(item: pytest.Item) -> bool:
    """Whether it really commits, as tests of locks and races do."""
    mark = item.get_closest_marker("django_db")
    names = {*getattr(item, "fixturenames", ())}
    return bool(mark and mark.kwargs.get("transaction")) or "transactional_db" in names


def standing_for(name: str, items: list[pytest.Item]) -> list[pytest.Item]:
    """Of one test's cases the first, the last and some between, and those with letters of their own."""
    if len(items) <= CASES or EVERY_CASE.search(name):
        return items
    step = (len(items) - 1) / (CASES - 1)
    places = {round(number * step) for number in range(CASES)}
    return [item for place, item in enumerate(items) if place in places or LETTERS.search(item.nodeid)]
