"""Sites that are known by name only: a card that links, for a bare address alone on its line."""

import pytest

from blog.embeds import recognise, recognise_alone
from blog.rendering import render_body


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://www.23hq.com/mprove/photo/13297717", "23hq"),
        ("https://wolfram.wolframcloud.com/obj/a", "wolfram-cloud"),
        ("http://tegula.io/m/11", "tegula"),
    ],
)
def test_page_of_a_listed_site_becomes_a_card_without_a_player(url, provider):
    found = recognise(url)
    assert (found.provider, found.kind, found.player) == (provider, "link", None)
    assert f'<figure class="media" data-provider="{provider}"' in render_body(f"<p>{url}</p>")


def test_words_that_link_to_a_listed_site_stay_a_link():
    url = "https://www.nytimes.com/2026/01/02/world/harbour.html"
    assert recognise_alone(url)
    assert recognise_alone(url, "as the Times had it") is None
    assert "figure" not in render_body(f'<p><a href="{url}">as the Times had it</a></p>')


@pytest.mark.parametrize(
    "url",
    [
        "https://www.nytimes.com/",
        "https://nytimes.com.evil.example/2026/",
        "https://evilnytimes.com/2026/",
        "https://evil.example/?u=https://www.nytimes.com/2026/",
        "https://www.youtube.com/redirect?q=https://www.nytimes.com/",
    ],
)
def test_front_pages_look_alikes_and_detours_are_no_listed_pages(url):
    assert recognise(url) is None
