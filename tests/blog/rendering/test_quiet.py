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


def the_long_way(monkeypatch):
    monkeypatch.setattr(body, "read", tree.parse)
    monkeypatch.setattr(text.quiet, "parse", tree.parse)


@pytest.mark.parametrize("made", [documents, paragraphs])
@pytest.mark.parametrize("seed", range(3))
def test_both_ways_say_the_same(made, seed, monkeypatch):
    sources = list(made(seed))
    short = [rendering.render_body(source, hurries=True) for source in sources]
    words = [rendering.plain_text_and_excerpt(html) for html in short]
    the_long_way(monkeypatch)
    for source, html, said in zip(sources, short, words, strict=True):
        assert rendering.render_body(source, hurries=True) == html, source
        assert rendering.plain_text_and_excerpt(html) == said, source


def test_most_paragraphs_are_set_aside():
    source = (
        '<p>One <em>or</em> two.</p>\n<p><a href="https://e.org">A link</a> in words.</p><h2>No</h2><p>Three'
    )
    runs = [run for _before, run in quiet.parts(body.clean_source(source)) if run]
    assert [run.count("<p>") for run in runs] == [2, 1]


@pytest.mark.parametrize(
    "held",
    [
        "<blockquote><p>Some words.</p></blockquote>",
        '<a href="https://e.org"><p>Some words.</p></a>',
        "<p>https://youtu.be/dQw4w9WgXcQ</p>",
        '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>',
        "<p> ends blank</p><p>ends blank&nbsp;</p>",
        "<p>a<br>b</p>",
    ],
)
def test_others_are_not(held):
    root = quiet.parse(body.clean_source(held))
    assert not any(isinstance(node, tree.Quiet) for node in root.children)


def test_endless_paragraphs_take_no_endless_time():
    source = "<p>" + "a <b>b</b> " * 20_000 + "<br></p>" + "<p>x <a href='/a'>" * 2_000
    assert rendering.render_body(source).count("<b>") == 20_000
