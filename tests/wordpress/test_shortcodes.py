"""Shortcodes of WordPress, WordPress.com, Jetpack and page builders as our own HTML."""

import pytest

from tests.wordpress.library import html, notes

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def media(*urls):
    return "".join(f'<p><a href="{url}">{url}</a></p>' for url in urls)


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (f"[youtube={YOUTUBE}&hl=en&fs=1&w=425&h=344]", YOUTUBE),
        (f'[youtube="{YOUTUBE}"]', YOUTUBE),
        ("[youtube https://youtu.be/dQw4w9WgXcQ?t=42&amp;w=640]", "https://youtu.be/dQw4w9WgXcQ?t=42"),
        (f"[tube]{YOUTUBE}, 500, 350[/tube]", YOUTUBE),
        ("[youtube_sc url=https://youtu.be/dQw4w9WgXcQ]", "https://youtu.be/dQw4w9WgXcQ"),
        ("[vimeo 123 w=500&h=281]", "https://vimeo.com/123"),
        ("[vimeo id=“123”]", "https://vimeo.com/123"),
        ("[vimeo=http://vimeo.com/44633289 ]", "http://vimeo.com/44633289"),
        (
            "[googlevideo=http://video.google.com/x.swf?docId=-842]",
            "http://video.google.com/x.swf?docId=-842",
        ),
        ("[dailymotion id=x5zhzj]", "https://www.dailymotion.com/video/x5zhzj"),
        ("[dailymotion=x5zhzj]", "https://www.dailymotion.com/video/x5zhzj"),
        ('[ted id=981 lang="es"]', "https://www.ted.com/talks/981"),
        ("[gist]https://gist.github.com/57cc50[/gist]", "https://gist.github.com/57cc50"),
        ('[gist 57cc50 file="x.md"]', "https://gist.github.com/57cc50"),
        (
            "[slideshare id=5342235&doc=camprock-100928&w=300&h=200]",
            "https://www.slideshare.net/slideshow/embed_code/5342235",
        ),
        ("[wpvideo OO9VT4Aj w=400]", "https://videopress.com/v/OO9VT4Aj"),
        ("[polldaddy poll=7238759]", "https://poll.fm/7238759"),
        ("[archiveorg id=Wonderfu1950 width=640]", "https://archive.org/details/Wonderfu1950"),
        ("[archiveorg-book goodytwoshoes]", "https://archive.org/details/goodytwoshoes"),
        (
            '[soundcloud url="https://api.soundcloud.com/tracks/15" params="auto_play=no" iframe="true" /]',
            "https://api.soundcloud.com/tracks/15",
        ),
        ("[soundcloud]https://soundcloud.com/a/b[/soundcloud]", "https://soundcloud.com/a/b"),
        ("[blip.tv ?posts_id=4060324&dest=-1]", "https://blip.tv/file/4060324"),
        ("[tweet 123456]", "https://twitter.com/i/status/123456"),
        ("[instagram url=http://instagram.com/p/PSb/]", "http://instagram.com/p/PSb"),
        ("[facebook https://www.facebook.com/x/posts/123]", "https://www.facebook.com/x/posts/123"),
        (
            '[googleapps domain="docs" dir="document/pub" query="id=1G"]',
            "https://docs.google.com/document/pub?id=1G",
        ),
        ("[bandcamp album=119385304 size=large]", "https://bandcamp.com/EmbeddedPlayer/album=119385304/"),
        ('[spotify id="spotify:track:4bz7u" width="400"]', "https://open.spotify.com/track/4bz7u"),
        ("[mixcloud MalibuRum/play-6/ width=640]", "https://www.mixcloud.com/MalibuRum/play-6/"),
        ("[scribd id=39027960 key=key-3 mode=list]", "https://www.scribd.com/document/39027960"),
        ("[audio:http://x.example/a.mp3]", "http://x.example/a.mp3"),
        ("[fvplayer src='https://x.example/f.mp4' width=400]", "https://x.example/f.mp4"),
        (
            '[embed width="500"]https://www.flickr.com/photos/x/1/[/embed]',
            "https://www.flickr.com/photos/x/1/",
        ),
    ],
)
def test_every_form_of_a_provider_becomes_its_link(source, address):
    assert html(source) == media(address)
    assert html(f"<!-- wp:shortcode -->\n{source}\n<!-- /wp:shortcode -->") == media(address)


def test_several_recordings_in_one_shortcode_become_several_links_with_their_titles():
    made = html("[audio http://x.example/a.mp3, http://x.example/b.mp3|titles=One,Two|artists=Me]")
    assert (
        made
        == '<p><a href="http://x.example/a.mp3">One</a></p><p><a href="http://x.example/b.mp3">Two</a></p>'
    )


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('[[gallery ids="1,2"]]', '<p>[gallery ids="1,2"]</p>'),
        ("[[caption]text[/caption]]", "<p>[caption]text[/caption]</p>"),
        ("<pre>[[gallery]] [youtube]</pre>", "<pre>[gallery] [youtube]</pre>"),
        ("<code>[[gallery]]</code>", "<p><code>[gallery]</code></p>"),
        ("<!-- wp:freeform -->[[gallery]]<!-- /wp:freeform -->", "<p>[gallery]</p>"),
        ("[[Wiki link]]", "<p>[[Wiki link]]</p>"),
        ('<a href="[gallery]">x</a>', '<p><a href="[gallery]">x</a></p>'),
        ("[Section 4] of [1]", "<p>[Section 4] of [1]</p>"),
    ],
)
def test_what_is_written_about_shortcodes_stays_words(source, wanted):
    assert html(source) == wanted
    assert notes(source) == []


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("[dropcap]T[/dropcap]he end", "<p>The end</p>"),
        ('[button link="https://x.example/"]Go[/button]', '<p><a href="https://x.example/">Go</a></p>'),
        (
            "[python]\nif a < b:\n    go()\n[/python]",
            '<pre><code class="language-python">if a &lt; b:\n    go()</code></pre>',
        ),
        (
            "[pullquote]We\n\nmust[/pullquote]",
            '<blockquote class="pullquote"><p>We</p>\n<p>must</p>\n</blockquote>',
        ),
        (
            f"[vc_row][vc_column][vc_column_text]A\n\nB {YOUTUBE}\n[/vc_column_text][/vc_column][/vc_row]",
            f"<p>A</p>\n<p>B {YOUTUBE}</p>",
        ),
        ("[one_half]A\n\nB[/one_half][one_half_last]C[/one_half_last]", "<p>A</p>\n<p>B</p>\n<p>C</p>"),
        ('[tab title="Sources & more"]Words[/tab]', "<p><strong>Sources &amp; more</strong></p><p>Words</p>"),
    ],
)
def test_what_themes_wrap_around_words_is_opened(source, wanted):
    assert html(source) == wanted


def test_note_in_the_text_becomes_a_footnote_below_it():
    made = html("Said[footnote]By <em>whom</em>.[/footnote] again[ref]Here[/ref].")
    assert made == (
        '<p>Said<sup id="fnref-1" class="footnote-ref"><a href="#fn-1">1</a></sup> again'
        '<sup id="fnref-2" class="footnote-ref"><a href="#fn-2">2</a></sup>.</p>\n<ol class="footnotes">'
        '<li id="fn-1">By <em>whom</em>. <a href="#fnref-1" class="footnote-backref">↩</a></li>'
        '<li id="fn-2">Here <a href="#fnref-2" class="footnote-backref">↩</a></li></ol>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "[nggallery id=3]",
        "[latex]e^x[/latex]",
        "[sitemap]",
        "[caption]never closed",
        "[polldaddy rating=5]",
    ],
)
def test_what_has_no_place_here_stays_as_written_and_is_listed(source):
    assert html(source) == f"<p>{source}</p>"
    assert any(
        note.startswith(f"kept: shortcode {source[:14]}") or "[caption]" in note for note in notes(source)
    )


@pytest.mark.parametrize(
    "source",
    [
        '[contact-form to="a@b.example"][contact-field label="Name" /][/contact-form]',
        '[contact-form-7 id="5" title="Write"]',
        "[gravityform id=1]",
    ],
)
def test_form_that_cannot_work_here_is_shown_to_nobody_and_listed(source):
    made = html(f"Use the form below.\n\n{source}")
    assert made.startswith("<p>Use the form below.</p>\n<!-- wp:shortcode {")
    assert notes(source) == [f"kept: shortcode {source}"]


def test_unknown_player_with_nothing_but_an_address_becomes_its_link():
    source = f'[lovely_player video="{YOUTUBE}" autoplay="1"]'
    assert html(source) == media(YOUTUBE)
    assert notes(source) == [f"changed: shortcode {source} became a link to what it plays"]


@pytest.mark.parametrize(
    ("attributes", "caption"),
    [
        ('caption="Old &quot;style&quot;"', 'Old "style"'),
        ("caption='It &amp; they'", "It &amp; they"),
        ("caption=&#8221;Curly&#8221;", "Curly"),
        ('align="alignleft" width="300" caption="Words [1] here"', "Words [1] here"),
    ],
)
def test_caption_in_an_attribute_of_any_quoting(attributes, caption):
    made = html(
        f'[caption {attributes}]<img src="https://old.example.org/wp-content/uploads/p5-3x2.jpg">[/caption]'
    )
    assert f"<figcaption>{caption}</figcaption></figure>" in made
    assert made.startswith('<figure class="alignleft">' if "alignleft" in attributes else "<figure>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            '[cc lang="php"]\n$a = 1;\n\n$b = 2;\n[/cc]',
            '<pre><code class="language-php">$a = 1;\n\n$b = 2;</code></pre>',
        ),
        (
            "[ccnLe_javascript]if (a &lt; b) {}[/ccnLe_javascript]",
            '<pre><code class="language-javascript">if (a &lt; b) {}</code></pre>',
        ),
        ("Say [cci]<b>[/cci] here", "<p>Say <code>&lt;b&gt;</code> here</p>"),
    ],
)
def test_code_by_a_plug_in_is_code(written, shown):
    assert html(written).strip() == shown
    assert notes(written) == []


@pytest.mark.parametrize(
    "words", ["A [gist] here", 'Well [and he who <a href="/x/">posted this</a> knows] so', "[cc] me"]
)
def test_words_in_brackets_are_no_shortcodes(words):
    assert notes(words) == []


def test_account_names_a_shortcode_in_a_line():
    assert notes('[odd a="1"]\n\nmany\nlines[/odd]') == ['kept: shortcode [odd a="1"] many lines[/odd]']
