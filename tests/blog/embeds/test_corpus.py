"""Addresses that people have really pasted, and what must never be played."""

import json

import pytest

from blog.embeds import card_for, frame_hosts, media_card_html, recognise
from blog.embeds.addresses import public_address
from blog.embeds.endpoints import ENDPOINTS, endpoint_for
from blog.embeds.providers import PROVIDERS

VIDEO = "dQw4w9WgXcQ"
SPELLINGS = f"""
HTTPS://WWW.YouTube.COM/watch?v={VIDEO} https://www.youtube.com./watch?v={VIDEO}
//www.youtube.com/watch?v={VIDEO} https://www.youtube.com:443/watch?v={VIDEO} http://youtube.com:80/watch?v={VIDEO}
https://youtube.com/watch/?v={VIDEO}
https://www.youtube.com//watch?v={VIDEO} https://m.youtube.com/watch?app=desktop&v={VIDEO}&utm_source=x&fbclid=1
https://youtube.com/shorts/{VIDEO}?feature=share https://www.youtube.com/live/{VIDEO}?si=x https://www.youtu.be/{VIDEO}
https://www.youtube.com/watch?list=PL123&v={VIDEO}&index=2 https://youtu.be/{VIDEO}?si=abc&t=42
"""
HOSTS = [
    ("spotify:episode:298gs9ATwr2rD9tGYJKlQR", "spotify"),
    ("https://m.soundcloud.com/forss/flickermood?in=x/sets/y", "soundcloud"),
    ("https://m.dailymotion.com/video/x2jvvep", "dailymotion"),
    ("https://www.framatube.org/w/9c9de5e8", "peertube"),
    ("https://mobile.twitter.com/jack/status/20?s=20", "x"),
    ("https://www.instagram.com/reels/abc/", "instagram"),
    ("https://fb.watch/abc/", "facebook"),
    ("https://vimeo.com/76979871/abc1234567?share=copy", "vimeo"),
]
DISGUISES = f"""
https://www.yоutube.com/watch?v={VIDEO} https://www.xn--yutube-8wf.com/watch?v={VIDEO} https://www.ｙoutube.com/watch?v={VIDEO}
https://youtube。com.evil.example/watch?v={VIDEO} https://wwwyoutube.com/watch?v={VIDEO} https://youtube.com.evil.example/watch?v={VIDEO}
https://www.youtube.com%2eevil.example/watch?v={VIDEO} https://www.youtube.com%40evil.example/watch?v={VIDEO}
https://www.youtube.com:8080/watch?v={VIDEO} https://www.youtube.com:@evil.example/watch?v={VIDEO}
https://evilbandcamp.com/track/x https://a.b.bandcamp.com/track/x https://m.evil.example/watch?v={VIDEO}
https://evil.example/www.youtube.com/watch?v={VIDEO} https://www.youtube.com/redirect?q=https://evil.example/a
vbscript:x data:text/html,x https://youtu.be.evil.example/{VIDEO} https://www.m.youtube.com.evil.example/{VIDEO}
http://127.0.0.1:9/a.mp3 http://[::1]/a.mp3 http://0/a.mp3 http://017700000001/a.mp3 https://localhost./a.mp3
"""


@pytest.fixture(scope="module")
def examples(corpus):
    if corpus is None:
        pytest.skip("no corpus")
    return json.loads((corpus / "oembed" / "example-urls-a.json").read_text())


def test_every_example_is_recognised_or_a_link_card_with_a_place(examples):
    cards = [card_for(row["url"]) for row in examples["registry_examples"] + examples["common_blog_urls"]]
    assert len(cards) > 250
    assert [card for card in cards if not card.title or not (card.url or card.player)] == []


def test_common_addresses_are_known(examples):
    assert [row["url"] for row in examples["common_blog_urls"] if recognise(row["url"]) is None] == []


def test_what_must_not_be_embedded_has_neither_player_nor_endpoint(examples):
    refused = [row["url"] for row in examples["must_not_embed"]]
    assert [url for url in refused if recognise(url) or card_for(url).player or endpoint_for(url)] == []


def test_no_example_makes_a_page_load_anything_by_itself(examples):
    html = "".join(media_card_html(card_for(row["url"])) for rows in examples.values() for row in rows)
    assert not any(f"<{tag}" in html for tag in ("iframe", "img", "video", "audio", "script"))
    assert " src=" not in html


@pytest.mark.parametrize("url", SPELLINGS.split())
def test_video_is_known_however_its_address_is_spelt(url):
    assert VIDEO in recognise(url).player


@pytest.mark.parametrize(("url", "provider"), HOSTS)
def test_site_is_known_by_each_of_its_hosts(url, provider):
    assert recognise(url).provider == provider


@pytest.mark.parametrize("url", DISGUISES.split())
def test_disguise_is_neither_played_nor_asked(url):
    assert recognise(url) is None
    assert card_for(url).player is None
    assert endpoint_for(url) == ""


def test_more_than_35_providers_have_players_whose_hosts_the_policy_names():
    playing = {provider.slug for provider in PROVIDERS if any(rule.player for rule in provider.rules)}
    assert len(playing) >= 35
    assert all(host.removeprefix("*.") for host in frame_hosts())


@pytest.mark.parametrize("slug", sorted(ENDPOINTS))
def test_endpoint_is_public_secure_and_of_a_known_provider(slug):
    assert slug in {provider.slug for provider in PROVIDERS}
    address = ENDPOINTS[slug].format(host="video.example")
    assert address.startswith("https://")
    assert public_address(address)


def test_endpoint_is_asked_about_the_canonical_page_only():
    address = endpoint_for(f"https://youtu.be/{VIDEO}?si=who-shared-it")
    assert "who-shared-it" not in address
    assert address.startswith("https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch")
