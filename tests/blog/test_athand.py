"""What every page shows is asked for once, until it changes."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.athand import AtHand
from blog.menu import HEADER, Menus
from blog.models import Category, MenuItem, Publication
from blog.models.publication import forget
from blog.pagecache import everything_changed, house
from blog.pagecache.recording import recording
from tests.factories import make_category, make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_map(settings, tmp_path):
    """A process that another test killed may have announced changes in the map of all tests."""
    settings.DATA_DIR = tmp_path
    house.HOUSE.close()
    yield
    house.HOUSE.close()


@pytest.fixture
def names():
    return AtHand(lambda: tuple(Category.objects.order_by("name").values_list("name", flat=True)))


def asked(names):
    with CaptureQueriesContext(connection) as queries:
        found = names()
    return found, len(queries)


def test_asked_for_again_only_after_a_change(names):
    harbour = make_category("Harbour")
    assert names() == ("Harbour",)
    assert asked(names) == (("Harbour",), 0)
    make_post("Something else")
    assert names() == ("Harbour",)
    Category.objects.filter(pk=harbour.pk).update(name="Pier")
    assert names() == ("Pier",)
    assert asked(names)[1] == 0
    everything_changed()
    assert asked(names)[1] > 0


def test_a_transaction_sees_its_own_changes_and_leaves_nothing_of_them(names):
    make_category("Harbour")
    assert names() == ("Harbour",)
    with transaction.atomic():
        make_category("Pier")
        assert names() == ("Harbour", "Pier")
        transaction.set_rollback(True)
    assert names() == ("Harbour",)


def test_a_change_while_it_is_read_is_not_missed():
    def read():
        found = tuple(Category.objects.values_list("name", flat=True))
        if not found:
            make_category("Harbour")
        return found

    names = AtHand(read)
    assert names() == ()
    assert names() == ("Harbour",)


def test_a_page_depends_on_what_it_was_read_from(names):
    make_category("Harbour")
    told = []
    for _ in range(2):
        with recording() as recorder:
            names()
        told.append(recorder.things)
    assert told[0] == told[1]
    assert "any:blog_category" in told[1]


def test_publication_is_asked_for_once_and_handed_out_anew():
    for _ in range(2):  # the first time makes the row
        Publication.current()
        forget()
    with CaptureQueriesContext(connection) as queries:
        first = Publication.current()
        forget()
        second = Publication.current()
    assert not queries.captured_queries
    assert first == second
    assert first is not second
    first.name = "Typed, not saved"
    forget()
    assert Publication.current().name == second.name
    Publication.objects.filter(pk=1).update(name="The Pier")
    forget()
    assert Publication.current().name == "The Pier"


def test_an_article_that_falls_due_comes_into_the_menu():
    post = make_post("To come", publish_at=timezone.now() + timedelta(hours=1))
    now = make_post("Here")
    for each in (post, now):
        MenuItem.objects.create(place=HEADER, post=each)
    labels = lambda: [line.label for line in Menus.current().lines[HEADER]]  # noqa: E731
    assert labels() == ["Here"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert labels() == ["To come", "Here"]
