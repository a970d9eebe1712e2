"""Blocks and the HTML of ten years of editors as our own HTML, which our editor opens without loss."""

import pytest

from blog.admin.editor import keptparts
from tests.wordpress.library import Library, html, notes
from wordpress.content import convert

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
P5, P6 = (f"https://old.example.org/wp-content/uploads/p{number}.jpg" for number in (5, 6))
FIVE, SIX = (f'<img src="{url}" alt="alt {number}">' for url, number in ((P5, 5), (P6, 6)))


def wp(name, inner="", attributes=""):
    return f"<!-- wp:{name} {attributes + ' ' if attributes else ''}-->{inner}<!-- /wp:{name} -->"


NEW_GALLERY = wp(
    "gallery",
    '<figure class="wp-block-gallery has-nested-images">'
    + wp("image", f'<figure><img src="{P5}" class="wp-image-5"/><figcaption>C5</figcaption></figure>')
    + wp("image", f'<figure><img src="{P6}"/></figure>')
    + '<figcaption class="blocks-gallery-caption">All</figcaption></figure>',
    '{"linkTo":"none"}',
)
OLD_GALLERY = wp(
    "gallery",
    f'<ul class="wp-block-gallery"><li class="blocks-gallery-item"><figure><img src="{P5}" data-id="5"/>'
    f'<figcaption>C5</figcaption></figure></li><li><figure><img src="{P6}" data-id="6"/></figure></li></ul>',
    '{"ids":[5,6]}',
)
SHOWN_GALLERY = (
    f'<div class="gallery"><dl class="gallery-item"><dt><img src="{P5}"></dt><dd class="wp-caption-text '
    f'gallery-caption">C5</dd></dl><dl class="gallery-item"><dt><img src="{P6}"></dt></dl></div>'
)
GALLERY = (
    f'<figure class="gallery"><figure>{FIVE}<figcaption>C5</figcaption></figure>'
    f"<figure>{SIX}</figure></figure>"
)
FLASH = (
    '<object width="425"><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ?hl=en"></param>'
    '<embed src="http://www.youtube.com/v/dQw4w9WgXcQ?hl=en"></embed></object>'
)
FLASH_LINK = '<p><a href="http://www.youtube.com/v/dQw4w9WgXcQ?hl=en">http://www.youtube.com/v/dQw4w9WgXcQ?hl=en</a></p>'

INNER_LIST = wp("list", f"<ul>{wp('list-item', '<li>b</li>')}</ul>")

CASES = {
    "phrase over a blank line": ("<em>One\n\nTwo</em> three", "<p><em>One</em></p><p><em>Two</em> three</p>"),
    "boxes in boxes": ("<div>A <b>b</b><div>C</div>D</div>", "<p>A <b>b</b></p><p>C</p><p>D</p>"),
    "boxes in an entry": ("<ul><li><div>a</div><div>b</div></li></ul>", "<ul><li>a<br>b</li></ul>"),
    "bold by style": (
        '<span style="font-weight:bold;text-decoration:underline">B</span>',
        "<p><strong><u>B</u></strong></p>",
    ),
    "right to left by style": ('<p style="direction: rtl">نص</p>', '<p dir="rtl">نص</p>'),
    "tags of Word": ("<o:p>word</o:p> <st1:place>Paris</st1:place>", "<p>word Paris</p>"),
    "menu": ("<select><option>A</option><option>B</option></select>", "<p>A B</p>"),
    "loose words": ("<p>a</p>\nloose\n<p>b</p>", "<p>a</p><p>loose</p>\n<p>b</p>"),
    "flash": (f"Listen: {FLASH} and more", f"<p>Listen:</p>\n{FLASH_LINK}<p>and more</p>"),
    "flash player of a recording": (
        '<object data="/player.swf"><param name="FlashVars" value="id=1&amp;soundFile=http://x.example/a.mp3"/></object>',
        '<p><a href="http://x.example/a.mp3">http://x.example/a.mp3</a></p>',
    ),
    "address among lines": (
        f"One\nhttps://example.com/page\nTwo\n{YOUTUBE}\nThree",
        "<p>One<br>\nhttps://example.com/page<br>\nTwo</p>\n"
        f'<p><a href="{YOUTUBE}">{YOUTUBE}</a></p>\n<p>Three</p>',
    ),
    "caption as WordPress shows it": (
        f'<div class="wp-caption alignright"><img src="{P5}"><p class="wp-caption-text">C</p></div>',
        f'<figure class="alignright">{FIVE}<figcaption>C</figcaption></figure>',
    ),
    "picture beside its paragraph": (
        f'<p>Before <img class="alignleft size-medium" src="{P5}"> after.</p>',
        f'<figure class="alignleft">{FIVE}</figure><p>Before  after.</p>',
    ),
    "small size that links to the whole": (
        '<a href="https://x.example/b.jpg"><img src="https://x.example/b-150x150.jpg"></a>',
        '<figure><img src="https://x.example/b.jpg" alt=""></figure>',
    ),
    "picture that loads late": (
        f'<img src="data:image/gif;base64,R0" data-src="{P5}"><noscript><img src="{P5}"></noscript>',
        f"<figure>{FIVE}</figure>",
    ),
    "new gallery": (
        NEW_GALLERY,
        GALLERY.replace("</figure></figure>", "</figure><figcaption>All</figcaption></figure>"),
    ),
    "old gallery": (OLD_GALLERY, GALLERY),
    "gallery as WordPress shows it": (SHOWN_GALLERY, GALLERY),
    "image": (
        wp(
            "image",
            f'<div class="wp-block-image"><figure class="alignleft"><img src="{P5}" alt=""/><figcaption>C '
            '<a href="https://old.example.org/?p=1">l</a></figcaption></figure></div>',
            '{"id":5,"align":"left"}',
        ),
        f'<figure class="alignleft">{FIVE}'
        '<figcaption>C <a href="/2016/08/29/here/">l</a></figcaption></figure>',
    ),
    "image that says its place in the block": (
        wp("image", f'<figure><img src="{P5}"/></figure>', '{"id":5,"align":"wide"}'),
        f'<figure class="alignwide">{FIVE}</figure>',
    ),
    "image without its HTML": (
        wp("image", "", '{"id":5}'),
        f"<figure>{FIVE}<figcaption>caption 5</figcaption></figure>",
    ),
    "media and text": (
        wp(
            "media-text",
            f'<div><figure><img src="{P5}"/></figure><div>{wp("paragraph", "<p>Side</p>")}</div></div>',
        ),
        f"<figure>{FIVE}</figure><p>Side</p>",
    ),
    "old cover": (
        wp("cover", '<div style="background-image:url(x)"><p>Big</p></div>', f'{{"url":"{P5}","id":5}}'),
        f"<figure>{FIVE}</figure><p>Big</p>",
    ),
    "quote": (
        wp(
            "quote",
            f'<blockquote class="wp-block-quote">{wp("paragraph", "<p>Q</p>")}<cite>W</cite></blockquote>',
        ),
        "<blockquote><p>Q</p><p><cite>W</cite></p></blockquote>",
    ),
    "pullquote": (
        wp("pullquote", '<figure class="wp-block-pullquote"><blockquote><p>Q</p></blockquote></figure>'),
        '<blockquote class="pullquote"><p>Q</p></blockquote>',
    ),
    "table with a caption": (
        wp(
            "table",
            "<figure><table><tbody><tr><td>1</td></tr></tbody></table>"
            "<figcaption>C <em>x</em></figcaption></figure>",
        ),
        "<table><caption>C <em>x</em></caption><tbody><tr><td>1</td></tr></tbody></table>",
    ),
    "file": (
        wp(
            "file",
            '<div><object data="/a.pdf"></object><a href="/a.pdf">The report</a>'
            '<a href="/a.pdf">Download</a></div>',
        ),
        '<p><a href="https://old.example.org/a.pdf">The report</a></p>',
    ),
    "verse": (
        wp("verse", "<pre>One\n  <em>two</em>\n\nthree</pre>"),
        "<p>One<br>\xa0\xa0<em>two</em></p><p>three</p>",
    ),
    "details": (
        wp("details", f"<details><summary>S</summary>{wp('paragraph', '<p>In</p>')}</details>"),
        "<details><summary>S</summary><p>In</p></details>",
    ),
    "buttons": (
        wp(
            "buttons",
            wp("button", '<div><a class="wp-block-button__link" href="https://x.example/">Go</a></div>'),
        ),
        '<p><a href="https://x.example/">Go</a></p>',
    ),
    "list in a list": (
        wp(
            "list",
            f"<ul>{wp('list-item', f'<li>a{INNER_LIST}</li>')}</ul>",
        ),
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    "shortcode in a paragraph": (
        wp("paragraph", f"<p>In [youtube={YOUTUBE}] text</p>"),
        f'<p>In</p><p><a href="{YOUTUBE}">{YOUTUBE}</a></p><p>text</p>',
    ),
    "embed with a caption": (
        wp(
            "embed",
            f"<figure><div>\n{YOUTUBE}\n</div><figcaption>C <em>x</em></figcaption></figure>",
            f'{{"url":"{YOUTUBE}"}}',
        ),
        f'<p><a href="{YOUTUBE}">{YOUTUBE}</a></p><p class="media-caption">C <em>x</em></p>',
    ),
    "block that only plays": (
        f'<!-- wp:acme/tube {{"url":"{YOUTUBE}"}} /-->',
        f'<p><a href="{YOUTUBE}">{YOUTUBE}</a></p>',
    ),
    "computed block between": (f"{wp('paragraph', '<p>a</p>')}<!-- wp:latest-posts /-->", "<p>a</p>"),
}


@pytest.mark.parametrize("name", CASES)
def test_markup_becomes_our_own(name):
    source, wanted = CASES[name]
    assert html(source) == wanted


@pytest.mark.parametrize("name", CASES)
def test_our_editor_opens_what_came_of_it_without_loss(name):
    assert keptparts.can_open(html(CASES[name][0]))


def test_footnotes_block_takes_its_notes_from_the_meta_of_the_post():
    source = wp("paragraph", '<p>T<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup></p>')
    made = convert(
        f"{source}<!-- wp:footnotes /-->", footnotes='[{"content":"Note <em>one</em>","id":"a1"}]'
    ).html
    assert made == (
        '<p>T<sup><a href="#a1" id="a1-link">1</a></sup></p><ol class="footnotes">'
        '<li id="a1">Note <em>one</em> '
        '<a href="#a1-link" class="footnote-backref">↩</a></li></ol>'
    )
    assert 'data-notes=""' in keptparts.opened(made)


@pytest.mark.parametrize("meta", ["", "[", '{"a":1}', "[1]", '[{"id":""}]'])
def test_footnotes_that_the_export_does_not_hold_are_listed(meta):
    found = convert("<!-- wp:footnotes /-->", footnotes=meta)
    assert [note.verdict for note in found.notes] == ["kept"]


def test_picture_that_is_no_file_of_the_export_is_named():
    found = convert('<img src="https://x.example/a.jpg"> <img src="/b.jpg">', Library())
    assert found.strays == ("https://x.example/a.jpg", "https://old.example.org/b.jpg")


def test_number_of_a_picture_counts_only_for_a_picture_of_its_name():
    other = '<img class="wp-image-5" src="https://cdn.example/uploads/other-300x200.jpg">'
    same = '<img class="wp-image-5" src="https://cdn.example/uploads/P5-300x200.jpg">'
    assert "other-300x200.jpg" in html(other)
    assert P5 in html(same)


def test_pages_of_one_post_are_joined_and_listed():
    assert notes("a<!--nextpage-->b<!--nextpage-->c") == ["changed: its 3 pages are one"]


def test_words_that_a_style_puts_in_lines_of_their_own_do_not_run_together():
    line = '<span style="padding:1px;display:{}">{}</span>'
    source = f'<p>Go <a href="/x/">{line.format("flex", "Trip 1")}{line.format("block", "Nevada")}</a></p>'
    assert html(source) == '<p>Go <a href="/x/">Trip 1<br>Nevada</a></p>'
