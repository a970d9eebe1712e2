"""The many forms in which addresses of one site are pasted, and pages of which only the site is known."""

import pytest

from blog.embeds import card_for, recognise, recognise_alone
from blog.embeds.endpoints import endpoint_for

VIDEO = "dQw4w9WgXcQ"
CHANNEL = "UCuAXFkgsw1L7xaCfnd5JJOw"
P = "youtube-nocookie.com/embed"  # of players
PLAYED = f"""
https://www.youtube.com/embed/live_stream?channel={CHANNEL} {P}/live_stream?channel={CHANNEL}
https://www.youtube.com/channel/{CHANNEL}/live {P}/live_stream?channel={CHANNEL}
https://www.youtube.com/watch_popup?v={VIDEO} {P}/{VIDEO}
https://www.youtube.com/?v={VIDEO} {P}/{VIDEO}
https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3D{VIDEO}%26f%3Dg {P}/{VIDEO}
https://gaming.youtube.com/watch?v={VIDEO} {P}/{VIDEO}
https://vimeo.com/showcase/1234567 vimeo.com/showcase/1234567/embed
https://vimeo.com/ondemand/thing/76979871 player.vimeo.com/video/76979871
https://www.mixcloud.com/widget/iframe/?feed=%2Fname%2Fshow%2F iframe/?feed=%2Fname%2Fshow%2F
https://player-widget.mixcloud.com/widget/iframe/?hide=1&feed=/name/show/ iframe/?feed=%2Fname%2Fshow%2F
https://open.spotify.com/user/someone/playlist/37i9dQ open.spotify.com/embed/playlist/37i9dQ
https://anchor.fm/name/episodes/a-title-e1abc name/embed/episodes/a-title-e1abc
https://podcasters.spotify.com/pod/show/name/episodes/t-e1 name/embed/episodes/t-e1
https://itunes.apple.com/us/podcast/a/id12?i=34 embed.podcasts.apple.com/us/podcast/a/id12?i=34
https://odysee.com/$/embed/a-title/0123abcd odysee.com/$/embed/a-title:0123abcd
https://lbry.tv/@name:1/title:a2 odysee.com/$/embed/@name:1/title:a2
https://www.tiktok.com/embed/v2/6718335390845095173 www.tiktok.com/player/v1/6718335390845095173
https://videopress.com/v/kUJmAcSf videopress.com/embed/kUJmAcSf
https://www.nicovideo.jp/watch/sm9 embed.nicovideo.jp/watch/sm9
https://nico.ms/sm9 embed.nicovideo.jp/watch/sm9
https://ok.ru/video/123 ok.ru/videoembed/123
https://www.datawrapper.de/_/abcde/ datawrapper.dwcdn.net/abcde/
https://www.dropbox.com/s/abc/talk.mp3?dl=1 www.dropbox.com/s/abc/talk.mp3?dl=1
"""
LINKED = """
https://www.reddit.com/r/Python/s/AbCdEf reddit
https://www.facebook.com/share/v/abc/ facebook
https://www.facebook.com/photo.php?fbid=123 facebook
https://www.threads.net/t/abc threads
https://mastodon.social/users/Gargron/statuses/100254678717223630 mastodon
https://player.twitch.tv/?video=v123&parent=a.example twitch
https://www.pinterest.co.uk/pin/123/ pinterest
https://www.google.de/maps/place/Berlin google-maps
https://gist.github.com/name/0123456789abcdef0123456789abcdef gist
https://imgur.com/gallery/abcdef imgur
https://pca.st/episode/abc pocket-casts
https://overcast.fm/+abc overcast
https://www.bbc.co.uk/sounds/play/m001abc bbc
https://www.bbc.com/news/av/world-123 bbc
https://someone.substack.com/p/a-title substack
https://www.linkedin.com/posts/someone_activity-123 linkedin
"""
NAMED = """
https://www.youtube.com/@channel youtube
https://www.pinterest.com/someone/a-board/ pinterest
https://www.reverbnation.com/someone reverbnation
https://soundcloud.com/you/likes soundcloud
https://vimeo.com/someone vimeo
https://www.loom.com/i/123 loom
https://band.bandcamp.com bandcamp
https://www.amazon.co.uk/dp/B000 amazon
https://mastodon.art/@someone/109300412345678901 mastodon
https://tube.example.org/w/3BGS4ZFVcJsrLYNkHJuhNq peertube
https://tube.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d peertube
https://commons.wikimedia.org/wiki/File:Talk.webm wikimedia-commons
https://github.com/someone/talks/blob/main/talk.mp3 github
"""
NOTHING = """
https://www.youtube.com/redirect?q=evil.example/a https://www.facebook.com/l.php?u=https%3A%2F%2Fevil.example
https://vk.com/away.php?to=evil.example https://www.reddit.com/login/?dest=%2F%2Fevil.example
https://www.google.com/url?q=https://evil.example/ https://www.google.com/search?q=harbour
https://www.youtube.com/ https://www.linkedin.com/redir/redirect?url=evil.example
https://mastodon.social.evil.example/@someone/109300412345678901
https://evil.example/mastodon.social/@someone/109300412345678901
https://www.youtube.com.evil.example/w/3BGS4ZFVcJsrLYNkHJuhNq
https://mastodоn.social/@someone/109300412345678901 https://xn--mastodn-9mf.social/@someone/109300412345678901
http://127.0.0.1/@someone/109300412345678901 http://[::ffff:7f00:1]/w/3BGS4ZFVcJsrLYNkHJuhNq
http://0177.0.0.1/@someone/109300412345678901 http://2130706433/w/3BGS4ZFVcJsrLYNkHJuhNq
https://evil.example/@someone/12 https://evil.example/w/harbour https://someone@tube.example/w/3BGS4ZFVcJsrLYNkHJuhNq
https://radio.example/wiki/File:a.mp3
https://www.dropbox.com/s/abc/talk.mp3?dl=0 https://v.vimeo.com.evil.example/76979871
"""


def pairs(rows):
    return [tuple(row.split()) for row in rows.strip().splitlines()]


@pytest.mark.parametrize(("url", "player"), pairs(PLAYED))
def test_each_form_has_the_player_of_the_same_recording(url, player):
    found = recognise(url)
    assert player in found.player
    assert recognise(found.url).player.partition("&")[0] == found.player.partition("&")[0]


@pytest.mark.parametrize(("url", "provider"), pairs(LINKED))
def test_each_form_has_a_card_of_its_site(url, provider):
    found = recognise(url)
    assert (found.provider, found.player, found.is_listed) == (provider, None, False)
    assert recognise(found.url) == found


@pytest.mark.parametrize(("url", "provider"), pairs(NAMED))
def test_page_of_which_only_the_site_is_known_is_a_card_where_it_stands_bare(url, provider):
    assert (recognise(url).provider, recognise(url).player) == (provider, None)
    assert recognise_alone(url, "some words") is None
    assert recognise_alone(url)
    assert endpoint_for(url) == ""


@pytest.mark.parametrize("url", NOTHING.split())
def test_detours_disguises_and_pages_around_files_are_nothing(url):
    assert recognise(url) is None
    assert card_for(url).player is None


def test_digits_of_other_scripts_name_no_recording():
    assert recognise("https://vimeo.com/٧٦٩٧٩٨٧١").player is None
