"""Exports as records: sound ones, damaged ones, and what is refused."""

import random

import pytest

from tests.wordpress import exports
from wordpress.reader import Author, Export, Item, Term, WxrError


def items(path):
    return list(Export.open(path).items())


def test_records_hold_what_the_file_says(tmp_path):
    path = exports.write(
        tmp_path,
        exports.author("alice", "Alice Ann"),
        exports.category("harbours", "Harbours &amp; Ports", "coast"),
        exports.item(7, exports.comment(3, parent=2), exports.meta("_thumbnail_id", "9"), title="1984"),
    )
    _site, alice, harbours, post = Export.open(path).records()
    assert (type(alice), alice.name) == (Author, "Alice Ann")
    assert (type(harbours), harbours.name, harbours.parent) == (Term, "Harbours &amp; Ports", "coast")
    assert (type(post), post.title, post.comments[0].parent) == (Item, "1984", 2)


def test_draft_date_of_zeros_is_none(tmp_path):
    path = exports.write(tmp_path, exports.item(1, post_date_gmt="0000-00-00 00:00:00"))
    assert items(path)[0].date_gmt is None


def test_renamed_prefixes_are_known_by_their_namespace(tmp_path):
    path = exports.write(tmp_path, exports.item(1))
    text = (
        path.read_text().replace("<wp:", "<ns0:").replace("</wp:", "</ns0:").replace("xmlns:wp", "xmlns:ns0")
    )
    path.write_text(text)
    assert items(path)[0].slug == "post-1"


def test_split_cdata_is_joined(tmp_path):
    path = exports.write(tmp_path, exports.item(1, content="if (a[b[0]]>1) {}"))
    assert items(path)[0].content == "if (a[b[0]]>1) {}"


@pytest.mark.parametrize(
    ("damage", "content"),
    [
        ("<![CDATA[one ]]> two <![CDATA[three ]]> four]]>", "one ]]> two <![CDATA[three ]]> four"),
        ("Fish & chips for < 5", "Fish & chips for < 5"),
        ("<![CDATA[bell\x07 and\x0b tab]]>", "bell and tab"),
        ("<p>not <b>escaped</p>", "<p>not <b>escaped</p>"),
        ("//]]></script>", "//]]></script>"),
    ],
)
def test_damage_is_mended_and_said(tmp_path, damage, content):
    path = exports.write(tmp_path, exports.item(1, content="@@"), exports.item(2))
    path.write_text(path.read_text().replace("<![CDATA[@@]]>", damage))
    export = Export.open(path)
    assert [item.content for item in export.items()] == [content, "Text 2"]
    assert len(export.survey.mended) >= 2


def test_undeclared_prefixes_of_a_lone_item_are_mended(tmp_path):
    path = exports.write(tmp_path, exports.item(1), head="", foot="")
    assert items(path)[0].id == 1
    assert "no version" in " ".join(Export.open(path).survey.mended)


def test_bytes_that_are_not_utf8_are_read_as_windows_1252(tmp_path):
    path = exports.write(tmp_path, exports.item(1, content="@@"))
    path.write_bytes(path.read_bytes().replace(b"@@", b"caf\xe9"))
    assert items(path)[0].content == "café"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("Dear sir", "not XML"),
        ('{"posts": []}', "JSON"),
        ('{"db": [{"meta": {"exported_on": 1}}]}', "Ghost"),
        ('<feed><generator uri="http://www.blogger.com">Blogger</generator></feed>', "backup of Blogger"),
        ("AUTHOR: Ann\nTITLE: The well\nBODY:\n", "Movable Type"),
        ("-- MySQL dump 10.13\nCREATE TABLE `wp_posts` (", "copy of a database"),
        ("PK\x03\x04rest", "ZIP"),
        ("<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        ("<html><body>Log in</body></html>", "web page"),
        ('<disqus xmlns="http://disqus.com"></disqus>', "Disqus"),
        (
            "<rss><channel><title>News</title><item><title>One</title></item></channel></rss>",
            "no WXR version",
        ),
        (f'<?xml version="1.0"?>{BOMB}<rss><channel></channel></rss>', "document type"),
        ('<?xml version="1.0"?><!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss></rss>', "document type"),
        (exports.HEAD.replace("1.2</wp:wxr", "abc</wp:wxr") + exports.FOOT, "abc"),
        (exports.HEAD.replace("<channel>", "<nochannel>") + exports.FOOT, "damaged"),
        ("<!-- an export begins", "cut off"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path, text, reason):
    path = tmp_path / "export.xml"
    path.write_text(text)
    with pytest.raises(WxrError, match=reason) as refusal:
        Export.open(path)
    assert "\n" not in str(refusal.value)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(WxrError, match="cannot be opened"):
        Export.open(tmp_path / "none.xml")


def test_file_cut_anywhere_is_refused(tmp_path):
    whole = exports.write(tmp_path, *(exports.item(n, exports.comment(n)) for n in range(1, 5))).read_bytes()
    path = tmp_path / "cut.xml"
    places = random.Random(7).sample(range(len(whole) - len(exports.FOOT)), 120)  # noqa: S311
    taken = []
    for place in places:
        path.write_bytes(whole[:place])
        try:
            taken.append(Export.open(path))
        except WxrError:
            continue
    assert len(places) == 120
    assert taken == []


def test_memory_stays_flat(tmp_path):
    """What has been read is let go: ten times the posts need less than twice the memory."""
    import tracemalloc

    def peak(number):
        path = exports.write(tmp_path, *(exports.item(n, content="word " * 2000) for n in range(number)))
        tracemalloc.start()
        assert sum(1 for _ in Export.open(path).items()) == number
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    small = peak(60)
    assert peak(600) < 2 * small


def test_real_exports_hold_what_was_counted_in_them(corpus):
    import json

    folder = corpus / "wxr"
    expected = json.loads((folder / "expected-by-wordpress.json").read_text())
    differing = {}
    for name, answer in expected.items():
        facts = answer["file_facts"]
        if not answer["ok"]:
            continue
        survey = Export.open(folder / name).survey
        by_type: dict[str, int] = {}
        for key, number in survey.items.items():
            by_type[key.partition("/")[0]] = by_type.get(key.partition("/")[0], 0) + number
        if (by_type, survey.comments) != (facts.get("types", {}), facts.get("approved", {})):
            differing[name] = (by_type, survey.comments)
    assert len(expected) > 30
    assert differing == {}
