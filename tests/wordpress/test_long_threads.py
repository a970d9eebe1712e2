"""Very long threads come in part by part: who writes on the site waits for a part, not for the thread."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from comments.models import Reply
from comments.tree.counts import recount
from tests.factories import make_post
from tests.wordpress.debates.sources import disqus_file, disqus_post, disqus_thread
from tests.wordpress.exports import comment, item
from wordpress.debates import importing as debates
from wordpress.debates.disqus import Disqus
from wordpress.importing import Ledger, replies, run
from wordpress.importing.run import batches
from wordpress.ledger import Outcome

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def few(monkeypatch):
    """Few are many here."""
    for place in (run, replies, debates):
        monkeypatch.setattr(place, "HEAVY", 4)


def most_at_once(work):
    """The most replies that any transaction of `work` stored."""
    with CaptureQueriesContext(connection) as asked:
        work()
    most, now = 0, 0
    for query in asked.captured_queries:
        sql = query["sql"]
        if sql.startswith(("BEGIN", "COMMIT")):
            now = 0
        elif sql.startswith('INSERT INTO "comments_reply"'):
            now += sql.count("wordpress:") + sql.count("disqus:")
        most = max(most, now)
    return most


def thread(number, first):
    """Each answers the one before; the file has the last first."""
    return [comment(first + n, first + n - 1 if n else 0) for n in reversed(range(number))]


def test_long_thread_is_written_in_parts_and_whole(bring_in, few, monkeypatch):
    ledgers, pauses = [], []
    monkeypatch.setattr(replies, "let_others_write", lambda: pauses.append(connection.in_atomic_block))
    most = most_at_once(lambda: ledgers.append(bring_in(item(1, *thread(11, 1)), item(2, *thread(3, 20)))))
    assert 0 < most <= 4 * 2  # a row names itself, and perhaps its article
    assert pauses == [False, False]
    assert ledgers[0].is_even
    assert Reply.objects.count() == 14
    numbers = dict(Reply.objects.values_list("pk", "legacy_id"))
    above = {numbers[pk]: numbers[parent] for pk, parent in Reply.objects.values_list("pk", "parent_id")}
    assert [above[n] for n in range(1, 12)] == [1, *range(1, 11)]
    assert not [key for key in Post.objects.values_list("pk", flat=True) if recount(key, repair=False)]


def test_import_killed_between_two_parts_is_complete_when_it_runs_again(bring_in, few, monkeypatch):
    parts = [item(1, *thread(11, 1))]
    with monkeypatch.context() as patched:
        patched.setattr(replies.Replies, "write_later", lambda self: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            bring_in(*parts)
    assert Reply.objects.count() == 4
    ledger = bring_in(*parts)
    assert ledger.is_even
    assert Reply.objects.count() == 11
    post = Post.objects.get()
    assert not recount(post.pk, repair=False)
    assert Reply.objects.exclude(legacy_id=1).filter(root=Reply.objects.get(legacy_id=1).pk).count() == 10


def test_debate_is_written_in_parts(few, tmp_path, monkeypatch):
    for name in ("BATCH", "NAMED_AT_ONCE"):
        monkeypatch.setattr(f"comments.tree.threads.{name}", 4)
    make_post(slug="the-well")
    posts = [disqus_post(n, 1, n - 1) for n in range(1, 12)]
    path = disqus_file(tmp_path, disqus_thread(1, "https://old.example/the-well/"), *posts)
    ledger = Ledger("Disqus")
    most = most_at_once(lambda: debates.import_debate(Disqus(path), ledger))
    assert 0 < most <= 4 * 2
    assert ledger.is_even
    assert Reply.objects.count() == 11
    again = Ledger("Disqus")
    debates.import_debate(Disqus(path), again)
    assert again.counts["comment"].became == {Outcome.UNCHANGED: 11}


def test_batches_are_no_heavier_than_they_may_be(monkeypatch):
    monkeypatch.setattr(run, "HEAVY", 5)
    assert list(batches([1, 2, 3, 9, 1], weigh=lambda thing: thing)) == [[1, 2, 3], [9], [1]]
    assert list(batches([1, 1, 1], 2)) == [[1, 1], [1]]


def test_threads_that_name_the_same_remark_are_written_one_after_the_other(tmp_path):
    """Disqus joins threads: what is answered may stand in another one."""
    make_post(slug="the-well")
    make_post(slug="the-pier")
    threads = [
        disqus_thread(1, "https://o.example/the-well/"),
        disqus_thread(2, "https://o.example/the-pier/"),
    ]
    posts = [disqus_post(1, 1), disqus_post(2, 2, 1), disqus_post(3, 2), disqus_post(3, 1)]
    path = disqus_file(tmp_path, *threads, *posts)
    for outcomes in ((Outcome.CREATED, Outcome.CHANGED), (Outcome.UNCHANGED,)):
        ledger = Ledger("Disqus")
        debates.import_debate(Disqus(path), ledger)
        assert ledger.counts["comment"].found == sum(ledger.counts["comment"].became.values()) == 4
        assert sum(ledger.counts["comment"][outcome] for outcome in outcomes) == 3
        assert Reply.objects.count() == 3
    assert not [key for key in Post.objects.values_list("pk", flat=True) if recount(key, repair=False)]


def test_short_threads_are_written_together(tmp_path):
    slugs = [f"article-{n}" for n in range(12)]
    for slug in slugs:
        make_post(slug=slug)
    threads = [disqus_thread(n, f"https://o.example/{slug}/") for n, slug in enumerate(slugs)]
    path = disqus_file(tmp_path, *threads, *(disqus_post(100 + n, n % 12) for n in range(24)))
    with CaptureQueriesContext(connection) as asked:
        debates.import_debate(Disqus(path), Ledger("Disqus"))
    assert len([query for query in asked.captured_queries if query["sql"].startswith("COMMIT")]) == 1
    assert Reply.objects.count() == 24
