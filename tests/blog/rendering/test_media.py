"""Links to media become cards where they stand."""

import pytest

from blog.embeds import card_for
from blog.rendering import media_sources, render_body

TALK = "https://youtu.be/dQw4w9WgXcQ"


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


def test_address_typed_without_its_scheme_is_no_title_of_a_card():
    html = render_body('<p><a href="http://youtu.be/dQw4w9WgXcQ">youtu.be/dQw4w9WgXcQ</a></p>')
    assert "Watch on YouTube</a>" in html


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


def test_bare_address_of_an_unknown_place_becomes_a_link():
    html = render_body("<p>https://paper.example/story?a=1&amp;b=2</p>")
    link = '<a href="https://paper.example/story?a=1&amp;b=2" rel="noopener">'
    assert html == f"<p>{link}https://paper.example/story?a=1&amp;b=2</a></p>"


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
