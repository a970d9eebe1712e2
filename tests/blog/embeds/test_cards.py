"""The card of a media link."""

from html.parser import HTMLParser

import pytest
from django.utils.html import strip_tags

from blog.embeds import card_for, media_card_html
from blog.embeds.cards import length_text

INTERVIEW = "https://radio.example/harbour.mp3"


class Elements(HTMLParser):
    """Each element as (tag, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(card):
    return dict(Elements(media_card_html(card)).found)


def test_card_says_kind_length_place_and_that_nothing_loads():
    html = media_card_html(
        card_for(INTERVIEW, title="Listen to the interview on Harbour Radio", seconds=1380)
    )
    caption = "Audio · 23 min · radio.example · nothing loads from there until you press play"
    assert caption in strip_tags(html)
    assert f'<a href="{INTERVIEW}" rel="noopener">Listen to the interview on Harbour Radio</a>' in html


def test_card_is_a_figure_that_names_its_provider_and_player():
    figure = elements(card_for("https://youtu.be/dQw4w9WgXcQ"))["figure"]
    assert figure["class"] == "media"
    assert figure["data-provider"] == "youtube"
    assert figure["data-player"].startswith("https://www.youtube-nocookie.com/embed/")
    assert figure["data-host"] == "www.youtube-nocookie.com"


def test_play_button_is_hidden_until_a_script_can_play():
    button = elements(card_for(INTERVIEW, title="The harbour"))["button"]
    assert button["type"] == "button"
    assert "hidden" in button
    assert button["aria-label"] == "Play “The harbour” (loads it from radio.example)"


def test_card_without_a_player_has_no_button_and_promises_nothing():
    html = media_card_html(card_for("https://bsky.app/profile/a.example/post/1"))
    assert "<button" not in html
    assert '<figcaption class="meta">Post · bsky.app</figcaption>' in html


@pytest.mark.parametrize(
    ("url", "outlet", "title"),
    [
        ("https://soundcloud.com/forss/flickermood", "", "Listen on SoundCloud"),
        ("https://youtu.be/dQw4w9WgXcQ", "", "Watch on YouTube"),
        (INTERVIEW, "Harbour Radio", "Listen to the interview on Harbour Radio"),
        (INTERVIEW, "", "Listen on radio.example"),
        ("/media/talk.mp3", "", "Listen"),
        ("https://x.com/a/status/1", "", "Read on X"),
        ("https://paper.example/story", "", "Open on paper.example"),
    ],
)
def test_card_without_a_title_says_what_its_link_does(url, outlet, title):
    assert card_for(url, outlet=outlet).title == title


def test_file_of_this_site_asks_no_other_place():
    html = media_card_html(card_for("/media/talk.mp3", seconds=90))
    assert '<figcaption class="meta">Audio · 2 min</figcaption>' in html
    assert 'data-native="true"' in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/a.mp3", "", "http://"]
)
def test_address_that_must_not_be_linked_shows_its_title_alone(url):
    html = media_card_html(card_for(url, title="The harbour"))
    assert "href" not in html
    assert "<span>The harbour</span>" in html


def test_words_of_a_card_are_escaped():
    html = media_card_html(card_for(INTERVIEW, title='<img src=x onerror="x()">'))
    assert "<img" not in html


def test_poster_comes_from_this_site_only():
    assert elements(card_for(INTERVIEW, poster="/media/a.jpg"))["img"]["src"] == "/media/a.jpg"
    assert "img" not in elements(card_for(INTERVIEW, poster="https://a.example/a.jpg"))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, ""), (0, ""), (-5, ""), (40, "40 s"), (1380, "23 min"), (3900, "1 h 5 min"), (3600, "1 h")],
)
def test_length_reads_like_a_programme_guide(seconds, text):
    assert length_text(seconds) == text


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("www.yоutube.com", "xn--yutube-wqf.com"),
        ("аррӏе.com", "xn--80ak6aa92e.com"),
        ("bücher.example", "bücher.example"),
        ("пример.рф", "пример.рф"),
        ("例え.jp", "例え.jp"),
        ("radio.example", "radio.example"),
    ],
)
def test_host_in_letters_that_pass_for_others_is_shown_as_it_is_encoded(host, shown):
    assert card_for(f"https://{host}/a").host == shown
