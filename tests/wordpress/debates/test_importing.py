"""Debates from elsewhere under the articles that are here."""

import pytest
from django.db import connection

from blog.models import Redirect, Status
from comments.models import Reply, ReplyStatus, Thread
from comments.tree.counts import recount
from tests.factories import make_author, make_page, make_post, make_user
from tests.wordpress.debates.sources import disqus_file, disqus_post, disqus_thread, isso_file
from wordpress.debates.importing import import_debate
from wordpress.debates.records import SourceError
from wordpress.debates.sources import source_at
from wordpress.ledger import Ledger, Outcome
from wordpress.models import ImportRun

pytestmark = pytest.mark.django_db


def bring(path, **options):
    ledger = Ledger.open("a debate", [str(path)])
    import_debate(source_at(str(path)), ledger, **options)
    ledger.close()
    return ledger


def became(ledger):
    return {outcome: number for outcome, number in ledger.counts["comment"].became.items() if number}


def reply(key):
    return Reply.objects.get(import_ref__endswith=f":{key}")


@pytest.fixture
def well():
    return make_post("The well", slug="the-well")


def test_debate_keeps_threads_states_and_writers(well, tmp_path):
    path = disqus_file(
        tmp_path,
        disqus_post(3, 1, parent=2, isSpam="true"),
        disqus_thread(1, "https://old.example/2013/10/the-well/"),
        disqus_post(4, 1, parent=2, name="Dana", email="dana@example.org", ipAddress="192.0.2.4"),
        disqus_post(2, 1),
        disqus_post(5, 1, isApproved="false"),
        disqus_post(6, 1, isDeleted="true"),
    )
    ledger = bring(path)
    assert became(ledger) == {Outcome.CREATED: 5}
    assert [reply(n).status for n in (2, 3, 4, 5, 6)] == [
        ReplyStatus.APPROVED, ReplyStatus.SPAM, ReplyStatus.APPROVED, ReplyStatus.PENDING, ReplyStatus.TRASH,
    ]  # fmt: skip
    assert (reply(4).parent_id, reply(4).depth, reply(4).user_email) == (reply(2).pk, 1, "dana@example.org")
    assert reply(4).ip_address == "192.0.2.4"
    assert reply(2).body_html == '<p dir="auto">Remark 2.</p>'
    assert (Thread.objects.get(pk=well.pk).approved_count, recount(well.pk)) == (2, recount(well.pk))
    assert not recount(well.pk)


def test_every_form_of_an_address_finds_its_article(well, tmp_path):
    page = make_page("About", slug="about")
    moved = make_post("Moved", slug="moved", legacy_id=88)
    Redirect.objects.leave("/journal/vieux-puits.html", post=well)
    addresses = [
        ("https://old.example/2013/10/10/the-well/", "", well),
        ("http://www.old.example/the-well/index.html", "", well),
        ("https://old.example/the-well.html?ref=x#disqus", "", well),
        ("https://old.example/archives/the-well", "", well),
        ("/journal/vieux-puits.html", "", well),
        ("https://old.example/about/", "", page),
        ("https://old.example/?p=88", "", moved),
        ("https://old.example/gone/", "88 https://old.example/?p=88", moved),
        ("https://old.example/gone/", "7 https://old.example/2013/10/10/the-well/", well),
        ("http://localhost:4000/", "/archives/the-well.html", well),
    ]
    elements = [
        disqus_thread(n, link, name) + disqus_post(n + 100, n) for n, (link, name, _) in enumerate(addresses)
    ]
    ledger = bring(disqus_file(tmp_path, *elements))
    assert became(ledger) == {Outcome.CREATED: len(addresses)}
    found = [reply(n + 100).post_id for n in range(len(addresses))]
    assert found == [post.pk for _link, _name, post in addresses]


def test_article_that_moved_with_its_folder_is_found_by_its_name_and_told(well, tmp_path):
    make_page("The well", slug="the-well")
    addresses = ["http://old.example/blog/water/the-well.html", "https://old.example/b/2013/10/the-well/"]
    elements = [disqus_thread(n, address) + disqus_post(n + 100, n) for n, address in enumerate(addresses)]
    ledger = bring(disqus_file(tmp_path, *elements))
    assert {reply(n + 100).post_id for n in range(len(addresses))} == {well.pk}
    assert {entry.reason for entry in ledger.entries} == {
        f"its article was found by the last part of its address alone: “{address}”" for address in addresses
    }


def test_what_has_no_article_is_left_out_with_its_address(well, tmp_path):
    path = disqus_file(
        tmp_path, disqus_thread(1, "https://old.example/nowhere/"), disqus_post(2, 1), disqus_post(3, 99)
    )
    ledger = bring(path)
    assert became(ledger) == {Outcome.LEFT_OUT: 2}
    assert sorted(entry.reason for entry in ledger.entries) == [
        "no article here has, or had, the address “https://old.example/nowhere/”",
        "the source does not say under which address its article “99” stood",
    ]
    assert (ledger.run.state, Reply.objects.count()) == (ImportRun.State.COMPLETE, 0)


def test_list_of_addresses_says_where_else_a_thread_belongs(well, tmp_path):
    path = disqus_file(tmp_path, disqus_thread(1, "https://old.example/nowhere/"), disqus_post(2, 1))
    bring(path, moved={"https://old.example/nowhere/": "/the-well/"})
    assert reply(2).post_id == well.pk


def test_drafts_take_their_debate_and_the_trash_none(tmp_path):
    make_post(slug="draft", status=Status.DRAFT)
    make_post(slug="thrown", status=Status.TRASH)
    path = disqus_file(
        tmp_path,
        disqus_thread(1, "https://old.example/draft/") + disqus_post(2, 1),
        disqus_thread(3, "https://old.example/thrown/") + disqus_post(4, 3),
    )
    assert became(bring(path)) == {Outcome.CREATED: 1, Outcome.LEFT_OUT: 1}


def test_again_changes_nothing(well, tmp_path):
    path = disqus_file(
        tmp_path, disqus_thread(1, "https://old.example/the-well/"), disqus_post(2, 1), disqus_post(3, 1, 9)
    )
    first = bring(path)
    before = list(Reply.objects.order_by("pk").values())
    again = bring(path)
    assert [entry.reason for entry in first.entries] == [
        "what it answers is not in the source; an empty place stands for it"
    ]
    assert became(again) == {Outcome.UNCHANGED: 2}
    assert list(Reply.objects.order_by("pk").values()) == before


def test_newer_export_updates_what_nobody_here_has_touched(well, tmp_path):
    thread = disqus_thread(1, "https://old.example/the-well/")
    bring(disqus_file(tmp_path, thread, disqus_post(2, 1), disqus_post(3, 1), disqus_post(4, 1, 9)))
    ours = reply(3)
    ours.status = ReplyStatus.TRASH
    ours.save()
    recount(well.pk)
    changed = {"message": "<p>Put better.</p>"}
    posts = [disqus_post(2, 1, **changed), disqus_post(3, 1, **changed), disqus_post(4, 1, 9)]
    ledger = bring(disqus_file(tmp_path, thread, *posts, disqus_post(9, 1)))
    assert became(ledger) == {
        Outcome.UPDATED: 1, Outcome.EDITED_HERE: 1, Outcome.UNCHANGED: 1, Outcome.CREATED: 1,
    }  # fmt: skip
    assert [reply(n).comment for n in (2, 3, 9)] == [
        "<p>Put better.</p>", "<p>Remark 3.</p>", "<p>Remark 9.</p>",
    ]  # fmt: skip
    assert (reply(3).status, reply(9).status, reply(4).parent_id) == ("trash", "approved", reply(9).pk)
    assert not recount(well.pk)


def test_look_writes_nothing_and_says_what_would_come(well, tmp_path):
    path = disqus_file(
        tmp_path, disqus_thread(1, "https://old.example/the-well/"), disqus_post(2, 1), disqus_post(3, 1, 9)
    )
    looked = Ledger("a look")
    import_debate(source_at(str(path)), looked, write=False)
    assert Reply.objects.count() == 0
    done = bring(path)
    assert looked.counts == done.counts
    assert [e.reason for e in looked.entries] == [e.reason for e in done.entries]


def test_source_that_breaks_off_brings_nothing(well, tmp_path):
    path = disqus_file(tmp_path, disqus_thread(1, "https://old.example/the-well/"), disqus_post(2, 1))
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(SourceError):
        bring(path)
    assert Reply.objects.count() == 0


def test_markdown_of_isso_is_shown_as_it_was(well, tmp_path):
    comments = [{"tid": 1, "text": "*Well* <said>\n\n> quoted", "author": ""}]
    bring(isso_file(tmp_path, [(1, "/2013/the-source.html"), (2, "/2013/10/the-well/")], comments))
    assert Reply.objects.count() == 0
    bring(isso_file(tmp_path / "..", [(1, "/2013/10/the-well/")], comments))
    found = Reply.objects.get()
    assert "<em>Well</em> &lt;said&gt;" in found.body_html
    assert "<blockquote" in found.body_html
    assert found.writer_name == "Anonymous"


def test_two_databases_of_isso_do_not_mix_up_their_numbers(well, tmp_path):
    make_post(slug="other")
    for directory, slug in (("a", "the-well"), ("b", "other")):
        (tmp_path / directory).mkdir()
        bring(isso_file(tmp_path / directory, [(1, f"/{slug}/")], [{"tid": 1, "text": f"Of {slug}"}]))
    assert set(Reply.objects.values_list("post__slug", "comment")) == {
        ("the-well", "Of the-well"),
        ("other", "Of other"),
    }


def test_tables_of_xtd_come_in_by_the_slug_of_their_articles(well, xtd_site):
    ledger = bring(xtd_site)
    assert became(ledger) == {Outcome.CREATED: 4, Outcome.LEFT_OUT: 1}
    assert reply(2).parent_id == reply(1).pk
    assert "First &lt; <em>second</em>." in reply(1).body_html
    assert [reply(n).status for n in (3, 4)] == [ReplyStatus.PENDING, ReplyStatus.TRASH]
    assert became(bring(xtd_site)) == {Outcome.UNCHANGED: 4, Outcome.LEFT_OUT: 1}


def test_reply_of_the_author_is_known_by_the_address(tmp_path):
    alice = make_author("Alice", user=make_user("alice"))
    make_post(slug="the-well", authors=[alice])
    thread = disqus_thread(1, "https://old.example/the-well/")
    bring(disqus_file(tmp_path, thread, disqus_post(2, 1, email="alice@example.org"), disqus_post(3, 1)))
    assert (reply(2).is_author, reply(3).is_author) == (True, False)


def test_hostile_remark_is_shown_harmlessly(well, tmp_path):
    hostile = '<img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">a</a> b'
    thread = disqus_thread(1, "https://old.example/the-well/")
    bring(disqus_file(tmp_path, thread, disqus_post(2, 1, message=hostile, name="N" * 400)))
    assert not {"onerror", "<script", "javascript:"} & set(reply(2).body_html.split('"'))
    assert "<script" not in reply(2).body_html
    assert len(reply(2).writer_name) == 255


def test_thread_costs_the_same_queries_whatever_its_length(well, tmp_path, assert_same_queries):
    thread = disqus_thread(1, "https://old.example/the-well/")
    for name, numbers in (("few", range(2, 3)), ("many", range(100, 130))):
        (tmp_path / name).mkdir()
        disqus_file(tmp_path / name, thread, *(disqus_post(n, 1) for n in numbers))
    bring(tmp_path / "few" / "disqus.xml")
    with connection.cursor():
        assert_same_queries(
            lambda: bring(tmp_path / "few" / "disqus.xml"), lambda: bring(tmp_path / "many" / "disqus.xml")
        )
