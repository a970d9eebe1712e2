"""Paragraphs that are set aside come out as the long way brings them out, whatever stands around them."""

import random

import pytest

from blog import rendering
from blog.rendering import body, quiet, text, tree

PIECES = [
    *(
        "<p>",
        "</p>",
        "<p>",
        "</p>",
        "</p>\n<p>",
        "<br>",
        "<b>",
        "</b>",
        "<em>",
        "</em>",
        "<em> ",
        "<span>",
        "</span>",
    ),
    *(
        '<abbr title="A &amp; B">',
        "</abbr>",
        "<acronym>",
        "<code></code>",
        '<q cite="https://e.org">',
        "</q>",
    ),
    *(
        '<a href="https://e.org/a?b=1&amp;c=2">',
        '<a href="/here" title="T" rel="me up">',
        '<a href="#x">',
        "</a>",
    ),
    *('<a href="//e.org">', '<a href="https://youtu.be/dQw4w9WgXcQ">', "https://youtu.be/dQw4w9WgXcQ"),
    *(
        "https://e.org",
        "http",
        "<h2>",
        "</h2>",
        '<h4 id="x">',
        "<div>",
        "</div>",
        "<blockquote>",
        "</blockquote>",
    ),
    *(
        "<ul><li>",
        "</li></ul>",
        "<pre>",
        "</pre>",
        '<img src="/media/a.jpg">',
        "<em><p>",
        "</p></em>",
        "<hr>",
    ),
    *('<a href="https://e.org"><p>', "</p></a>", '<p class="media-caption">', "<!-- x -->", "<sub>2</sub>"),
    *(
        "&nbsp;",
        "&amp;",
        "&lt;",
        ";",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\u200b",
        ".",
        "word",
        "two words",
        "“Said” –",
        "漢字。",
    ),
]


def documents(seed, number=120):
    dice = random.Random(seed)  # noqa: S311
    for _ in range(number):
        yield "".join(dice.choices(PIECES, k=dice.randint(1, 30)))


def paragraphs(seed, number=120):
    """Mostly of the kind that is set aside."""
    dice = random.Random(seed)  # noqa: S311
    for _ in range(number):
        kinds = [dice.choices(PIECES, k=dice.randint(1, 4)) for _ in range(dice.randint(1, 5))]
        yield "\n\n".join(f"<p>Some {''.join(kind)} words.</p>" for kind in kinds)


LINES = (
    'Some <acronym title="A &amp; B">HTML</acronym>',
    "<br>",
    "<br>\n",
    "<br>b",
    "<tt>x</tt> words ",
    '<q cite="https://e.org/a b">said</q> ',
    '<a href="https://e.org/a">A link</a> ',
    '<a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a>',
    '<q cite="https://e.org/?a=1&amp;b=2" >said</q>.',
    "</p>\n\n<p>",
    '</p><p dir="rtl">',
    '</p><p lang="ar" dir="odd">',
    "&amp;",
    " ",
)
AROUND = (
    ("<p>", "</p>"),
    ("<p>", "<br></p>\n"),
    ('<p id="x">', "</p>"),
    ("<p>Some <b>words</b> ", " and more.</p>\n\n"),
    ("<ul>\n<li>", "</li>\n</ul>"),
    ("<ol><li>", "</li> \n<li>two</li></ol>\n\n\n"),
    ("<dl>\n<dt>", "</dt>\n<dd>two</dd><dd><code>three</code></dd></dl>"),
    ("<ul><li>one<ul><li>", "</li></ul></li></ul>"),
    ("<blockquote>\n<p>", "</p>\n\n</blockquote>"),
    ('<blockquote cite="https://e.org">\n\n<p>', "</p>\n</blockquote>"),
    ("<blockquote><p>Some words.</p>", "</blockquote>"),
    ("<pre>", "</pre>\n"),
    ("<pre>  ", "\n\n</pre>"),
    ("<hr>\n\n", "\n"),
    ("<hr>\n\n<p>Some words", "</p>"),
)


def blocks(seed, number=120):
    """Paragraphs, lists, quotations and code that may be set aside, and some that may not."""
    dice = random.Random(seed)  # noqa: S311
    for _ in range(number):
        made = []
        for start, end in dice.choices(AROUND, k=dice.randint(1, 5)):
            inside = dice.choices(LINES if dice.random() < 0.8 else PIECES, k=dice.randint(1, 4))
            made.append(f"{start}{''.join(inside)}{end}")
        yield "".join(made)


def the_long_way(monkeypatch):
    monkeypatch.setattr(body, "read", tree.parse)


@pytest.mark.parametrize("made", [documents, paragraphs, blocks])
@pytest.mark.parametrize("seed", range(3))
def test_both_ways_say_the_same(made, seed, monkeypatch):
    sources = list(made(seed))
    short = [rendering.render_body(source, hurries=True) for source in sources]
    wholes = [rendering.whole(source, hurries=True) for source in sources]
    words = [text.plain_text_and_excerpt(quiet.parse(html)) for html in short]
    the_long_way(monkeypatch)
    for source, html, whole, said in zip(sources, short, wholes, words, strict=True):
        assert rendering.render_body(source, hurries=True) == html, source
        assert text.plain_text_and_excerpt(tree.parse(html)) == said, source
        assert (whole.html, whole.text, whole.beginning) == (html, *said), source


@pytest.mark.parametrize(
    "held",
    [
        '<p>One <acronym>HTML</acronym>,<br>\n<q cite="https://e.org">two</q>.</p>',
        '<p dir="rtl">Words.</p><hr><p lang="ar" dir="rtl">More.</p>',
        "<ul>\n<li>one</li>\n<li><a href='https://e.org'>two</a></li></ul>\n<ol><li>three<br></li></ol>",
        "<dl>\n<dt>one</dt>\n<dd><code>two</code> is more</dd></dl>",
        "<blockquote cite='https://e.org'>\n<p>One</p>\n\n<p>Two</p>\n</blockquote>",
        "<pre>  if a &lt; b:\n\n    c()\n</pre>",
    ],
)
def test_whole_texts_are_one_run(held):
    assert [part for part in quiet.parts(body.clean_source(held)) if any(part)] == [
        ("", body.clean_source(held))
    ]


def test_most_paragraphs_are_set_aside():
    source = (
        '<p>One <em>or</em> two.</p>\n<p><a href="https://e.org">A link</a> in words.</p><h2>No</h2><p>Three'
    )
    runs = [run for _before, run in quiet.parts(body.clean_source(source)) if run]
    assert [run.count("<p>") for run in runs] == [2, 1]


@pytest.mark.parametrize(
    "held",
    [
        "<blockquote>Some words.</blockquote>",
        "<blockquote><p>Some words.</p> and more</blockquote>",
        "<blockquote></blockquote>",
        "<ul><li></li></ul><ul>words</ul>",
        "<ul><li>One<ul>words</ul></li></ul>",
        "<pre>\n\ncode</pre>",
        '<pre><code class="language-c">x</code></pre>',
        '<a href="https://e.org"><p>Some words.</p></a>',
        "<p>https://youtu.be/dQw4w9WgXcQ</p>",
        '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>',
        "<p> ends blank</p><p>ends blank&nbsp;</p>",
        "<p> <b>a</b> begins blank</p>",
        "<p>a<br>https://e.org</p>",
        '<p>a<br>\n<a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a></p>',
        "<p>a<br></p><p><br>b</p>",
        '<p class="lead">a</p>',
        '<p dir="rtl" id="x">a</p>',
    ],
)
def test_others_are_not(held):
    root = quiet.parse(body.clean_source(held))
    assert not any(isinstance(node, tree.Quiet) for node in root.children)


def test_endless_paragraphs_take_no_endless_time():
    source = "<p>" + "a <b>b</b> " * 20_000 + "<br></p>" + "<p>x <a href='/a'>" * 2_000
    assert rendering.render_body(source).count("<b>") == 20_000
