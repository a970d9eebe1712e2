"""Broadcasters, podcast programs and smaller sites of recordings. Most let nobody play them elsewhere without
scripts of their own, so that they have a card that links."""

from blog.embeds.table import Kind, Provider, rule

WHOLE = r"/(?P<path>[^?]*[^?/])"


def station(slug: str, name: str, kind: Kind, hosts: str, below: str = "") -> Provider:
    """A site of which every page `below` a path (a pattern) is a recording; the query is left out."""
    pattern = rf"/(?P<path>(?:{below})[^?]*[^?/])" if below else WHOLE
    return Provider(slug, name, kind, tuple(hosts.split()), (rule(pattern, "https://{host}/{path}"),))


# fmt: off
STATIONS = (
    # Broadcasters
    station("bbc", "BBC", "audio", "www.bbc.co.uk bbc.co.uk", "sounds/(?:play|series|brand)/|programmes/"),
    station("bbc", "BBC", "video", "www.bbc.co.uk bbc.co.uk", "iplayer/"),
    station("bbc", "BBC", "video", "www.bbc.co.uk bbc.co.uk www.bbc.com bbc.com",
            "news/(?:av|videos?)/|reel/video/"),
    station("arte", "ARTE", "video", "www.arte.tv", r"[a-z]{2}/videos/"),
    station("ard", "ARD", "video", "www.ardmediathek.de", "video/"),
    station("ard", "ARD", "audio", "www.ardaudiothek.de", "episode/|sendung/"),
    station("zdf", "ZDF", "video", "www.zdf.de", r"(?:video|play)s?/|[^?]*\d\.html$"),
    station("abc-australia", "ABC", "audio", "www.abc.net.au", "listen/"),
    station("cbc", "CBC", "audio", "www.cbc.ca", "listen/"),
    station("cbc", "CBC", "video", "www.cbc.ca", "player/play/"),
    station("democracy-now", "Democracy Now!", "video", "www.democracynow.org", r"(?:shows/)?\d{4}/\d+/\d+"),
    station("radio-france", "Radio France", "audio", "www.radiofrance.fr", "[^/]+/podcasts/"),
    station("crowdcast", "Crowdcast", "video", "www.crowdcast.io", "c/|e/"),
    # Programs that play podcasts
    station("pocket-casts", "Pocket Casts", "audio", "pca.st play.pocketcasts.com pocketcasts.com"),
    station("overcast", "Overcast", "audio", "overcast.fm", r"\+|itunes"),
    station("castro", "Castro", "audio", "castro.fm", "episode/|podcast/"),
    station("castbox", "Castbox", "audio", "castbox.fm", "episode/|channel/|vb/|va/|vd/|vhc?/"),
    station("iheartradio", "iHeart", "audio", "www.iheart.com", "podcast/"),
    station("tunein", "TuneIn", "audio", "tunein.com", "podcasts/|radio/|topic/"),
    station("podchaser", "Podchaser", "audio", "www.podchaser.com", "podcasts/"),
    station("podcast-addict", "Podcast Addict", "audio", "podcastaddict.com",
            "(?:[^/]+/)?(?:episode|podcast)/"),
    station("player-fm", "Player FM", "audio", "player.fm", "series/|[0-9]"),
    station("goodpods", "Goodpods", "audio", "goodpods.com www.goodpods.com", "podcasts/"),
    station("listen-notes", "Listen Notes", "audio", "www.listennotes.com lnns.co"),
    station("radiopublic", "RadioPublic", "audio", "radiopublic.com play.radiopublic.com"),
    station("stitcher", "Stitcher", "audio", "www.stitcher.com", "show/|podcast/|s/"),
    station("ivoox", "iVoox", "audio", "www.ivoox.com go.ivoox.com"),
    station("podomatic", "Podomatic", "audio", "www.podomatic.com", "podcasts/"),
    station("rss-com", "RSS.com", "audio", "rss.com", "podcasts/"),
    station("pod-link", "pod.link", "audio", "pod.link podfollow.com"),
    station("fountain", "Fountain", "audio", "fountain.fm", "episode/|show/"),
    station("blubrry", "Blubrry", "audio", "blubrry.com www.blubrry.com player.blubrry.com"),
    station("fireside", "Fireside", "audio", "player.fireside.fm", "v2/"),
    station("zencastr", "Zencastr", "audio", "zencastr.com", "z/|[^/]+/"),
    # Sites of videos
    Provider("videopress", "VideoPress", "video", ("videopress.com", "video.wordpress.com"), (
        rule(r"/(?:v|embed)/(?P<id>\w{8})", "https://videopress.com/v/{id}", "https://videopress.com/embed/{id}"),
    )),
    Provider("niconico", "Niconico", "video", ("www.nicovideo.jp", "sp.nicovideo.jp", "embed.nicovideo.jp"), (
        rule(r"/watch/(?P<id>(?:sm|nm|so)\d+)", "https://www.nicovideo.jp/watch/{id}",
             "https://embed.nicovideo.jp/watch/{id}"),
    )),
    Provider("niconico", "Niconico", "video", ("nico.ms",), (
        rule(r"/(?P<id>(?:sm|nm|so)\d+)", "https://www.nicovideo.jp/watch/{id}",
             "https://embed.nicovideo.jp/watch/{id}"),
    )),
    Provider("youku", "Youku", "video", ("v.youku.com",), (
        rule(r"/v_show/id_(?P<id>[\w=]+)(?:\.html)?", "https://v.youku.com/v_show/id_{id}.html",
             "https://player.youku.com/embed/{id}"),
    )),
    Provider("ok", "OK", "video", ("ok.ru", "m.ok.ru", "www.ok.ru"), (
        rule(r"/video(?:embed)?/(?P<id>\d+)", "https://ok.ru/video/{id}", "https://ok.ru/videoembed/{id}"),
    ), autoplay="autoplay=1"),
    Provider("aparat", "Aparat", "video", ("www.aparat.com", "aparat.com"), (
        rule(r"/v/(?P<id>\w+)", "https://www.aparat.com/v/{id}",
             "https://www.aparat.com/video/video/embed/videohash/{id}/vt/frame"),
    )),
    station("tencent-video", "Tencent Video", "video", "v.qq.com", "x/"),
    station("dzen", "Dzen", "video", "dzen.ru", "video/|shorts/"),
    station("metacafe", "Metacafe", "video", "www.metacafe.com", "watch/"),
    station("vine", "Vine", "video", "vine.co", "v/"),
    station("cloudup", "Cloudup", "link", "cloudup.com"),
    # Posts
    Provider("gist", "GitHub Gist", "post", ("gist.github.com",), (
        rule(r"/(?P<id>(?:[\w-]+/)?[0-9a-f]{8,40})(?:[/?.]|$)", "https://gist.github.com/{id}"),
    )),
    station("imgur", "Imgur", "post", "imgur.com www.imgur.com", r"(?:a|gallery|t/[^/]+)/|\w{5,}$"),
    station("tenor", "Tenor", "post", "tenor.com", "view/|[a-z]{2}/view/"),
    station("substack", "Substack", "post", "*.substack.com substack.com", r"p/|@[\w.-]+/(?:p|note)|pub/"),
    station("linkedin", "LinkedIn", "post", "www.linkedin.com", "posts/|(?:embed/)?feed/update/|pulse/"),
    station("medium", "Medium", "post", "medium.com *.medium.com",
            r"(?:@?[\w.-]+/)?[\w%-]*-[0-9a-f]{8,}$|p/"),
    station("patreon", "Patreon", "post", "www.patreon.com", "posts/"),
)
# fmt: on
