"""Two texts stand side by side, paragraph by paragraph and word by word."""

import random
import time

from blog.comparing.prose import blocks_of
from blog.comparing.texts import side_by_side

WORDS = (
    "the harbour was quiet that morning and nobody had asked the town about two navies or its tide".split()
)


def said(side) -> str:
    """A side with its changed words in brackets."""
    if side is None:
        return ""
    texts = (("".join(word.text for word in run.words), run.is_changed) for run in side.runs)
    return "".join(f"[{text}]" if changed else text for text, changed in texts)


def compared(before: str, after: str) -> list[tuple[str, str]]:
    pairs = side_by_side(blocks_of(before), blocks_of(after))
    return [(said(pair.left), said(pair.right)) for pair in pairs]


def test_changed_words_are_marked_in_their_paragraph():
    assert compared("<p>The harbour was quiet, then.</p>", "<p>The harbour was very loud, then.</p>") == [
        ("The harbour was [quiet], then.", "The harbour was [very loud], then.")
    ]


def test_new_paragraph_stands_alone_and_the_others_keep_their_partners():
    before = "<p>Nobody came that morning.</p><p>The end of it.</p>"
    after = "<p>A wholly other beginning.</p><p>Nobody came this morning.</p><p>The end of it.</p>"
    assert compared(before, after) == [
        ("", "[A wholly other beginning.]"),
        ("Nobody came [that] morning.", "Nobody came [this] morning."),
        ("The end of it.", "The end of it."),
    ]


def test_another_address_behind_the_same_words_is_a_change():
    before = '<p>See <a href="https://a.example/">this</a>.</p>'
    assert compared(before, before.replace("a.example", "b.example")) == [("See [this].", "See [this].")]


def test_words_set_otherwise_are_a_change():
    assert compared("<p>So it was.</p>", "<p>So <em>it</em> was.</p>") == [("So [it] was.", "So [it] was.")]


def test_paragraph_made_a_heading_is_a_change():
    pairs = side_by_side(blocks_of("<p>Low water</p>"), blocks_of("<h2>Low water</h2>"))
    assert [(pair.left.kind, pair.right.kind, pair.state) for pair in pairs] == [("p", "h2", "changed")]


def test_tables_lists_pictures_and_media_are_read():
    body = """<ul><li>one<ul><li>two</li></ul></li></ul><table><tr><td>a</td><td>b</td></tr></table>
    <figure><img src="/media/quay.jpg" alt="A quay"></figure><p>https://www.youtube.com/watch?v=abcdefghijk</p>"""
    said_of = [(block.kind, "".join(word.text for word in block.words)) for block in blocks_of(body)]
    assert said_of[:4] == [("li", "one"), ("li", "two"), ("tr", "a | b"), ("img", "quay.jpg A quay")]
    assert said_of[4][0] == "media"


def test_twenty_thousand_words_are_compared_within_two_seconds():
    dice = random.Random(7)  # noqa: S311
    body = "".join(f"<p>{' '.join(dice.choices(WORDS, k=70))}.</p>" for _ in range(286))
    began = time.process_time()
    pairs = side_by_side(blocks_of(body), blocks_of(body.replace("the ", "a ")))
    assert time.process_time() - began < 2
    assert sum(pair.state == "changed" for pair in pairs) > 200
