"""Footnotes are told to the editor if their form comes back, and numbered by the order of the text."""

import pytest

from blog.admin.editor.keptparts import opened, restored, saved

BACK = '<a class="footnote-backref" href="#fnref-{0}">Back</a>'
TEXT = (
    '<p>One.<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup> Two.'
    '<sup class="footnote-ref" id="fnref-2"><a href="#fn-2">2</a></sup></p><ol class="footnotes">'
    f'<li id="fn-1"><p>First. {BACK.format(1)}</p></li>'
    f'<li id="fn-2"><p>Second. {BACK.format(2)}</p></li></ol>'
)


def test_notes_are_opened_without_the_links_back():
    assert "data-notes" in opened(TEXT)
    assert "Back" not in opened(TEXT).replace("data-back", "").split("<p>First.")[1].split("</p>")[0]
    assert restored(opened(TEXT)) == TEXT


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("a note without a reference", TEXT.replace("#fn-2", "#elsewhere")),
        ("a wrong number", TEXT.replace(">2</a></sup>", ">7</a></sup>")),
        ("words after the list", TEXT + "<p>After.</p>"),
        ("a list in a note", TEXT.replace("<p>Second.", "<ul><li>x</li></ul><p>Second.")),
        ("a way back to nowhere", TEXT.replace('href="#fnref-2"', 'href="#top"')),
        ("a reference in a kept part", TEXT.replace("<p>One.", "<h5>One.").replace("</p><ol", "</h5><ol")),
    ],
)
def test_notes_of_another_form_are_kept_as_they_are(form, other):
    assert "data-notes" not in opened(other), form
    assert restored(opened(other)) == other


def test_moved_references_are_numbered_anew_and_their_notes_follow():
    first, second = opened(TEXT).split("<p>")[1].split("</p>")[0].split(" Two.")
    moved = opened(TEXT).replace(f"{first} Two.{second}", f"Two.{second} {first}")
    written = restored(moved)
    assert written.index('<a href="#fn-2">1</a>') < written.index('<a href="#fn-1">2</a>')
    assert written.index("Second.") < written.index("First.")


def test_no_word_of_a_note_is_lost_with_its_reference():
    written = restored(
        '<p>Words</p><ol data-notes="" class="footnotes"><li data-note="fn-1"><p>Lost?</p></li></ol>'
    )
    assert "Lost?" in written


def test_reference_without_a_note_goes():
    assert restored('<p>Words<sup data-note="fn-9">1</sup></p>') == "<p>Words</p>"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("<h2></h2><p>a</p><p></p><ul><li><p></p></li></ul>", "<p>a</p>"),
        ("<figure><img><figcaption>Words</figcaption></figure>", "<p>Words</p>"),
        ("<figure></figure><blockquote><p>\xa0</p></blockquote>", ""),
        ('<h2 id="aim"></h2>', '<h2 id="aim"></h2>'),
        (
            "<table><tbody><tr><td></td></tr></tbody></table>",
            "<table><tbody><tr><td></td></tr></tbody></table>",
        ),
        ('<div class="kept-part" data-html="&lt;h5&gt;&lt;/h5&gt;"></div>', "<h5></h5>"),
        ('<li data-tight=""><p>a</p></li>', "<li>a</li>"),
    ],
)
def test_empty_shells_are_not_stored_and_kept_parts_not_looked_into(written, stored):
    assert saved(written) == stored
