"""Sources whose numbers, texts and threads do not fit together: all of it is accounted for, as foretold."""

import random
import re
import sqlite3

import pytest
from django.db import transaction

from comments.models import Reply
from tests.factories import make_post
from tests.wordpress.debates.sources import disqus_file, disqus_post, disqus_thread, isso_file, xtd_file
from tests.wordpress.mutations import VALUES, escaped, mutated
from wordpress.debates.importing import import_debate
from wordpress.debates.isso import NO_UTF8
from wordpress.debates.sources import source_at
from wordpress.ledger import Ledger

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r'dsq:id="(\d*)"')
RAW = [*VALUES, b"\xff\xfe", b"", 7, -3, 1e300, 2**62, "x\0y"]
TABLES = {"isso": ("comments",), "xtd": ("django_comments", "django_comments_xtd_xtdcomment")}


@pytest.fixture
def articles():
    return [make_post("One", slug="one"), make_post("Two", slug="two")]


def brought(path, *, write=True, moved=None):
    ledger = Ledger("a debate", [str(path)])
    import_debate(source_at(str(path)), ledger, write=write, moved=moved)
    return ledger


def odd_disqus(folder, articles, chance):
    links = [*(post.get_absolute_url() for post in articles), "/none/"]
    parts = [disqus_thread(number, link) for number, link in enumerate(links, 1)]
    parts += [
        disqus_post(number, chance.choice([1, 1, 2, 3]), chance.choice([0, number - 1, number, number + 1]))
        for number in range(1, 12)
    ]
    path = disqus_file(folder, *parts)
    text = mutated(path.read_text(), chance)
    place = chance.choice(list(NUMBER.finditer(text)))
    path.write_text(
        text[: place.start(1)] + escaped(chance.choice([place[1], *VALUES])) + text[place.end(1) :]
    )
    return path


def odd_isso(folder, articles, chance):
    threads = [(number, post.get_absolute_url()) for number, post in enumerate(articles, 1)]
    remarks = [
        {
            "tid": chance.choice([1, 2, 3]),
            "parent": chance.choice([None, number, number + 1]),
            "text": "*Yes*",
        }
        for number in range(1, 9)
    ]
    return spoilt(isso_file(folder, threads, remarks), "isso", chance)


def odd_xtd(folder, _articles, chance):
    return spoilt(xtd_file(folder), "xtd", chance)


def spoilt(path, kind, chance):
    """Some columns hold what no program of that name would write; SQLite takes it."""
    with sqlite3.connect(path) as database:
        for _again in range(chance.choice([1, 2, 4])):
            table = chance.choice(TABLES[kind])
            column = chance.choice([row[1] for row in database.execute(f"PRAGMA table_info({table})")])
            values = (chance.choice(RAW), chance.randint(1, 8))
            database.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", values)  # noqa: S608
    return path


@pytest.mark.parametrize("odd", [odd_disqus, odd_isso, odd_xtd])
@pytest.mark.parametrize("seed", range(8))
def test_odd_source_does_what_its_look_said(seed, odd, articles, tmp_path, client):
    path = odd(tmp_path, articles, random.Random(seed))  # noqa: S311
    moved = {f"{kind}.{number}": articles[0].get_absolute_url() for kind in (7, 8) for number in (1, 9)}
    with transaction.atomic():
        looked, came = brought(path, write=False, moved=moved), brought(path, moved=moved)
    assert came.is_even
    assert looked.counts == came.counts
    for post in articles:
        assert client.get(post.get_absolute_url()).status_code == 200


def test_answer_to_another_thread_answers_its_own_article(articles, tmp_path):
    one, two = articles
    threads = [disqus_thread(1, one.get_absolute_url()), disqus_thread(2, two.get_absolute_url())]
    path = disqus_file(tmp_path, *threads, disqus_post(11, 1, parent=12), disqus_post(12, 2))
    ledger = brought(path)
    assert ledger.is_even
    places = Reply.objects.order_by("legacy_id").values_list("legacy_id", "post", "depth")
    assert list(places) == [(11, one.pk, 0), (12, two.pk, 0)]


def test_second_remark_of_a_number_changes_nothing_under_another_article(articles, tmp_path):
    one, two = articles
    threads = [disqus_thread(1, one.get_absolute_url()), disqus_thread(2, two.get_absolute_url())]
    first, second = disqus_post(11, 1, message="First"), disqus_post(11, 2, message="Second")
    ledger = brought(disqus_file(tmp_path, *threads, first, second))
    assert ledger.is_even
    assert [(reply.post_id, reply.comment) for reply in Reply.objects.all()] == [(one.pk, "First")]


def test_one_word_that_is_no_utf8_costs_no_debate(articles, tmp_path):
    path = isso_file(tmp_path, [(1, articles[0].get_absolute_url())], [{"tid": 1, "text": "a"}] * 2)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE comments SET text = CAST(? AS TEXT) WHERE id = 1", (b"caf\xe9",))
    ledger = brought(path)
    assert {reply.comment for reply in Reply.objects.all()} == {"caf�", "a"}
    assert ledger.mended == [NO_UTF8]
