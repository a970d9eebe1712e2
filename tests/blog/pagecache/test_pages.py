"""How many pages memory holds, and which go first."""

from blog.pagecache.pages import OVERHEAD, Answer, Page, Pages

ONE = 2 * (OVERHEAD + 60 + 1000)


def page():
    return Page(Answer("200 OK", [("Content-Type", "text/html")], b"x" * 1000), [5], 0, 1e12)


def key(number):
    return (f"/{number}/", "", "host", "http")


def test_pages_that_are_asked_for_stay_and_others_go():
    pages = Pages(most=8 * ONE)
    for number in range(7):
        pages.put(key(number), page(), is_odd=False)
        pages.found[key(0)].used += 1
    for number in range(7, 30):
        pages.put(key(number), page(), is_odd=False)
        pages.found[key(0)].used += 1
    assert key(0) in pages.found
    assert key(29) in pages.found
    assert len(pages.found) <= 7
    assert pages.held[False] <= 8 * ONE


def test_a_page_that_is_put_again_and_again_counts_once():
    pages = Pages(most=8 * ONE)
    for _ in range(1000):
        pages.put(key(1), page(), is_odd=False)
    assert len(pages.found) == len(pages.queues[False]) == 1
    assert pages.held[False] == pages.found[key(1)].size * 2


def test_odd_addresses_have_a_small_part_of_their_own():
    pages = Pages(most=16 * ONE)
    pages.put(key(1), page(), is_odd=False)
    for number in range(2, 50):
        pages.put(key(number), page(), is_odd=True)
    assert key(1) in pages.found
    assert pages.held[True] <= 2 * ONE


def test_a_page_larger_than_all_room_is_not_kept():
    pages = Pages(most=100)
    pages.put(key(1), page(), is_odd=False)
    assert pages.found == {}
