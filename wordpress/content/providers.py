"""Shortcodes that name something at a provider: WordPress.com's, Jetpack's and common plug-ins' forms."""

import re
from html import escape
from urllib.parse import parse_qs

from blog import embeds

from .markup import ADDRESS, clean_address, first_address, media_link
from .shortcodes import Shortcode

# How the provider's own number, name or path becomes an address.
PATTERNS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/{}",
    "videopress": "https://videopress.com/v/{}",
    "spotify": "https://open.spotify.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "gist": "https://gist.github.com/{}",
    "scribd": "https://www.scribd.com/document/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "vine": "https://vine.co/v/{}",
    "mixcloud": "https://www.mixcloud.com/{}/",
    "wistia": "https://fast.wistia.net/embed/iframe/{}",
    "ustream": "https://www.ustream.tv/{}",
    "twitch": "https://www.twitch.tv/{}",
    "hulu": "https://www.hulu.com/watch/{}",
    "polldaddy": "https://poll.fm/{}",
    "archiveorg": "https://archive.org/details/{}",
    "googlevideo": "https://video.google.com/videoplay?docid={}",
    "viddler": "https://www.viddler.com/v/{}",
    "liveleak": "https://www.liveleak.com/view?i={}",
    "blip": "https://blip.tv/file/{}",
    "flickr": "https://www.flickr.com/photo.gne?id={}",
    "instagram": "https://www.instagram.com/p/{}/",
    "issuu": "https://issuu.com/{}",
    "codepen": "https://codepen.io/pen/{}",
    "livestream": "https://livestream.com/{}",
    "bitchute": "https://www.bitchute.com/video/{}/",
}
OTHER_NAMES = {
    "youtube": "yt youtube_sc tube lyte embedyt youtube_video fusion_youtube su_youtube su_youtube_advanced",
    "vimeo": "fusion_vimeo su_vimeo vimeo_video",
    "soundcloud": "soundcloud_ultimate fusion_soundcloud",
    "dailymotion": "dailymotion_channel su_dailymotion",
    "ted": "ted-talk ted_talk tedtalks",
    "videopress": "wpvideo",
    "tweet": "twitter tweet_embed",
    "twitch": "twitchtv",
    "polldaddy": "crowdsignal",
    "archiveorg": "archiveorg-book archive-org archiveorg-book-viewer",
    "googlevideo": "gvideo",
    "blip": "blip.tv bliptv",
    "gist": "github-gist",
}
# Those that always carry a whole address.
ADDRESSED_NAMES = """
    facebook googlemaps kickstarter bandcamp audioboo audioboom brightcove iframe pinterest medium houzz
    typeform cartodb getty reverbnation tiktok reddit arve fvplayer flowplayer jwplayer powerpress podcast
    sc_embed_player wpaudio mejsaudio mejsvideo zplayer haiku mp3player videojs evp_embed_video gdoc embeddoc
    pdf-embedder pdfviewer pdf embed-pdf google-drive-embed gview loom streamable
"""
NAMED_BY = "url src href link video id video_id videoid key poll guid tweet".split()
ALSO_NAMED_BY = "vid code username track fileurl file mp3 mp4 text".split()
TAG = re.compile(r"<[^>]*>")
SPOTIFY = re.compile(r"spotify:(\w+):(\w+)")
HOST_AND_PATH = re.compile(r"(?:www\.)?\w[\w-]*\.\w[\w.-]*/\S+")
BARE = re.compile(r"[\w@./%~-]+")
PLAYER_SIZE = re.compile(
    r"[&?](?:amp;)?(?:w|h|width|height|rel|fs|hd|hl|showinfo|iv_load_policy|autohide|color\d|border)=[\w%]*"
    r"(?=&|$)"
)


def names() -> dict[str, str]:
    """Every shortcode name of a provider, and the name that its pattern has."""
    others = {name: kind for kind, more in OTHER_NAMES.items() for name in more.split()}
    return others | {kind: kind for kind in PATTERNS}


KINDS = names()


def provider(shortcode: Shortcode) -> str | None:
    """[youtube=…], [youtube …], [youtube id=…], [youtube]…[/youtube], and other providers alike."""
    kind, said = KINDS[shortcode.name], said_by(shortcode)
    if kind == "spotify" and (spotify := SPOTIFY.search(said)):
        said = "/".join(spotify.groups())
    if not first_address(said):
        said = own_name(kind, said)
    address = first_address(said) or (f"https:{said}" if said.startswith("//") else "")
    if not address and HOST_AND_PATH.fullmatch(said):
        address = f"https://{said}"
    if not address and said and BARE.fullmatch(said):
        address = address_of(kind, said, shortcode)
    return link_to(without_player_size(address), shortcode) if address else None


def said_by(shortcode: Shortcode) -> str:
    """What names the thing: an attribute, a value without a name, or the content."""
    named, also = ([shortcode.get(name) for name in names] for names in (NAMED_BY, ALSO_NAMED_BY))
    values = [clean_address(value).strip("\"'") for value in shortcode.values]
    return next(filter(None, [*named, *values, *also, (shortcode.content or "").strip()]), "")


def own_name(kind: str, said: str) -> str:
    """The name without what WordPress.com adds: `5342235&doc=camprock&w=300`, `?posts_id=406&dest=1`."""
    if said.startswith("?"):
        values = parse_qs(said[1:])
        return next(
            (value[0] for key in ("posts_id", "docid", "id", "v") for value in [values.get(key)] if value), ""
        )
    return re.split(r"[&?|,\s]", said, maxsplit=1)[0].strip("/") if said else ""


def address_of(kind: str, said: str, shortcode: Shortcode) -> str:
    """The provider's page of what it calls by this name."""
    if kind == "soundcloud" and said.isdigit():
        return f"https://api.soundcloud.com/tracks/{said}"
    if kind == "polldaddy" and (survey := shortcode.get("survey")):
        return f"https://survey.fm/{survey}"
    if kind == "codepen" and (user := shortcode.get("user")):
        return f"https://codepen.io/{user}/pen/{shortcode.get('slug_hash', 'id') or said}"
    return PATTERNS[kind].format(said)


def without_player_size(address: str) -> str:
    """WordPress.com's forms carry the size of the player in the address (`&w=640&h=385`)."""
    kept = PLAYER_SIZE.sub("", address)
    return kept.replace("&", "?", 1) if "?" in address and "?" not in kept else kept


def link_to(address: str, shortcode: Shortcode) -> str:
    """The link to an address that the shortcode names; words between its two tags name the link, or follow it
    if they are more than a name."""
    inside = (shortcode.content or "").strip()
    words = ADDRESS.sub("", inside)
    is_name = words == inside and said_by(shortcode) == inside
    if is_name or not TAG.sub("", words).strip(" \n\t,0123456789"):
        return media_link(address)
    if words == inside and "<" not in words:
        return media_link(address, escape(" ".join(words.split()), quote=False))
    return f"{media_link(address)}<p>{words}</p>"


def addressed(shortcode: Shortcode) -> str | None:
    """Any shortcode that carries a whole address, wherever in it."""
    if shortcode.name == "bandcamp":
        for kind in ("album", "track"):
            if (number := shortcode.get(kind)).isdigit():
                return media_link(f"https://bandcamp.com/EmbeddedPlayer/{kind}={number}/")
    address = first_address(" ".join((said_by(shortcode), *shortcode.values, shortcode.content or "")))
    address = address or first_address(shortcode.raw)
    return link_to(without_player_size(address), shortcode) if address else None


def googleapps(shortcode: Shortcode) -> str | None:
    """[googleapps domain="docs" dir="document/pub" query="id=…"] of WordPress.com."""
    parts = [shortcode.get(name) for name in ("domain", "dir", "query")]
    if not all(parts):
        return None
    return media_link("https://{}.google.com/{}?{}".format(*parts))


def unknown_player(shortcode: Shortcode) -> str | None:
    """The link of a plug-in's shortcode that holds nothing but the address of media we know."""
    words = (shortcode.content or "").strip()
    found = [
        value for value in (*shortcode.attributes.values(), *shortcode.values, words) if first_address(value)
    ]
    played = [address for value in found if (address := first_address(value)) == value and plays(address)]
    if len(set(played)) != 1 or (words and words != played[0]):
        return None
    return media_link(played[0])


def plays(address: str) -> bool:
    """Whether a page can play what is there."""
    found = embeds.recognise(address)
    return bool(found and (found.player or found.native))
