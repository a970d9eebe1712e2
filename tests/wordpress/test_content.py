"""WordPress texts as our own HTML."""

import pytest

from tests.wordpress.library import html, notes


def media(url, words=""):
    return f'<p><a href="{url}">{words or url}</a></p>'


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("One\ntwo\n\nThree", "<p>One<br>\ntwo</p>\n<p>Three</p>"),
        ("One<br/><br />Two", "<p>One</p>\n<p>Two</p>"),
        ("A\n<h3>B</h3>\nC", "<p>A</p>\n<h3>B</h3><p>C</p>"),
        ("<blockquote>A\n\nB</blockquote>", "<blockquote><p>A</p>\n<p>B</p>\n</blockquote>"),
        ("<pre>a\n\n  [gallery]</pre>", "<pre>a\n\n  [gallery]</pre>"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1984", "<p>1984</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<div>Boxed</div>", "<p>Boxed</p>"),
        ("<h1>First</h1>", "<h2>First</h2>"),
        ('<p dir="rtl">نص</p>', '<p dir="rtl">نص</p>'),
        ("", ""),
    ],
)
def test_classic_text_gets_its_paragraphs(source, wanted):
    assert html(source) == wanted


VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (f"[embed]{VIDEO}[/embed]", media(VIDEO)),
        (f'[embed width="640"]{VIDEO}[/embed]', media(VIDEO)),
        (f"[youtube={VIDEO}&amp;w=640&amp;h=385]", media(VIDEO)),
        (f"[youtube {VIDEO}]", media(VIDEO)),
        ("[youtube]dQw4w9WgXcQ[/youtube]", media(VIDEO)),
        ('[youtube id="dQw4w9WgXcQ"]', media(VIDEO)),
        ("[vimeo 123456]", media("https://vimeo.com/123456")),
        ("[vimeo=https://vimeo.com/123456]", media("https://vimeo.com/123456")),
        ('[soundcloud url="https://soundcloud.com/a/b" width="100%"]', media("https://soundcloud.com/a/b")),
        ("[audio https://x.example/a.mp3]", media("https://x.example/a.mp3")),
        ('[audio mp3="https://x.example/a.mp3"][/audio]', media("https://x.example/a.mp3")),
        ('[video src="https://x.example/a.mp4"]', media("https://x.example/a.mp4")),
        ("[audio]", media("https://old.example.org/wp-content/uploads/talk.mp3", "The talk")),
        ("[playlist]", media("https://old.example.org/wp-content/uploads/talk.mp3", "The talk")),
        (VIDEO, media(VIDEO)),
        (f"<p>{VIDEO}</p>", media(VIDEO)),
        ('<audio controls src="https://x.example/a.mp3"></audio>', media("https://x.example/a.mp3")),
    ],
)
def test_player_becomes_a_link_alone_in_its_paragraph(source, wanted):
    assert html(source) == wanted


@pytest.mark.parametrize(
    "source",
    [
        f"Listen on Press TV: [youtube={VIDEO}] or read on.",
        f"Listen on Press TV:\n{VIDEO}\nor read on.",
        f'<p>Listen on Press TV: <iframe src="{VIDEO}"></iframe> or read on.</p>',
        f'<p><em>Listen on Press TV: <iframe src="{VIDEO}"></iframe></em> or read on.</p>',
    ],
)
def test_words_beside_a_player_stay_on_their_side(source):
    made = html(source)
    assert (
        made.index("Listen on Press TV:") < made.index(f'<p><a href="{VIDEO}">') < made.index("or read on.")
    )


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('<!-- wp:embed {"url":"https://vimeo.com/1"} /-->', media("https://vimeo.com/1")),
        (
            '<!-- wp:core-embed/vimeo {"url":"https://vimeo.com/1"} --><figure>\nhttps://vimeo.com/1\n'
            "<figcaption>Said</figcaption></figure><!-- /wp:core-embed/vimeo -->",
            media("https://vimeo.com/1") + '<p class="media-caption">Said</p>',
        ),
        (
            '<!-- wp:audio --><figure><audio controls src="https://x.example/a.mp3"></audio></figure>'
            "<!-- /wp:audio -->",
            media("https://x.example/a.mp3"),
        ),
        (
            "<!-- wp:pullquote --><figure><blockquote><p>Q</p></blockquote></figure><!-- /wp:pullquote -->",
            "<blockquote><p>Q</p></blockquote>",
        ),
        (
            "<!-- wp:table --><figure><table><tbody><tr><td>1</td></tr></tbody></table></figure>"
            "<!-- /wp:table -->",
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
        ),
        ('<!-- wp:block {"ref":8} /-->', "<p>Said again</p>"),
        (
            "<!-- wp:columns --><div><div><p>A</p></div><div><p>B</p></div></div><!-- /wp:columns -->",
            "<p>A</p><p>B</p>",
        ),
        ("Loose\n\n<!-- wp:paragraph --><p>Set</p><!-- /wp:paragraph -->", "<p>Loose</p>\n<p>Set</p>"),
        ("<!-- wp:shortcode -->[vimeo 1]<!-- /wp:shortcode -->", media("https://vimeo.com/1")),
        ("<!-- wp:paragraph --><p>A</p><!--more--><p>B</p><!-- /wp:paragraph -->", "<p>A</p>\n\n<p>B</p>"),
    ],
)
def test_block_becomes_plain_html(source, wanted):
    assert html(source) == wanted


@pytest.mark.parametrize(
    ("source", "kept", "note"),
    [
        ('[form id="1"]', '[form id="1"]', 'kept: shortcode [form id="1"]'),
        ("[spoiler]words[/spoiler]", "words", "kept: shortcode [spoiler]words[/spoiler]"),
        (
            "<!-- wp:acme/x --><p>words</p><!-- /wp:acme/x -->",
            "<p>words</p>",
            "kept: block <!-- wp:acme/x -->",
        ),
        (
            '<!-- wp:acme/x {"a":1} /-->',
            '<!-- wp:acme/x {"a":1} /-->',
            'kept: block <!-- wp:acme/x {"a":1} /-->',
        ),
        (
            '<!-- wp:block {"ref":9} /-->',
            '{"ref":9}',
            "kept: reusable block 9, which is not in the export",
        ),
        ("<script>x()</script>words", "words", "left out: a script"),
    ],
)
def test_what_is_not_understood_stays_and_is_listed(source, kept, note):
    assert kept in html(source)
    assert note in notes(source)


@pytest.mark.parametrize("source", ["[sic]", "[Editor: he meant 1984]", "see [1] and [2]", "[[gallery]]"])
def test_words_in_brackets_are_words(source):
    assert notes(source) == []
    assert html(source) == f"<p>{source.replace('[[', '[').replace(']]', ']')}</p>"


def test_link_into_the_old_site_leads_here():
    assert (
        html('<a href="https://old.example.org/?p=1">earlier</a>')
        == '<p><a href="/2016/08/29/here/">earlier</a></p>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "<p>" * 3000,
        "<b><i>" * 2000 + "x",
        "[caption]" * 500,
        "<!-- wp:group -->" * 300 + "x",
        "[" * 5000,
        "<p>a <table<b>c</table<>",
    ],
)
def test_hostile_text_is_survived(source):
    assert isinstance(html(source), str)
