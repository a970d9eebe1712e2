"""Whatever a text holds: no error, and every visible word is in what it becomes or in what is listed."""

import json
import re
from html import unescape

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blog.rendering import plain_text, render_body
from tests.wordpress.library import Library
from wordpress.content import convert
from wordpress.reader import Export, Item

WORDS = [f"word{number}" for number in range(12)]
OPENING = """
    <p> <div> <em> <strong> <a·href="/x"> <blockquote> <ul><li> <li> <table><tr><td> <td> <h2> <pre> <span>
    <figure> <figcaption> <center> <dl><dt> <dd> <code> <details><summary> <noscript> <object>
    <video·src="/a.mp4"> <button> <iframe·src="https://youtu.be/dQw4w9WgXcQ"> <div·class="wp-caption">
    <div·class="gallery"> <p·class="wp-caption-text"> [caption] [caption·align="alignleft"] [quote] [vc_row]
    [one_half] [footnote] [unknown·a="1"] [embed] [code] [tab·title="t"] <!--·wp:group·-->
    <!--·wp:paragraph·--> <!--·wp:acme/x·{"a":1}·--> <!--·wp:query·--> <!--·wp:image·{"id":5}·-->
""".split()
CLOSING = """
    </p> </div> </em> </strong> </a> </blockquote> </li></ul> </li> </td></tr></table> </h2> </pre> </span>
    </figure> </figcaption> </center> </dl> </code> </details> </noscript> </object> </video> </iframe>
    </button> [/caption] [/quote] [/vc_row] [/one_half] [/footnote] [/unknown] [/embed] [/code] [/tab]
    <!--·/wp:group·--> <!--·/wp:paragraph·--> <!--·/wp:acme/x·--> <!--·/wp:query·--> <!--·/wp:image·-->
""".split()
ALONE = """
    <br> <br·/> <hr> <img·src="/a.jpg"> <img·src="https://x.example/b.jpg"·class="alignright"> [gallery]
    [youtube=x] [audio] [[gallery]] [1] ] [ & < > &amp; &nbsp; " ' <!--more--> <!--nextpage--> <!--
    https://youtu.be/dQw4w9WgXcQ \u2029 ·\x020\x03
""".split()
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([piece.replace("·", " ") for piece in (*OPENING, *CLOSING, *ALONE)]),
    st.sampled_from(["\n", "\n\n", " ", "\n\n\n", "\r\n"]),
)
DAMAGED = {
    *("isso--disqus.xml", "wordpress-importer--malformed.xml"),
    "wordpress-importer--missing-version-tag.xml",
}
WORD = re.compile(r"word\d+")


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("[caption]<p>word1</td>[/caption]word2<table>word3<tr>word4")
@example("<!-- wp:query -->word1<!-- /wp:query -->")
def test_no_word_is_lost_and_nothing_is_raised(source):
    found = convert(source, Library(), post=3)
    kept = found.html + " ".join(note.what for note in found.notes)
    hidden = re.findall(r"<!--.*?-->|<[^>]*>?", source, flags=re.DOTALL)
    assert set(WORD.findall(source)) - set(WORD.findall(" ".join(hidden))) <= set(WORD.findall(kept))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_is_survived(source):
    made = convert(source, Library(), post=3, footnotes=source).html
    assert isinstance(render_body(made), str)


@given(st.lists(PIECES, max_size=15).map("".join))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_converted_shows_every_word_that_it_holds(source):
    made = convert(source, Library(), post=3).html
    visible = re.sub(r"<!--.*?(?:-->|$)", "", made, flags=re.DOTALL)
    visible = re.sub(r"<[^>]*>", " ", visible)
    assert set(WORD.findall(visible)) <= set(WORD.findall(render_body(made)))


def words_shown(html):
    """Words of a source that WordPress would show, roughly: no tags, no comments, no shortcodes, no code."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1\s*>|<!--.*?-->", " ", html, flags=re.DOTALL | re.IGNORECASE)
    html = re.sub(r"<a\b[^>]*wp-block-file__button.*?</a>", "", html)  # “Download”, beside the file's name
    html = re.sub(r"</?(?:a|b|i|u|em|strong|span|su[bp]|code|tt|abbr|acronym|dfn|s|q)\b[^>]*>", "", html)
    html = re.sub(r"\[\[?/?[A-Za-z][^\[\]]*\]\]?", " ", html)
    return set(re.findall(r"[^\W\d_]{3,}", unescape(re.sub(r"<[^>]*>", " ", html))))


def test_no_word_of_a_real_export_is_lost(corpus):
    read = 0
    for path in sorted((corpus / "wxr").glob("*.xml")):
        if path.name not in DAMAGED:
            for item in [record for record in Export.open(path).records() if isinstance(record, Item)]:
                assert lost(item) == set(), (path.name, item.title)
                read += bool(item.content)
    assert read > 300


def lost(item):
    """Words of the item's text that are neither in what became of it nor in what is listed."""
    found = convert(item.content, Library(), post=item.id or 0, footnotes=item.meta_value("footnotes"))
    there = plain_text(found.html) + json.dumps([note.what for note in found.notes], ensure_ascii=False)
    there += " ".join(re.findall(r'(?:href|src|alt|title)="([^"]*)"', found.html))
    return words_shown(item.content) - set(re.findall(r"[^\W\d_]{3,}", unescape(there)))
