"""The menu: what somebody has chosen, else the first top categories."""

import pytest

from blog.menu import menu_lines
from blog.models import MenuItem, Publication
from tests.factories import make_category, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication(db):
    return Publication.current()


def lines():
    return [(line.label, line.address) for line in menu_lines("/")][:-1]


def test_top_categories_stand_until_somebody_chooses():
    for position in range(9):
        make_category(f"Subject {position}", slug=f"subject-{position}", position=9 - position)
    make_category("Below", parent=make_category("Last", position=99))
    assert lines()[0] == ("Subject 8", "/category/subject-8/")
    assert len(lines()) == 7


def test_chosen_lines_stand_in_their_order_with_their_own_labels():
    category, page = make_category("Ports", slug="ports"), make_page("About us", slug="about")
    MenuItem.objects.create(publication_id=1, position=3, url="https://radio.example/", label="Radio")
    MenuItem.objects.create(publication_id=1, position=1, page=page)
    MenuItem.objects.create(publication_id=1, position=2, category=category, label="Harbours")
    assert lines() == [
        ("About us", "/about/"),
        ("Harbours", "/category/ports/"),
        ("Radio", "https://radio.example/"),
    ]


def test_menu_is_one_query(django_assert_num_queries):
    make_category("Ports")
    with django_assert_num_queries(1):
        lines()
