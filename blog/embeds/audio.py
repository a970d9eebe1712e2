"""Music and podcast hosts."""

from blog.embeds.table import Provider, rule

SPOTIFY_KIND = r"(?P<type>track|album|playlist|artist|episode|show|audiobook|chapter)"
SPOTIFY_PAGE = "https://open.spotify.com/{type}/{id}"
SPOTIFY_PLAYER = "https://open.spotify.com/embed/{type}/{id}"
APPLE_PATH = r"/(?P<path>(?:[a-z]{2}/)?(?:podcast|album|playlist|song|music-video|audiobook)/[^?#\s\"'<>&]+)"
NO_ARTISTS = "(?:you|discover|search|stream|charts|pages|feed|upload|messages|settings|people|tags)/"
NO_TRACKS = r"(?:likes|tracks|albums|popular-tracks|followers|following|reposts|sets|comments)/?(?:\?|$)"
APPLE_EPISODE = APPLE_PATH + r"\?(?:.*&)?i=(?P<item>\d+)"
MIXCLOUD_WIDGET = (
    r"/widget/iframe/?\?(?:.*&)?feed=(?:https?(?:%3A|:)(?:%2F|/){2}www\.mixcloud\.com)?"
    r"(?:%2F|/)(?P<user>[\w-]+)(?:%2F|/)(?P<id>[\w-]+)"
)
NO_SHOWS = r"(?:uploads|playlists|favorites|listens|following|followers|stream)/?(?:\?|$)"
MIXCLOUD_PAGE = "https://www.mixcloud.com/{user}/{id}/"
MIXCLOUD_PLAYER = "https://player-widget.mixcloud.com/widget/iframe/?feed=%2F{user}%2F{id}%2F"
ANCHOR_PAGE = "https://creators.spotify.com/pod/show/{show}/episodes/{id}"
ANCHOR_PLAYER = "https://creators.spotify.com/pod/show/{show}/embed/episodes/{id}"

# fmt: off
AUDIO = (
    Provider("spotify", "Spotify", "audio", ("open.spotify.com", "play.spotify.com"), (
        rule(r"/(?:intl-[a-z]+/)?(?:embed(?:-podcast)?/)?(?:user/[^/?]+/)?" + SPOTIFY_KIND + r"/(?P<id>\w+)",
             SPOTIFY_PAGE, SPOTIFY_PLAYER),
    ), aspect="352"),
    Provider("soundcloud", "SoundCloud", "audio", ("soundcloud.com", "www.soundcloud.com",
        "m.soundcloud.com"), (
        rule(rf"/(?!{NO_ARTISTS})(?P<id>[\w-]+/(?!{NO_TRACKS})(?:sets/)?[\w-]+(?:/s-\w+)?)/?(?:\?|$)",
             "https://soundcloud.com/{id}",
             "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/{id}"),
    ), aspect="166", autoplay="auto_play=true"),
    Provider("soundcloud", "SoundCloud", "audio", ("w.soundcloud.com",), (
        rule(r"/player/?\?(?:.*&)?url=https?(?:%3A|:)//soundcloud\.com/(?P<id>[\w/-]+)",
             "https://soundcloud.com/{id}",
             "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/{id}"),
        rule(
             r"/player/?\?(?:.*&)?url=https?(?:%3A|:)//api\.soundcloud\.com/(?P<type>tracks|playlists)/(?P<id>\d+)",
             "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/{type}/{id}",
             "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/{type}/{id}"),
    ), aspect="166", autoplay="auto_play=true"),
    Provider("soundcloud", "SoundCloud", "audio", ("api.soundcloud.com",), (
        rule(r"/(?P<type>tracks|playlists)/(?P<id>\d+)", "https://api.soundcloud.com/{type}/{id}",
             "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/{type}/{id}"),
    ), aspect="166", autoplay="auto_play=true"),
    Provider("soundcloud", "SoundCloud", "audio", ("on.soundcloud.com",), (
        rule(r"/(?P<id>\w+)", "https://on.soundcloud.com/{id}"),
    )),
    Provider("spotify", "Spotify", "audio", ("spotify.link",), (
        rule(r"/(?P<id>\w+)", "https://spotify.link/{id}"),
    )),
    Provider("mixcloud", "Mixcloud", "audio", ("www.mixcloud.com", "mixcloud.com", "m.mixcloud.com"), (
        rule(MIXCLOUD_WIDGET, MIXCLOUD_PAGE, MIXCLOUD_PLAYER),
        rule(rf"/(?P<user>(?!widget|genres|discover|upload)[\w-]+)/(?P<id>(?!{NO_SHOWS})[\w%-]+)/?(?:\?|$)",
             MIXCLOUD_PAGE, MIXCLOUD_PLAYER),
    ), aspect="120", autoplay="autoplay=1"),
    Provider("mixcloud", "Mixcloud", "audio", ("player-widget.mixcloud.com",), (
        rule(MIXCLOUD_WIDGET, MIXCLOUD_PAGE, MIXCLOUD_PLAYER),
    ), aspect="120", autoplay="autoplay=1"),
    Provider("spotify", "Spotify", "audio", ("creators.spotify.com", "podcasters.spotify.com"), (
        rule(r"/pod/show/(?P<show>[\w-]+)/(?:embed/)?episodes/(?P<id>[\w-]+)", ANCHOR_PAGE, ANCHOR_PLAYER),
    ), aspect="161"),
    Provider("spotify", "Spotify", "audio", ("anchor.fm",), (
        rule(r"/(?P<show>[\w-]+)/(?:embed/)?episodes/(?P<id>[\w-]+)", ANCHOR_PAGE, ANCHOR_PLAYER),
    ), aspect="161"),
    Provider("apple-podcasts", "Apple Podcasts", "audio", ("itunes.apple.com",), (
        rule(r"/(?P<path>(?:[a-z]{2}/)?podcast/[^?#\s\"'<>&]+)\?(?:.*&)?i=(?P<item>\d+)",
             "https://podcasts.apple.com/{path}?i={item}", "https://embed.podcasts.apple.com/{path}?i={item}"),
        rule(r"/(?P<path>(?:[a-z]{2}/)?podcast/[^?#\s\"'<>&]+)", "https://podcasts.apple.com/{path}",
             "https://embed.podcasts.apple.com/{path}", aspect="450"),
    ), aspect="175"),
    Provider("deezer", "Deezer", "audio", ("www.deezer.com", "deezer.com"), (
        rule(r"/(?:[a-z]{2}/)?(?P<type>track|album|playlist|artist|show|episode)/(?P<id>\d+)",
             "https://www.deezer.com/{type}/{id}", "https://widget.deezer.com/widget/auto/{type}/{id}"),
    ), aspect="300"),
    Provider("apple-podcasts", "Apple Podcasts", "audio",
        ("podcasts.apple.com", "embed.podcasts.apple.com"), (
        rule(APPLE_EPISODE, "https://podcasts.apple.com/{path}?i={item}",
             "https://embed.podcasts.apple.com/{path}?i={item}"),
        rule(APPLE_PATH, "https://podcasts.apple.com/{path}", "https://embed.podcasts.apple.com/{path}",
             aspect="450"),
    ), aspect="175"),
    Provider("apple-music", "Apple Music", "audio", ("music.apple.com", "embed.music.apple.com"), (
        rule(APPLE_EPISODE, "https://music.apple.com/{path}?i={item}",
             "https://embed.music.apple.com/{path}?i={item}"),
        rule(APPLE_PATH, "https://music.apple.com/{path}", "https://embed.music.apple.com/{path}",
             aspect="450"),
    ), aspect="175"),
    Provider("bandcamp", "Bandcamp", "audio", ("bandcamp.com",), (
        rule(r"/EmbeddedPlayer/(?:v=\d+/)?(?P<id>(?:album|track)=\d+)",
             "https://bandcamp.com/EmbeddedPlayer/{id}/",
             "https://bandcamp.com/EmbeddedPlayer/{id}/size=large/tracklist=false/artwork=small/"),
    ), aspect="120"),
    Provider("bandcamp", "Bandcamp", "audio", ("*.bandcamp.com",), (
        rule(r"/(?P<id>(?:track|album)/[\w-]+)", "https://{host}/{id}"),
    )),
    Provider("libsyn", "Libsyn", "audio", ("html5-player.libsyn.com", "play.libsyn.com"), (
        rule(r"/embed/episode/id/(?P<id>\d+)", "https://html5-player.libsyn.com/embed/episode/id/{id}",
             "https://html5-player.libsyn.com/embed/episode/id/{id}"),
    ), aspect="192"),
    Provider("libsyn", "Libsyn", "audio", ("*.libsyn.com",), (
        rule(r"/(?P<id>[\w-]+(?:/[\w-]+)*)/?(?:\?|$)", "https://{host}/{id}"),
    )),
    Provider("podbean", "Podbean", "audio", ("www.podbean.com",), (
        rule(r"/player-v2/?\?(?:.*&)?i=(?P<id>[\w-]+)", "https://www.podbean.com/player-v2/?i={id}",
             "https://www.podbean.com/player-v2/?i={id}"),
        rule(r"/(?P<id>(?:ew|media/share)/[\w-]+)", "https://www.podbean.com/{id}"),
    ), aspect="150"),
    Provider("podbean", "Podbean", "audio", ("*.podbean.com",), (
        rule(r"/e/(?P<id>[\w-]+)", "https://{host}/e/{id}/"),
    )),
    Provider("spreaker", "Spreaker", "audio", ("www.spreaker.com", "spreaker.com", "widget.spreaker.com"), (
        rule(r"/(?:episode/(?:[\w-]+--)?|player\?(?:.*&)?episode_id=)(?P<id>\d+)",
             "https://www.spreaker.com/episode/{id}", "https://widget.spreaker.com/player?episode_id={id}"),
        rule(r"/(?:podcast|show)/(?:[\w-]+--)?(?P<id>\d+)", "https://www.spreaker.com/show/{id}",
             "https://widget.spreaker.com/player?show_id={id}"),
    ), aspect="200", autoplay="autoplay=true"),
    Provider("buzzsprout", "Buzzsprout", "audio", ("www.buzzsprout.com", "buzzsprout.com"), (
        rule(r"/(?P<show>\d+)/(?:episodes/)?(?P<id>\d+)",
             "https://www.buzzsprout.com/{show}/episodes/{id}",
             "https://www.buzzsprout.com/{show}/episodes/{id}?client_source=small_player&iframe=true"),
    ), aspect="200"),
    Provider("acast", "Acast", "audio", ("play.acast.com", "shows.acast.com", "embed.acast.com",
        "www.acast.com"), (
        rule(r"/(?:s/)?(?P<show>[\w.-]+)/(?:episodes/)?(?P<id>[\w.-]+)",
             "https://shows.acast.com/{show}/episodes/{id}", "https://embed.acast.com/{show}/{id}"),
    ), aspect="190"),
    Provider("spreaker", "Spreaker", "audio", ("www.spreaker.com", "spreaker.com"), (
        rule(r"/(?P<id>(?:user|show|podcast)/[\w-]+/[\w-]+)", "https://www.spreaker.com/{id}"),
    )),
    Provider("audioboom", "Audioboom", "audio", ("audioboom.com", "www.audioboom.com",
        "embeds.audioboom.com"), (
        rule(r"/(?:posts|boos)/(?P<id>\d+)", "https://audioboom.com/posts/{id}",
             "https://embeds.audioboom.com/posts/{id}/embed/v4"),
    ), aspect="220"),
    Provider("castos", "Castos", "audio", ("*.castos.com",), (
        rule(r"/player/(?P<id>\d+)", "https://{host}/player/{id}", "https://{host}/player/{id}"),
        rule(r"/episodes/(?P<id>[\w-]+)", "https://{host}/episodes/{id}"),
    ), aspect="150"),
    Provider("simplecast", "Simplecast", "audio", ("player.simplecast.com",), (
        rule(r"/(?P<id>[0-9a-f-]{36})", "https://player.simplecast.com/{id}",
             "https://player.simplecast.com/{id}"),
    ), aspect="200"),
    Provider("simplecast", "Simplecast", "audio", ("simplecast.com", "*.simplecast.com"), (
        rule(r"/(?P<id>(?:s|episodes)/[\w-]+)", "https://{host}/{id}"),
    )),
    Provider("transistor", "Transistor", "audio", ("share.transistor.fm",), (
        rule(r"/[se]/(?P<id>\w+)", "https://share.transistor.fm/s/{id}",
             "https://share.transistor.fm/e/{id}"),
    ), aspect="180"),
    Provider("captivate", "Captivate", "audio", ("player.captivate.fm",), (
        rule(r"/episode/(?P<id>[0-9a-f-]{36})", "https://player.captivate.fm/episode/{id}",
             "https://player.captivate.fm/episode/{id}"),
    ), aspect="200"),
    Provider("megaphone", "Megaphone", "audio", ("playlist.megaphone.fm", "player.megaphone.fm"), (
        rule(r"/(?:\?(?:.*&)?e=)?(?P<id>[A-Z]{3,}\d+)", "https://playlist.megaphone.fm/?e={id}",
             "https://playlist.megaphone.fm/?e={id}"),
    ), aspect="200"),
    Provider("omny", "Omny Studio", "audio", ("omny.fm", "www.omny.fm"), (
        rule(r"/shows/(?P<show>[\w-]+)/(?P<id>[\w-]+)", "https://omny.fm/shows/{show}/{id}",
             "https://omny.fm/shows/{show}/{id}/embed"),
    ), aspect="180"),
    Provider("redcircle", "RedCircle", "audio", ("redcircle.com", "app.redcircle.com"), (
        rule(r"/shows/(?P<show>[\w-]+)/(?:ep|episodes)/(?P<id>[\w-]+)",
             "https://redcircle.com/shows/{show}/episodes/{id}"),
    )),
    Provider("audius", "Audius", "audio", ("audius.co",), (
        rule(r"/(?P<id>[\w-]+/[\w-]+)", "https://audius.co/{id}"),
    )),
    Provider("hearthis", "hearthis.at", "audio", ("hearthis.at",), (
        rule(r"/(?P<id>[\w-]+/[\w-]+)", "https://hearthis.at/{id}/"),
    )),
    Provider("clyp", "Clyp", "audio", ("clyp.it", "www.clyp.it"), (
        rule(r"/(?P<id>playlist/\w+)", "https://clyp.it/{id}"),
        rule(r"/(?P<id>\w{6,})", "https://clyp.it/{id}", "https://clyp.it/{id}/widget"),
    ), aspect="160"),
    Provider("reverbnation", "ReverbNation", "audio", ("www.reverbnation.com", "reverbnation.com"), (
        rule(r"/(?P<id>[\w-]+/song/[\w-]+)", "https://www.reverbnation.com/{id}"),
    )),
    Provider("tidal", "TIDAL", "audio", ("tidal.com", "www.tidal.com", "listen.tidal.com",
        "embed.tidal.com"), (
        rule(r"/(?:browse/)?(?P<type>track|album|playlist)s?/(?P<id>[\w-]+)",
             "https://tidal.com/{type}/{id}", "https://embed.tidal.com/{type}s/{id}"),
    ), aspect="300"),
)
# fmt: on
