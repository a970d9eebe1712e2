"""Addresses of media: known, canonical, and never a disguise."""

import json

import pytest

from blog.embeds import frame_hosts, recognise
from blog.embeds.addresses import public_address
from blog.embeds.providers import PROVIDERS

PLAYERS = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "youtube", "www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("https://www.youtube.com/watch?feature=x&v=dQw4w9WgXcQ", "youtube", "embed/dQw4w9WgXcQ"),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", "youtube", "embed/dQw4w9WgXcQ"),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "embed/dQw4w9WgXcQ"),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", "youtube", "embed/dQw4w9WgXcQ"),
    ("https://music.youtube.com/watch?v=dQw4w9WgXcQ", "youtube", "embed/dQw4w9WgXcQ"),
    ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "youtube", "embed/dQw4w9WgXcQ"),
    ("http://www.youtube.com/v/dQw4w9WgXcQ&hl=en_US", "youtube", "embed/dQw4w9WgXcQ"),
    ("https://www.youtube.com/playlist?list=PL12-3_4", "youtube", "embed/videoseries?list=PL12-3_4"),
    ("https://vimeo.com/76979871", "vimeo", "player.vimeo.com/video/76979871"),
    ("https://vimeo.com/76979871/0123456789", "vimeo", "player.vimeo.com/video/76979871?h=0123456789"),
    ("https://player.vimeo.com/video/76979871?h=0123456789", "vimeo", "video/76979871?h=0123456789"),
    ("https://vimeo.com/channels/staffpicks/76979871", "vimeo", "player.vimeo.com/video/76979871"),
    ("https://www.dailymotion.com/video/x2jvvep_a-title", "dailymotion", "embed/video/x2jvvep"),
    ("https://dai.ly/x2jvvep", "dailymotion", "embed/video/x2jvvep"),
    ("https://open.spotify.com/intl-de/episode/298gs9ATwr2rD9", "spotify", "embed/episode/298gs9ATwr2rD9"),
    ("https://soundcloud.com/forss/sets/soulhack", "soundcloud", "w.soundcloud.com/player/?url="),
    ("https://www.ted.com/talks/a_talk?language=fr", "ted", "embed.ted.com/talks/a_talk"),
    ("https://archive.org/details/nasa", "internet-archive", "archive.org/embed/nasa"),
    ("https://framatube.org/w/9c9de5e8-0a1e-484a", "peertube", "framatube.org/videos/embed/9c9de5e8"),
    ("https://odysee.com/@name:1/title:a2", "odysee", "odysee.com/$/embed/@name:1/title:a2"),
    ("https://rumble.com/embed/v2zq8a/", "rumble", "rumble.com/embed/v2zq8a"),
    ("https://www.bitchute.com/video/ApixlwN8WoA/", "bitchute", "bitchute.com/embed/ApixlwN8WoA"),
    ("https://streamable.com/ifjh", "streamable", "streamable.com/e/ifjh"),
    ("https://home.wistia.com/medias/xfepf8u5c4", "wistia", "fast.wistia.net/embed/iframe/xfepf8u5c4"),
    ("https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184", "loom", "loom.com/embed/0281766fa2d0"),
    ("https://www.mixcloud.com/name/a-show/", "mixcloud", "iframe/?feed=%2Fname%2Fa-show%2F"),
    ("https://www.deezer.com/en/album/302127", "deezer", "widget.deezer.com/widget/auto/album/302127"),
    (
        "https://podcasts.apple.com/gb/podcast/a/id1?i=2",
        "apple-podcasts",
        "embed.podcasts.apple.com/gb/podcast",
    ),
    ("https://music.apple.com/us/album/a/1", "apple-music", "embed.music.apple.com/us/album/a/1"),
    ("https://html5-player.libsyn.com/embed/episode/id/123/height/90", "libsyn", "embed/episode/id/123"),
    ("https://www.podbean.com/player-v2/?i=abc-123", "podbean", "podbean.com/player-v2/?i=abc-123"),
    ("https://www.spreaker.com/episode/a-title--12345", "spreaker", "player?episode_id=12345"),
    ("https://www.buzzsprout.com/123/episodes/456-title", "buzzsprout", "buzzsprout.com/123/episodes/456"),
    ("https://play.acast.com/s/show/episode", "acast", "embed.acast.com/show/episode"),
    ("https://audioboom.com/posts/123-title", "audioboom", "embeds.audioboom.com/posts/123/embed"),
    ("https://show.castos.com/player/123", "castos", "show.castos.com/player/123"),
    ("https://www.bilibili.com/video/BV1xx411c7mD", "bilibili", "player.html?bvid=BV1xx411c7mD"),
    ("https://vk.com/video-1_2", "vk", "video_ext.php?oid=-1&id=2"),
    ("https://rutube.ru/video/0123456789abcdef0123456789abcdef/", "rutube", "rutube.ru/play/embed/0123"),
    ("https://coub.com/view/um0um0", "coub", "coub.com/embed/um0um0"),
    ("https://issuu.com/iscience/docs/issue23", "issuu", "u=iscience&d=issue23"),
    ("https://www.scribd.com/document/123/Title", "scribd", "scribd.com/embeds/123"),
    ("https://codepen.io/name/pen/JXwgdK", "codepen", "codepen.io/name/embed/JXwgdK"),
    ("https://www.tiktok.com/@a/video/67", "tiktok", "www.tiktok.com/player/v1/67"),
]
LINK_CARDS = [
    ("https://twitter.com/jack/status/20", "x", "https://x.com/jack/status/20"),
    ("https://bsky.app/profile/a.example/post/3l6", "bluesky", "https://bsky.app/profile/a.example/post/3l6"),
    ("https://mastodon.social/@Gargron/100254678", "mastodon", "https://mastodon.social/@Gargron/100254678"),
    ("https://instagram.com/p/V8UMy0LjpX/", "instagram", "https://www.instagram.com/p/V8UMy0LjpX/"),
    ("https://m.facebook.com/paper/posts/123", "facebook", "https://www.facebook.com/paper/posts/123"),
    ("https://old.reddit.com/r/a/comments/b1", "reddit", "https://www.reddit.com/r/a/comments/b1/"),
    ("https://band.bandcamp.com/track/a-song", "bandcamp", "https://band.bandcamp.com/track/a-song"),
    ("https://www.slideshare.net/name/title", "slideshare", "https://www.slideshare.net/name/title"),
]
REFUSED = [
    "javascript:alert(1)",
    "data:text/html,<script>",
    "ftp://radio.example/a.mp3",
    "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example/?u=https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://user@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com\\@evil.example/watch?v=dQw4w9WgXcQ",
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ" onload="x',
    "http://127.0.0.1:9/oembed",
    "http://127.0.0.1/a.mp3",
    "http://2130706433/a.mp3",
    "http://0x7f.1/a.mp3",
    "http://１２７.0.0.1/a.mp3",
    "http://[::1]/a.mp3",
    "http://[broken/a.mp3",
    "http://localhost/a.mp3",
    "http://printer.local/a.mp3",
    "http://192.168.1.1/a.mp3",
    "http://169.254.169.254/a.mp4",
    "//evil.example\\a.mp3",
    "/\\evil.example/a.mp3",
    "a.mp3",
    "",
]


@pytest.mark.parametrize(("url", "provider", "player"), PLAYERS)
def test_recognise_builds_the_player_from_the_address_alone(url, provider, player):
    embed = recognise(url)
    assert embed is not None
    assert embed.provider == provider
    assert player in embed.player


@pytest.mark.parametrize(("url", "provider", "address"), LINK_CARDS)
def test_recognise_gives_a_link_card_where_a_player_needs_their_script(url, provider, address):
    embed = recognise(url)
    assert (embed.provider, embed.player, embed.url) == (provider, None, address)


@pytest.mark.parametrize("url", REFUSED)
def test_recognise_refuses_disguises_and_private_places(url):
    assert recognise(url) is None


@pytest.mark.parametrize("url", [row[0] for row in PLAYERS + LINK_CARDS])
def test_canonical_address_is_its_own_canonical_address(url):
    canonical = recognise(url).url
    assert recognise(canonical).url == canonical


@pytest.mark.parametrize("url", [row[0] for row in PLAYERS])
def test_player_host_stands_in_the_policy(url):
    host = public_address(recognise(url).player).netloc
    assert host in frame_hosts() or f"*.{host.partition('.')[2]}" in frame_hosts()


@pytest.mark.parametrize(
    ("name", "provider", "kind"),
    [("a.mp3", "audio", "audio"), ("a.OGG?x=1", "audio", "audio"), ("a.mp4", "video", "video"),
     ("live.m3u8", "hls", "video")],
)  # fmt: skip
def test_plain_file_plays_natively_over_https(name, provider, kind):
    embed = recognise(f"http://radio.example/{name}")
    assert (embed.provider, embed.kind, embed.native) == (provider, kind, True)
    assert embed.player == f"https://radio.example/{name}"


def test_file_of_this_site_plays_natively():
    assert recognise("/media/interview.mp3").player == "/media/interview.mp3"


@pytest.mark.parametrize("moment", ["?t=62", "?t=1m2s", "?t=62s", "#t=1m2s", "?start=62"])
def test_player_begins_at_the_moment_the_link_names(moment):
    embed = recognise(f"https://youtu.be/dQw4w9WgXcQ{moment}")
    assert embed.player.endswith("start=62")
    assert recognise(embed.moment_url) == embed


def test_table_knows_many_providers_with_players():
    assert len({p.slug for p in PROVIDERS if any(rule.player for rule in p.rules)}) >= 35


def test_frame_hosts_are_plain_hosts():
    assert frame_hosts() == sorted(set(frame_hosts()))
    assert all("/" not in host and ":" not in host and "{" not in host for host in frame_hosts())


@pytest.fixture
def examples(corpus):
    return json.loads((corpus / "oembed" / "example-urls-a.json").read_text())


def test_common_addresses_of_the_corpus_are_recognised(examples):
    unknown = [row["url"] for row in examples["common_blog_urls"] if recognise(row["url"]) is None]
    wrong = [row for row in examples["common_blog_urls"] if recognise(row["url"]).kind not in row["kind"]]
    assert not unknown
    assert not wrong


def test_refusals_of_the_corpus_are_refused(examples):
    assert examples["must_not_embed"]
    assert not [row["url"] for row in examples["must_not_embed"] if recognise(row["url"])]


def test_registry_examples_give_canonical_media_or_nothing(examples):
    found = [recognise(row["url"]) for row in examples["registry_examples"]]
    known = [embed for embed in found if embed]
    assert len(known) >= 25
    assert all(recognise(embed.url).provider == embed.provider for embed in known)
