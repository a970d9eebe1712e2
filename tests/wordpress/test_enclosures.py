"""Recordings of podcasts that stand in the meta of a post."""

import pytest

from wordpress.content import convert, enclosures_of


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (
            "enclosure",
            'https://x.example/talk.mp3\n21169426\naudio/mpeg\na:1:{s:8:"duration";s:8:"00:29:24";}',
        ),
        ("enclosure", "https://x.example/talk.mp3"),
        ("_video:enclosure", "https://x.example/talk.mp3\n1\nvideo/mp4"),
        ("audio_file", "https://x.example/talk.mp3"),
    ],
)
def test_recording_of_a_podcast_stands_above_its_text_unless_the_text_names_it(key, value):
    enclosures = enclosures_of([(key, value), ("other", "https://x.example/b.mp3")])
    link = '<p><a href="https://x.example/talk.mp3">https://x.example/talk.mp3</a></p>'
    assert convert("Notes", enclosures=enclosures).html == f"{link}<p>Notes</p>"
    assert convert("[audio http://x.example/talk.mp3]", enclosures=enclosures).html.count("<a ") == 1


@pytest.mark.parametrize(
    "value", ["", "no address", "https://x.example/page\n1\ntext/html", "javascript:x()"]
)
def test_enclosure_that_is_no_recording_is_none(value):
    assert enclosures_of([("enclosure", value)]) == ()
