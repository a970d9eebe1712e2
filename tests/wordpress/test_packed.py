"""Exports in ZIP archives, as WordPress.com sends them."""

import zipfile

import pytest

from blog.models import Post
from tests.wordpress import exports
from tests.wordpress.exports import item
from wordpress.importing import import_files
from wordpress.models import ImportRun
from wordpress.reader import WxrError, archives


def archive(folder, *files, name="journal.zip"):
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, data in files:
            packed.writestr(inside, data)
    return path


@pytest.mark.django_db
def test_parts_in_an_archive_come_in_in_their_order(tmp_path):
    parts = [
        (f"journal/old.wordpress.2016.{n}.xml", exports.write(tmp_path, item(n)).read_text()) for n in (10, 2)
    ]
    shadow = ("__MACOSX/journal/._old.wordpress.2016.2.xml", "\0\5")
    ledger = import_files([archive(tmp_path, *parts, shadow, ("read me.txt", "Hello"))])
    assert ledger.is_even
    assert ledger.files == ["old.wordpress.2016.2.xml", "old.wordpress.2016.10.xml"]
    assert list(Post.objects.order_by("pk").values_list("legacy_id", flat=True)) == [2, 10]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-60]), "cannot be unpacked"),
        (lambda path: archive(path.parent, ("a.txt", "x")), "holds no XML"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"\x14\0\0\0", b"\x14\0\1\0")), "password"),
        (lambda path: None, "more than"),
    ],
)
def test_archive_that_cannot_be_taken_is_refused_in_a_sentence(tmp_path, monkeypatch, spoil, reason):
    path = archive(tmp_path, ("old.xml", exports.write(tmp_path, item(1)).read_text()))
    monkeypatch.setattr(archives, "MOST_BYTES", 1 if reason == "more than" else 1 << 20)
    spoil(path)
    with pytest.raises(WxrError, match=reason) as refusal:
        import_files([path])
    assert str(refusal.value).startswith("journal.zip")
    assert not any(rows.exists() for rows in (Post.everything, ImportRun.objects))
