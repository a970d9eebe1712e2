"""Texts made ready by other processes: the same texts, whatever becomes of those processes."""

import os
import signal
from datetime import UTC
from multiprocessing import connection

import pytest

from blog.models import Post, Tag
from tests.wordpress import exports
from wordpress.importing import hands as module
from wordpress.importing.hands import Hands
from wordpress.importing.run import Run
from wordpress.importing.spool import Reading, Spools, Stage
from wordpress.importing.texts import made
from wordpress.ledger import Ledger, Outcome
from wordpress.reader import Export

MANY = 12
TEXT = "Words of <em>number {n}</em>.\n\n[caption]<img src='/wp-content/uploads/{n}.jpg'> Quay[/caption]"


def items():
    return [exports.item(n, content=TEXT.format(n=n), slug=f"post-{n}") for n in range(1, MANY + 1)]


@pytest.fixture
def run(tmp_path):
    """A run whose export is read."""
    with Spools() as spools:
        reading = Reading(0, spools)
        Export.open(exports.write(tmp_path, *items()), reading)
        reading.end()
        spool = reading.spool
        yield Run(spool.source, Ledger("", []), spool.scratch, UTC, spool=spool)


@pytest.fixture
def entries(run):
    return {entry.n: entry.item for entry in run.spool.items(Stage.ARTICLE)}


@pytest.fixture
def hands(run, monkeypatch):
    monkeypatch.setattr(module, "spare", lambda: 2)
    with Hands.fetched(module.WORTH_IT) as hands:
        hands.begin(run)
        yield hands
    assert not hands.helpers


def texts(run, entries):
    return {n: made(item, run) for n, item in entries.items()}


def by_others(hands, asked):
    """Wait until the other processes have made all of them."""
    while len(hands.come) < len(asked.numbers):
        assert hands._receive(60)


def nobody(n):
    raise AssertionError(f"text {n} was to be made by others")


def test_others_make_the_same(run, entries, hands):
    asked = hands.ask([*entries])
    by_others(hands, asked)
    assert hands.collect(asked, nobody) == texts(run, entries)


def test_what_is_needed_next_is_asked_before(run, entries, hands):
    numbers = [*entries]
    first, second = hands.ask(numbers[:6]), hands.ask(numbers[6:])
    found = hands.collect(first, lambda n: made(entries[n], run))
    third = hands.ask(numbers[:2])
    found |= hands.collect(second, lambda n: made(entries[n], run))
    assert found == texts(run, entries)
    assert hands.collect(third, lambda n: made(entries[n], run)).keys() == set(numbers[:2])
    assert hands.come == {}


def test_killed_ones_are_done_without(run, entries, hands):
    os.kill(hands.helpers[0].process.pid, signal.SIGKILL)
    asked = hands.ask([*entries])
    os.kill(hands.helpers[-1].process.pid, signal.SIGKILL)
    connection.wait([helper.process.sentinel for helper in hands.helpers])
    assert hands.collect(asked, lambda n: made(entries[n], run)) == texts(run, entries)
    assert hands.helpers == []


def test_stopped_ones_are_not_waited_for(run, entries, hands, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    asked = hands.ask([*entries])
    for helper in hands.helpers:
        os.kill(helper.process.pid, signal.SIGSTOP)
    assert hands.collect(asked, lambda n: made(entries[n], run)) == texts(run, entries)


def test_what_fails_there_is_made_here(run, entries, monkeypatch):
    here = os.getpid()

    def failing(item, ground):
        if os.getpid() != here:
            Post.everything.count()
        return made(item, ground)

    monkeypatch.setattr(module, "made", failing)
    monkeypatch.setattr(module, "spare", lambda: 1)
    with Hands.fetched(module.WORTH_IT) as hands:
        hands.begin(run)
        asked = hands.ask([*entries])
        by_others(hands, asked)
        assert set(hands.come.values()) == {None}
        assert hands.collect(asked, lambda n: made(entries[n], run)) == texts(run, entries)


def test_none_is_started_beside_a_thread_or_on_one_core(monkeypatch):
    monkeypatch.setattr(module.threading, "active_count", lambda: 2)
    assert module.spare() == 0
    monkeypatch.setattr(module.threading, "active_count", lambda: 1)
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda pid: {0})
    assert module.spare() == 0
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda pid: {*range(16)})
    assert module.spare() == module.MOST


def test_import_with_other_hands_is_the_same(bring_in, monkeypatch):
    monkeypatch.setattr(module, "spare", lambda: 1)
    monkeypatch.setattr(module, "WORTH_IT", 1)
    assert bring_in(*items()).is_even
    shown = {post.legacy_id: post.body_html for post in Post.objects.all()}
    Post.everything.all().delete()
    monkeypatch.setattr(module, "spare", lambda: 0)
    assert bring_in(*items()).is_even
    assert shown == {post.legacy_id: post.body_html for post in Post.objects.all()}
    assert len(shown) == MANY


def test_import_again_asks_for_nothing(bring_in, monkeypatch):
    bring_in(*items())
    monkeypatch.setattr(module, "spare", lambda: 1)
    monkeypatch.setattr(module, "WORTH_IT", 1)
    asked = []
    ask = Hands.ask
    monkeypatch.setattr(Hands, "ask", lambda self, numbers: asked.append(numbers) or ask(self, numbers))
    assert bring_in(*items()).counts["post"][Outcome.UNCHANGED] == MANY
    assert asked == [[]]


@pytest.fixture
def asked_of(bring_in, monkeypatch):
    """What is asked of other processes while these items come in, and how many tags there were by then."""

    def bring(*items):
        asked, ask = [], Hands.ask
        monkeypatch.setattr(module, "spare", lambda: 1)
        monkeypatch.setattr(module, "WORTH_IT", 1)

        def noting(self, numbers):
            asked.append((list(numbers), Tag.objects.count()))
            return ask(self, numbers)

        monkeypatch.setattr(Hands, "ask", noting)
        bring_in(*items)
        return asked

    return bring


def test_what_takes_longest_is_begun_first(asked_of):
    lengths = (20, 400, 3)
    some = (exports.item(n, content="word " * many, slug=f"post-{n}") for n, many in enumerate(lengths, 1))
    ((numbers, _tags),) = asked_of(*some)
    assert numbers == [2, 1, 3]


def test_texts_are_asked_for_before_terms_unless_they_may_show_files(asked_of):
    tagged = exports.item(1, exports.term("post_tag", "harbour", "Harbour"), slug="post-1")
    assert [tags for _numbers, tags in asked_of(tagged)] == [0]
    tagged = exports.item(2, exports.term("post_tag", "quay", "Quay"), slug="post-2")
    assert [
        tags for _numbers, tags in asked_of(tagged, exports.attachment(3, "https://old.example.org/a.pdf"))
    ] == [2]
