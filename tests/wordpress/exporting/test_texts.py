"""Our texts as blocks of WordPress, and read again."""

import pytest
from django.conf import settings

from blog import rendering
from tests.factories import make_image, make_post
from tests.wordpress.exporting.exported import items
from wordpress import content
from wordpress.exporting.blocks import as_blocks, comment_json
from wordpress.exporting.numbers import Numbers
from wordpress.exporting.texts import Texts

PARTS = {"paragraph": "<p>One <em>two</em></p>", "html": "<dl><dt>a</dt><dd>b</dd></dl>"}


def block(name, html, said=""):
    return f"<!-- wp:{name}{said and ' '}{said} -->\n{html}\n<!-- /wp:{name} -->"


@pytest.mark.parametrize(("name", "html"), PARTS.items())
def test_part_stands_between_its_comments(name, html):
    assert as_blocks(html) == block(name, html)


def test_heading_code_and_nothing():
    assert as_blocks("<h3>A</h3>") == block("heading", '<h3 class="wp-block-heading">A</h3>', '{"level":3}')
    code = '<pre class="wp-block-code"><code>a &lt; b</code></pre>'
    assert as_blocks("<pre><code>a &lt; b</code></pre>") == block("code", code)
    assert as_blocks("") == ""


def test_list_in_a_list():
    inner = block("list-item", "<li>b</li>")
    inner = block("list", f'<ul class="wp-block-list">{inner}</ul>')
    outer = block("list-item", f"<li>a{inner}</li>")
    outer = f'<ol start="3" class="wp-block-list">{outer}</ol>'
    ours = '<ol start="3"><li>a<ul><li>b</li></ul></li></ol>'
    assert as_blocks(ours) == block("list", outer, '{"ordered":true,"start":3}')


def test_media_alone_in_its_paragraph_is_an_embed_or_a_player():
    made = as_blocks('<p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p>')
    assert made.startswith(
        '<!-- wp:embed {"url":"https://vimeo.com/1","type":"video","providerNameSlug":"vimeo"} -->'
    )
    assert '<div class="wp-block-embed__wrapper">\nhttps://vimeo.com/1\n</div>' in made
    player = '<audio controls src="https://radio.example/a.mp3"></audio>'
    wanted = block("audio", f'<figure class="wp-block-audio">{player}</figure>')
    assert as_blocks("<p>https://radio.example/a.mp3</p>") == wanted


def test_attribute_cannot_end_its_comment():
    assert comment_json({"url": "x--><b>&"}) == '{"url":"x\\u002d\\u002d\\u003e\\u003cb\\u003e\\u0026"}'


READABLE = """<p>One <a href="https://x.example/">two</a></p><h2>Head</h2>
<ul><li>a<ol><li>b</li></ol></li></ul><blockquote><p>Said</p></blockquote>
<figure><img src="https://x.example/a.jpg" alt="A"><figcaption>C</figcaption></figure>
<figure class="gallery"><figure><img src="https://x.example/b.jpg" alt="B"></figure>
<figure><img src="https://x.example/c.jpg" alt="C"></figure></figure><hr>
<table><tbody><tr><td>1</td></tr></tbody></table><pre>as  is</pre>
<details><summary>S</summary><p>In</p></details><p>https://vimeo.com/1</p>
<p>x<sup id="r1"><a href="#n1">1</a></sup></p>
<ol><li id="n1"><p>Note <a href="#r1">Back</a></p></li></ol>"""


def test_text_that_is_read_again_says_the_same():
    """Without anything of ours beside it: what any other program gets."""
    again = content.convert(as_blocks(READABLE)).html
    assert "".join(rendered(again).split()) == "".join(rendered(READABLE).split())


def rendered(body: str) -> str:
    return rendering.render_body(body, cards={}, pictures={}, hurries=False)


@pytest.mark.django_db
def test_picture_of_the_library_has_its_number_and_a_whole_address(tmp_path):
    image = make_image()
    body = f'<figure><img src="{image.file.url}" alt="Ours"></figure><p><a href="/about/">About</a></p>'
    make_post("One", body=body)
    found = items(tmp_path)
    number = found[image.title].id
    said = found["One"].content
    assert f'<!-- wp:image {{"id":{number},' in said
    assert f'<img src="{settings.SITE_URL}{image.file.url}" alt="Ours" class="wp-image-{number}">' in said
    assert f'href="{settings.SITE_URL}/about/"' in said


@pytest.mark.django_db
def test_text_with_marks_goes_out_as_blocks_with_whole_addresses():
    mark = '<!-- wp:maps/map {"zoom":9} /-->'
    gone = '<!-- wp:shortcode {"text": "[gallery ids=\\"9\\"]"} /-->'
    body = f'<p>See <a href="/about/">us</a><!-- aside --></p>{mark}<h2>Head</h2>{gone}'
    post = make_post(body=body)
    made = Texts(Numbers()).content(post)
    link = f'<a href="{settings.SITE_URL}/about/">us</a>'
    assert made.split("\n\n") == [
        block("paragraph", f"<p>See {link}<!-- aside --></p>"),
        mark,
        block("heading", '<h2 class="wp-block-heading">Head</h2>'),
        block("shortcode", '[gallery ids="9"]'),
    ]


@pytest.mark.django_db
def test_words_in_brackets_are_no_shortcodes_there():
    post = make_post(body='<p>Type [gallery ids="1"] and [sic]</p><pre><code>[/caption]</code></pre>')
    made = Texts(Numbers()).content(post)
    assert '<p>Type &#91;gallery ids="1"] and [sic]</p>' in made
    assert "<code>&#91;/caption]</code>" in made
    assert "[gallery ids=" in rendering.plain_text(content.convert(made).html)
