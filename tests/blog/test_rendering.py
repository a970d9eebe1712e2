"""Sources to safe pages."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blog.embeds import card_for
from blog.rendering import Picture, media_sources, render_body

TALK = "https://youtu.be/dQw4w9WgXcQ"
SCRIPTING = set(
    "script iframe object embed svg math style link meta base form audio video template x-frame".split()
)


class Inventory(HTMLParser):
    """What a page holds: tags, and attributes as (tag, name, value)."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def dangers(html):
    """Everything in the HTML that could run, or that a browser would fetch from elsewhere."""
    page = Inventory(html)
    found = [tag for tag in page.tags if tag in SCRIPTING]
    for tag, name, value in page.attributes:
        seen = "".join(value.split()).lower()
        is_script = name in {"href", "src", "cite", "data-player"} and seen.startswith(
            ("javascript:", "data:")
        )
        is_fetch = tag == "img" and name in {"src", "srcset"} and seen.startswith(("http", "//", "\\"))
        if (
            name.startswith("on")
            or name in {"style", "srcdoc", "target", "background"}
            or is_script
            or is_fetch
        ):
            found.append((tag, name, value))
    return found


def test_kept_elements_survive_as_they_were():
    source = (
        '<p lang="fr" dir="ltr">a <em>b</em> <strong>c</strong> <s>d</s> H<sub>2</sub>O <mark>e</mark>'
        ' <abbr title="x">f</abbr> <q cite="https://a.example/">g</q> <kbd>h</kbd>'
        ' <time datetime="2020">i</time></p>'
        '<ol start="3"><li>j</li></ol><blockquote><p>k</p></blockquote>'
        '<pre><code class="language-py">l</code></pre>'
        '<table><caption>m</caption><thead><tr><th scope="col">n</th></tr></thead>'
        '<tbody><tr><td colspan="2">o</td></tr></tbody></table>'
        "<hr><dl><dt>p</dt><dd>q</dd></dl><details><summary>r</summary><p>s</p></details>"
    )
    assert render_body(source) == source


def test_style_scripts_and_unknown_classes_go():
    source = '<p style="color:red" onclick="x()" class="alignleft evil">a<script>x()</script></p>'
    assert render_body(source) == '<p class="alignleft">a</p>'


def test_headings_have_unique_ids_in_any_script():
    html = render_body("<h1>Über uns</h1><h2>Über uns</h2><h3>結論</h3><h2>Replies</h2><h2>!</h2><h2> </h2>")
    assert html == (
        '<h2 id="über-uns">Über uns</h2><h2 id="über-uns-2">Über uns</h2><h3 id="結論">結論</h3>'
        '<h2 id="replies-2">Replies</h2><h2 id="section">!</h2>'
    )


def test_footnotes_keep_their_ids_and_others_lose_them():
    source = (
        '<p>a<sup><a href="#fn1" id="ref1">1</a></sup></p><ol><li id="fn1">b <a href="#ref1">↩</a></li></ol>'
    )
    assert render_body(source) == source
    assert render_body('<p id="main">a</p><p id="x">b</p>') == "<p>a</p><p>b</p>"


def test_empty_shells_are_dropped():
    assert (
        render_body("<p>&nbsp;</p><figure><img></figure><p><br></p><p><em> </em></p><h2></h2><p>a</p>")
        == "<p>a</p>"
    )


def test_loose_text_and_wrappers_become_paragraphs():
    html = render_body('a<div>b <i>c</i></div><div dir="rtl"><p>d</p>e</div>')
    assert html == '<p>a</p><p>b <i>c</i></p><p dir="rtl">d</p><p dir="rtl">e</p>'


def test_links_to_other_sites_get_noopener_and_lose_target():
    html = render_body('<p>x <a href="https://a.example/" target="_blank" rel="nofollow opener">a</a></p>')
    assert html == '<p>x <a href="https://a.example/" rel="nofollow noopener">a</a></p>'


def test_links_inside_the_site_stay_plain():
    assert render_body('<p>x <a href="/about/">a</a></p>') == '<p>x <a href="/about/">a</a></p>'


@pytest.mark.parametrize(
    "source",
    [
        f"<p>{TALK}</p>",
        f'<p><a href="{TALK}">{TALK}</a></p>',
        TALK,
        f'<figure class="wp-block-embed"><div>\n{TALK}\n</div></figure>',
        f"<p> <strong><a href='{TALK}'>{TALK}</a></strong><br></p>",
    ],
)
def test_link_alone_in_its_paragraph_becomes_a_card(source):
    html = render_body(source)
    assert html.startswith('<figure class="media" data-provider="youtube"')
    assert f'<a href="{TALK}" rel="noopener">Watch on YouTube</a>' in html


def test_words_of_a_lone_link_become_the_card_title():
    html = render_body(
        '<p><a href="https://radio.example/a.mp3">Listen to the interview on Harbour Radio</a></p>'
    )
    assert ">Listen to the interview on Harbour Radio</a>" in html
    assert 'data-provider="audio"' in html


@pytest.mark.parametrize(
    "source",
    [
        f'<p>See <a href="{TALK}">this</a>.</p>',
        f'<ul><li><p><a href="{TALK}">this</a></p></li></ul>',
        "<p>https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ</p>",
        "<p>http://127.0.0.1/a.mp3</p>",
    ],
)
def test_link_in_running_text_list_or_disguise_stays_what_it_was(source):
    assert 'class="media"' not in render_body(source)


def test_media_stand_where_they_stood_and_text_beside_stays():
    frame = '<iframe src="https://player.vimeo.com/video/76979871"></iframe>'
    html = render_body(f"<p>one</p><p>two {frame} three</p><p>four<br>{TALK}<br>five</p>")
    order = [html.index(part) for part in ("one", "two", "vimeo", "three", "four", TALK, "five")]
    assert order == sorted(order)
    assert html.count('class="media"') == 2


def test_unknown_frame_becomes_a_plain_link():
    html = render_body('<iframe src="//maps.example/x?a=1" title="A map"></iframe>')
    assert html == '<p><a href="https://maps.example/x?a=1" rel="noopener">A map</a></p>'


@pytest.mark.parametrize("src", ["javascript:alert(1)", "data:text/html,x", "", "about:blank"])
def test_frame_without_a_web_address_is_dropped(src):
    assert render_body(f'<iframe src="{src}"></iframe>') == ""


def test_self_closed_frame_does_not_swallow_the_article():
    html = render_body(f'<p><iframe src="{TALK}"/></p><p>the rest</p>')
    assert "the rest" in html


@pytest.mark.parametrize("tag", ["audio", "video"])
def test_players_of_the_source_become_cards(tag):
    html = render_body(f'<figure><{tag} controls><source src="https://a.example/x.mp3"></{tag}>'
                       "<figcaption>Said <em>here</em></figcaption></figure>")  # fmt: skip
    assert 'data-player="https://a.example/x.mp3"' in html
    assert html.endswith('<p class="media-caption">Said <em>here</em></p>')


def test_card_given_by_the_caller_is_used_for_any_spelling_of_its_address():
    card = card_for(f"{TALK}?t=9", title="The talk", outlet="Harbour TV", seconds=1380)
    html = render_body("<p>https://www.youtube.com/watch?v=dQw4w9WgXcQ</p>", cards={card.url: card})
    assert "23 min" in html
    assert f'<a href="{TALK}?t=9" rel="noopener">The talk</a>' in html


def test_card_makes_a_lone_link_to_an_unknown_place_a_card():
    url = "https://radio.example/programme"
    source = f'<p><a href="{url}">Listen</a></p>'
    assert 'data-provider="link"' in render_body(
        source, cards={url: card_for(url, title="Listen", kind="audio")}
    )
    assert 'class="media"' not in render_body(source)


def test_media_sources_are_listed_in_the_order_of_the_text():
    source = f'<p>{TALK}</p><p>a <a href="{TALK}">b</a></p><iframe src="https://vimeo.com/76979871"></iframe>'
    assert media_sources(source) == [TALK, "https://vimeo.com/76979871"]


def test_picture_of_this_site_is_shown_in_a_figure():
    html = render_body('<p><img src="/media/a.jpg" width="9" onerror="x()" style="x"></p>')
    assert html == (
        '<figure><img src="/media/a.jpg" alt="" width="9" loading="lazy" decoding="async"></figure>'
    )


@pytest.mark.parametrize(
    "src", ["https://a.example/x.jpg", "//a.example/x.jpg", "/\\a.example/x.jpg", "/\t/a.example/x"]
)
def test_picture_elsewhere_becomes_its_caption_and_a_link(src):
    html = render_body(f'<figure><img src="{src}" alt="A ship"><figcaption>Cap</figcaption></figure>')
    assert html.startswith('<figure class="picture-absent"><a href="')
    assert html.endswith(">A ship</a><figcaption>Cap</figcaption></figure>")


def test_picture_we_hold_replaces_the_foreign_address():
    held = {
        "https://a.example/x.jpg": Picture(
            "/media/x.jpg", "A ship", 800, 600, "/media/x-320.webp 320w", "100vw"
        )
    }
    html = render_body('<p><img src="https://a.example/x-300x200.jpg"></p>', pictures=held)
    assert 'src="/media/x.jpg" alt="A ship" width="800" height="600"' in html
    assert 'srcset="/media/x-320.webp 320w"' in html


def test_srcset_is_kept_only_if_all_of_it_is_ours():
    ours, foreign = (
        "/media/a.webp 320w, /media/b.webp 640w",
        "/media/a.webp 320w, https://a.example/b.webp 640w",
    )
    assert f'srcset="{ours}"' in render_body(f'<p><img src="/media/a.jpg" srcset="{ours}"></p>')
    assert "srcset" not in render_body(f'<p><img src="/media/a.jpg" srcset="{foreign}"></p>')


def test_captioned_picture_of_wordpress_becomes_a_figure():
    source = (
        '<div class="wp-caption alignright"><img src="/a.jpg" alt="b"><p class="wp-caption-text">c</p></div>'
    )
    html = render_body(source)
    assert html.startswith('<figure class="alignright"><img src="/a.jpg"')
    assert html.endswith("<figcaption>c</figcaption></figure>")


@pytest.mark.parametrize(
    "source", ["<b>" * 50_000, "<div>" * 50_000 + "x", "<" * 10_000, "&" * 10_000, "\x00\ud800<p>"]
)
def test_hostile_shapes_are_rendered_without_error(source):
    assert not dangers(render_body(source))


PIECES = st.sampled_from(
    "<p> </p> <div> </div> <a> </a> <em> </em> <span> <h2> </h2> <li> <ul> </ul> <table> <tr> <td> </table>"
    " <pre> </pre> <blockquote> </blockquote> <figure> </figure> <figcaption> </figcaption> </iframe> <img>"
    " <section> </section> <q> <dl> <dd> <br> <hr> &nbsp; &amp; \n x".split(" ")
) | st.sampled_from(
    [
        f'<a href="{TALK}">',
        f" {TALK} ",
        '<a href="https://a.example/">',
        '<a href="#x" id="x">',
        '<h3 id="x">',
        '<img src="https://a.example/a.jpg" alt="b">',
        '<img src="/media/a.jpg" alt="b">',
        f'<iframe src="{TALK}">',
        '<iframe src="https://a.example/">',
        '<video src="https://a.example/a.mp4">',
        '<figure class="media">',
        '<figure class="picture-absent">',
        '<div class="wp-caption">',
        '<p class="wp-caption-text">',
        '<div dir="rtl">',
        '<span lang="fr">',
        "<!-- x -->",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=24).map("".join))
def test_rendering_twice_changes_nothing(source):
    html = render_body(source)
    assert render_body(html) == html
    assert not dangers(html)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
@example("<a href='" + "x" * 3000)
def test_any_text_renders_without_error(source):
    assert not dangers(render_body(source))


@pytest.fixture
def payloads(corpus):
    return json.loads((corpus / "xss" / "payloads.json").read_text())


def test_payloads_of_the_corpus_leave_nothing_that_runs(payloads):
    firing = [row for row in payloads if row["fires"] != "no"]
    assert len(firing) > 400
    assert [
        (row["id"], dangers(render_body(row["payload"])))
        for row in payloads
        if dangers(render_body(row["payload"]))
    ] == []


def test_payloads_of_the_corpus_settle_at_once(payloads):
    rendered = [render_body(row["payload"]) for row in payloads]
    assert [html for html in rendered if render_body(html) != html] == []
