"""Files that are cut off, joined, packed, or odd: a sentence or a marked recovery, never half an import."""

import gzip
import random

import pytest

from blog.models import Author, Category, Image, Post, Tag
from comments.models import Reply
from tests.wordpress import exports
from tests.wordpress.exports import comment, item
from wordpress.importing import import_files
from wordpress.models import ImportRun
from wordpress.reader import CutOff, Export, WxrError

MODELS = (Post, Author, Category, Tag, Image, Reply, ImportRun)
CUT = (
    "theme-test-data--themeunittestdata.wordpress.xml",
    "pelican--wordpressexport.xml",
    "wordpress-importer--small-export.xml",
    "migrate--sample.xml",
    "jekyll-import--sitetitle.wordpress.2025-01-19.000.xml",
)


def sentence_of(path):
    """What the reader says against the file; empty if it takes it."""
    try:
        export = Export.open(path)
    except WxrError as error:
        said = str(error)
        assert "\n" not in said
        assert said.endswith(".")
        return said
    assert export.survey.mended or path.read_bytes().rstrip().endswith(b"</rss>")
    return ""


def cut(corpus, tmp_path, name, number):
    whole = (corpus / "wxr" / name).read_bytes()
    path = tmp_path / "cut.xml"
    for place in random.Random(name).sample(range(len(whole)), number):  # noqa: S311 - any places will do
        path.write_bytes(whole[:place])
        yield sentence_of(path)


@pytest.mark.parametrize("name", CUT)
def test_real_export_cut_anywhere_is_refused_in_a_sentence(corpus, tmp_path, name):
    said = list(cut(corpus, tmp_path, name, 12))
    assert len(said) == 12
    assert all(said)


@pytest.mark.soak
@pytest.mark.parametrize("name", CUT)
def test_real_export_cut_at_two_hundred_places(corpus, tmp_path, name):
    said = list(cut(corpus, tmp_path, name, 200))
    assert len(said) == 200
    assert sum(map(bool, said)) > 195  # only white space after the end may be missing


@pytest.mark.django_db
def test_cut_file_leaves_nothing_behind(tmp_path):
    path = exports.write(tmp_path, *(item(n, comment(n)) for n in range(1, 6)))
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(WxrError):
        import_files([path])
    assert not any(model._base_manager.exists() for model in MODELS)


@pytest.mark.django_db
def test_what_is_whole_of_a_cut_file_comes_in_if_asked_and_a_whole_export_brings_the_rest(tmp_path):
    path = exports.write(tmp_path, *(item(n, comment(n), title=f"Part & {n}") for n in range(1, 6)))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"Text 4")])
    looked = import_files([path], write=False, recover=True)
    made = import_files([path], recover=True)
    assert looked.facts() == made.facts()
    assert [each.reason for each in looked.entries] == [each.reason for each in made.entries]
    assert not made.is_even
    (line,) = (each for each in made.entries if each.kind == "cut file")
    assert (line.outcome, "within “Part & 4”" in line.reason) == ("failed", True)
    assert list(Post.objects.order_by("pk").values_list("legacy_id", flat=True)) == [1, 2, 3]
    path.write_bytes(whole)
    assert import_files([path]).is_even
    assert (Post.objects.count(), Reply.objects.count()) == (5, 5)


def recovery_of(path):
    """None where nothing is whole."""
    try:
        return Export.open(path, recovers=True)
    except CutOff:
        return None


@pytest.mark.parametrize("name", CUT[1:3])
def test_recovery_takes_whole_items_alone_wherever_the_file_was_cut(corpus, tmp_path, name):
    whole, path = (corpus / "wxr" / name).read_bytes(), tmp_path / "cut.xml"
    every, recovered = list(Export.open(corpus / "wxr" / name).items()), 0
    for place in random.Random(name).sample(range(len(whole)), 25):  # noqa: S311 - any places will do
        path.write_bytes(whole[:place])
        if (export := recovery_of(path)) is None:
            continue
        recovered += 1
        assert export.survey.cut
        items = list(export.items())
        assert items == every[: len(items)]
        assert len(items) == whole[:place].count(b"</item>")
    assert recovered > 8


def test_damage_in_the_middle_is_no_cut(tmp_path):
    path = exports.write(tmp_path, item(1), "<item><wp:oddity>Lost", item(2), item(3))
    with pytest.raises(WxrError, match="never closed"):
        Export.open(path, recovers=True)


@pytest.mark.django_db
def test_exports_that_were_joined_to_one_file_come_in(tmp_path):
    one, other = (exports.write(tmp_path, item(n, comment(n))).read_text() for n in (1, 2))
    path = tmp_path / "joined.xml"
    path.write_text(one + "\n" + other)
    assert import_files([path]).is_even
    assert (Post.objects.count(), Reply.objects.count()) == (2, 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1251"])
def test_other_encodings_are_read(tmp_path, encoding):
    words = "Дом" if encoding in {"utf-16", "utf-8-sig", "windows-1251"} else "Café"
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = exports.HEAD.replace('encoding="UTF-8"', f'encoding="{declared}"')
    path = tmp_path / "export.xml"
    path.write_bytes((text + item(1, title=words) + exports.FOOT).encode(encoding))
    assert [each.title for each in Export.open(path).items()] == [words]


def test_packed_export_is_read(tmp_path):
    path = exports.write(tmp_path, item(1), item(2))
    packed = tmp_path / "export.xml.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert [each.id for each in Export.open(packed).items()] == [1, 2]


def test_packed_export_that_is_cut_off_is_refused(tmp_path):
    packed = tmp_path / "export.xml.gz"
    packed.write_bytes(gzip.compress(exports.write(tmp_path, item(1), item(2)).read_bytes())[:-40])
    assert "cut off" in sentence_of(packed)


def test_bomb_of_one_endless_text_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("wordpress.reader.stream.LARGEST_ITEM", 1 << 20)
    path = exports.write(tmp_path, item(1), item(2, content="word " * (1 << 19)))
    assert "larger than" in sentence_of(path)


ODD = {
    "no title, no date": item(
        1, title="", post_date="0000-00-00 00:00:00", post_date_gmt="0000-00-00 00:00:00"
    ),
    "years that are none": item(1, post_date="9999-12-31 23:59:59", post_date_gmt="0001-01-01 00:00:00"),
    "numbers too large": item(1, menu_order="99999999999999", post_parent="888888888888888888"),
    "negative number": item(-5),
    "huge picture in the text": item(1, content=f'<img src="data:image/png;base64,{"A" * 3_000_000}">'),
    "huge comment": item(1, comment(1, comment_content="word " * 100_000)),
    "links without end": item(1, link="https://old.example.org/" + "a/" * 2000),
    "slug of slashes": item(1, slug="a/b/../c?d#e"),
    "two of one slug": item(1, slug="same") + item(2, slug="same"),
    "page with the slug of the site": item(
        1, type="page", slug="admin", link="https://old.example.org/admin/"
    ),
    "no author": item(1, **{"dc:creator": ""}),
    "author of signs": item(1, **{"dc:creator": "<b>É@x.example</b>"}),
    "bytes of nothing": item(1, title="a\u200b\ufeffb", content="\u0000".replace("\u0000", "") + "\ue000"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", ODD)
def test_odd_things_come_in_and_are_accounted_for(tmp_path, client, what):
    path = exports.write(tmp_path, ODD[what])
    looked = import_files([path], write=False)
    ledger = import_files([path])
    assert ledger.is_even
    assert {kind: count.as_json() for kind, count in looked.counts.items()} == {
        kind: count.as_json() for kind, count in ledger.counts.items()
    }
    for post in Post.everything.all():
        assert client.get(post.get_absolute_url()).status_code in {200, 404}
    again = import_files([path])
    assert {name for count in again.counts.values() for name in count.became} == {"unchanged"}
