"""Sources of other systems as plain values."""

import gzip
import sqlite3
from datetime import UTC, datetime

import pytest

from tests.wordpress.debates.sources import disqus_file, disqus_post, disqus_thread, isso_file, xtd_file
from wordpress.debates.disqus import Disqus
from wordpress.debates.isso import Isso
from wordpress.debates.records import Remark, SourceError, Thread
from wordpress.debates.sources import source_at
from wordpress.debates.xtd import Xtd


def remarks(source):
    return {record.key: record for record in source.records() if isinstance(record, Remark)}


def threads(source):
    return {record.key: record for record in source.records() if isinstance(record, Thread)}


def test_real_disqus_export_is_read_whole(corpus):
    source = source_at(str(corpus / "wxr" / "isso--disqus.xml"))
    found = remarks(source)
    assert isinstance(source, Disqus)
    assert {key: each.state for key, each in found.items()} == {
        "4": "approved", "5": "approved", "6": "approved", "8": "approved", "9": "trash", "11": "approved",
    }  # fmt: skip
    assert (found["5"].parent, found["11"].parent, found["4"].name) == ("4", "9", "peter")
    assert found["5"].text == "<p>Hello, World.</p>"
    assert found["4"].written == datetime(2013, 10, 10, 19, 20, 29, tzinfo=UTC)
    assert {key: each.address for key, each in threads(source).items()} == {
        "2": "http://example.org/",
        "7": "http://localhost:4000/blog/2013/02/12/redacted/index.html",
    }


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, "approved"),
        ({"isSpam": "true"}, "spam"),
        ({"isDeleted": "true", "isSpam": "true"}, "trash"),
        ({"isApproved": "false"}, "pending"),
        ({"isApproved": "true", "isSpam": "false", "isDeleted": "false"}, "approved"),
    ],
)
def test_state_of_a_disqus_post(tmp_path, said, state):
    path = disqus_file(tmp_path, disqus_thread(1, "https://old.example/a/"), disqus_post(2, 1, **said))
    assert remarks(Disqus(path))["2"].state == state


def test_packed_export_is_read_as_disqus_mails_it(tmp_path):
    path = disqus_file(tmp_path, disqus_thread(1, "https://old.example/a/"), disqus_post(2, 1))
    packed = tmp_path / "all.xml.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert remarks(source_at(str(packed))).keys() == {"2"}


@pytest.mark.parametrize("kept", [0.02, 0.2, 0.5, 0.8, 0.97])
@pytest.mark.parametrize("pack", [False, True])
def test_export_that_breaks_off_is_refused_in_a_sentence(tmp_path, kept, pack):
    path = disqus_file(tmp_path, disqus_thread(1, "https://old.example/a/"), disqus_post(2, 1))
    data = gzip.compress(path.read_bytes()) if pack else path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(SourceError, match=r"^\S.*\.$"):
        list(Disqus(path).records())


DAMAGED = """

<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com">
<thread dsq:id="1"><link>https://old.example/a/?b=c&d=e</link>
<title>Salt&nbsp;&amp; \x0bsea &#8; &c;</title></thread>
<post dsq:id="2"><message><![CDATA[<p>So &nbsp; \x01&</p>]]></message><author><name>&Eacute;ve</name></author>
<thread dsq:id="1"/></post></disqus>"""


@pytest.mark.parametrize("block", [1, 7, 64, 4096])
def test_damage_that_any_parser_refuses_is_mended_and_told(tmp_path, monkeypatch, block):
    """In whatever pieces the file is read."""
    monkeypatch.setattr("wordpress.reader.text.BLOCK", block)
    source = Disqus(tmp_path / "disqus.xml")
    source.path.write_bytes(DAMAGED.encode() if block > 20 else DAMAGED.strip().encode())
    assert threads(source)["1"] == Thread("1", "https://old.example/a/?b=c&d=e", "Salt\xa0& sea  &c;")
    assert (remarks(source)["2"].text, remarks(source)["2"].name) == ("<p>So &nbsp; &</p>", "Éve")
    assert source.mended == [
        "bare & in text were taken as they stand", "control characters were taken out"
    ]  # fmt: skip


def test_links_that_disqus_counted_lead_where_they_led(tmp_path):
    counted = "http://disq.us/url?url=https%3A%2F%2Fwell.example%2Fa%3Fb%3Dc%26d%3AeTwRk0z-5FyD_KEWvBG1pGQZRSM&amp;cuid=7"
    message = f'<p>See <a href="{counted}" title="t">well.example/a...</a> <a href="https://disq.us/about">it</a></p>'
    path = disqus_file(tmp_path, disqus_thread(1, "/a/"), disqus_post(2, 1, message=message))
    said = remarks(Disqus(path))["2"].text
    assert 'href="https://well.example/a?b=c&amp;d" title="t">well.example/a...' in said
    assert 'href="https://disq.us/about"' in said


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE d [<!ENTITY a "b">]><disqus>&a;</disqus>',
        "<rss><channel/></rss>",
        "no markup",
        "",
    ],
)
def test_what_is_no_disqus_export_is_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "other.xml"
    path.write_text(text)
    with pytest.raises(SourceError, match=r"^\S.*\.$"):
        list(source_at(str(path)).records())


def test_isso_is_read_with_states_answers_and_times(tmp_path):
    path = isso_file(
        tmp_path,
        [(1, "/blog/a/")],
        [
            {"tid": 1, "text": "*First*", "author": "Eve", "email": "eve@example.org", "likes": 3},
            {"tid": 1, "parent": 1, "text": "Held", "mode": 2},
            {"tid": 1, "text": "", "mode": 4},
        ],
    )
    source = source_at(str(path))
    found = remarks(source)
    assert isinstance(source, Isso)
    assert [each.state for each in found.values()] == ["approved", "pending", "trash"]
    assert (found["2"].parent, found["1"].extra) == ("1", {"likes": "3"})
    assert found["1"].written == datetime.fromtimestamp(1_400_000_001.5, UTC)
    assert threads(source)["1"].address == "/blog/a/"


def test_xtd_is_read_with_people_threads_and_addresses(xtd_site):
    source = source_at(xtd_site)
    found = remarks(source)
    assert isinstance(source, Xtd)
    assert [each.state for each in found.values()] == ["approved", "approved", "pending", "trash", "approved"]
    assert (found["2"].name, found["2"].email, found["2"].parent) == ("Dana Okafor", "dana@example.org", "1")
    assert (found["1"].parent, found["1"].extra) == ("", {"followup": "asked for mails on answers"})
    assert threads(source) == {"7.1": Thread("7.1", "the-well", "The well")}


def test_django_comments_alone_has_no_answers(tmp_path):
    path = xtd_file(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE django_comments_xtd_xtdcomment")
    assert [each.parent for each in remarks(source_at(str(path))).values()] == [""] * 5


def test_other_database_is_refused_with_what_is_missing(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE posts (id INTEGER)")
    with pytest.raises(SourceError, match=r"neither Isso's .* nor one of django-comments-xtd"):
        source_at(str(path))


@pytest.mark.parametrize("place", ["/nowhere/at/all.xml", "postgres://nobody@127.0.0.1:1/none"])
def test_source_that_is_not_there_is_refused_in_a_sentence(place):
    with pytest.raises(SourceError, match=r"^\S.*\.$"):
        list(source_at(place).records())
