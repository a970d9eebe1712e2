"""What recordings and documents are by their content, how long they are, and what is refused in words."""

import contextlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.files.attachments import checked
from blog.files.filenames import safe_stem
from blog.files.filetypes import UnusableFile
from tests.pictures import written
from tests.recordings import box, docx, epub, flac, mp3, mp4, ogg, wav, zipped

TAGGED = b"ID3\x04\0\0\0\0\x02\x00" + bytes(256) + mp3()
WEBM = b"\x1aE\xdf\xa3\x42\x82\x84webmV_VP9" + bytes(90)
VORBIS = b"\x01vorbis\0\0\0\0\x01\x80\xbb\0\0" + bytes(16)


@pytest.mark.parametrize(
    ("content", "kind", "name", "mime_type"),
    [
        (mp3(), "audio", "talk.mp3", "audio/mpeg"),
        (TAGGED, "audio", "talk.mp3", "audio/mpeg"),
        (mp4(b"soun"), "audio", "talk.m4a", "audio/mp4"),
        (ogg(), "audio", "talk.opus", "audio/ogg"),
        (ogg(VORBIS), "audio", "talk.ogg", "audio/ogg"),
        (flac(), "audio", "talk.flac", "audio/flac"),
        (wav(), "audio", "talk.wav", "audio/wav"),
        (mp4(), "video", "talk.mp4", "video/mp4"),
        (WEBM, "video", "talk.webm", "video/webm"),
        (b"%PDF-1.7 words", "document", "talk.pdf", "application/pdf"),
        (epub(), "document", "talk.epub", "application/epub+zip"),
        (docx(), "document", "talk.docx", None),
        (b"{\\rtf1 words}", "document", "talk.rtf", "application/rtf"),
        ("Wörter, nichts als Wörter".encode(), "document", "talk.txt", "text/plain"),
    ],
)
def test_file_is_what_its_content_says(content, kind, name, mime_type):
    given = checked(BytesIO(content), "../talk.exe")
    assert (given.type.kind, given.safe_name) == (kind, name)
    assert mime_type in {None, given.type.mime_type}


def test_table_is_told_from_text_by_its_name():
    assert checked(BytesIO(b"a,b\n1,2\n"), "prices.CSV").type.mime_type == "text/csv"


@pytest.mark.parametrize(
    ("content", "seconds"),
    [(wav(2), 2), (mp4(b"soun", seconds=5), 5), (flac(3), 3), (mp3(383), 10), (ogg(), 4)],
)
def test_length_of_a_recording_is_read(content, seconds):
    assert checked(BytesIO(content), "x").seconds == seconds


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "Web pages"),
        (b"\n\n  <ScRiPt>alert(1)</script>", "Web pages"),
        (b'<?xml version="1.0"?><svg/>', "Web pages"),
        (b"<?php system($_GET[0]);", "Web pages"),
        (b"#!/bin/sh\nrm -rf /", "Programs"),
        (b"MZ" + bytes(90), "Programs"),
        (b"\x7fELF" + bytes(90), "Programs"),
        (zipped(a="words"), "Archives"),
        (b"PK\x03\x04" + bytes(50), "Archives"),
        (b"Rar!\x1a\x07", "Archives"),
        (docx("word/vbaProject.bin"), "macros"),
        (b"\xd0\xcf\x11\xe0" + bytes(90), "Old Office"),
        (mp4(brand=b"qt  "), "Browsers do not play"),
        (ogg(b"\x80theora" + bytes(30)), "Browsers do not play"),
        (b"RIFF\0\0\0\0WAVE", "damaged"),
        (box(b"ftyp", b"isom" + bytes(4)) + box(b"mdat", bytes(90)), "cut off"),
        ((mp4() + box(b"mdat", bytes(90)))[:-1], "cut off"),
        (written("PNG"), "not taken"),
        (b"\0\x01\x02 binary", "not taken"),
        (b"\xff\xfe\x00 not UTF-8", "not taken"),
    ],
)
def test_hostile_or_useless_file_is_refused_in_words(content, words):
    with pytest.raises(UnusableFile, match=words):
        checked(BytesIO(content), "talk.mp3")


def test_file_of_too_many_bytes_is_refused_with_the_limit(settings):
    settings.UPLOAD_MOST_BYTES = 3 * 2**20
    with pytest.raises(UnusableFile, match="3 MB"):
        checked(BytesIO(bytes(3 * 2**20 + 1)), "talk.mp3")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([mp3(5), TAGGED, mp4(), ogg(), flac(), wav(1), epub(), docx()]),
    st.integers(0, 600),
    st.binary(min_size=1, max_size=12),
)
def test_broken_bytes_are_refused_or_read_but_never_crash(content, position, noise):
    broken = content[:position] + noise + content[position + len(noise) :]
    with contextlib.suppress(UnusableFile):
        assert checked(BytesIO(broken), "x").type.extension


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\The harbour.exe", "The_harbour"),
        ("..", "file"),
        ("", "file"),
        ("\0\0.pdf", "file"),
        ("invoice\u202egpj.exe", "invoicegpj"),
        ("مرفأ.pdf", "مرفأ"),
        ("a" * 400 + ".pdf", "a" * 120),
        ("ä" * 400 + ".pdf", "ä" * 60),
        (".htaccess", "htaccess"),
    ],
)
def test_stored_name_is_harmless(name, stem):
    assert safe_stem(name, "file") == stem
