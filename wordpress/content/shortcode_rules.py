"""What each shortcode becomes in our own HTML; None where it is not known or says nothing we can use."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from .library import Attachment, Library, Notes
from .markup import clean_address, figure, first_address, media_link
from .shortcodes import Shortcode

PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
NUMBERS = re.compile(r"\d+")
MEDIA_ATTRIBUTES = (
    *("src", "url", "href", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "wma"),
    *("mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv"),
)

# Shortcodes that name something at a provider: how the provider's own number becomes an address.
PROVIDERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/view/id/{}",
    "videopress": "https://videopress.com/v/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "spotify": "https://open.spotify.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "gist": "https://gist.github.com/{}",
    "scribd": "https://www.scribd.com/document/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "vine": "https://vine.co/v/{}",
    "mixcloud": "https://www.mixcloud.com/{}",
    "wistia": "https://fast.wistia.net/embed/iframe/{}",
    "ustream": "https://www.ustream.tv/{}",
    "twitch": "https://www.twitch.tv/{}",
    "hulu": "https://www.hulu.com/watch/{}",
}
# Those that always carry a whole address.
ADDRESSED_NAMES = """
    instagram facebook googlemaps flickr kickstarter bandcamp audioboo polldaddy crowdsignal archiveorg
    codepen brightcove iframe embedyt pinterest medium
"""
SPOTIFY = re.compile(r"spotify:(\w+):(\w+)")


@dataclass(frozen=True)
class Setting:
    """Where a shortcode stands: the post, the export around it, the notes to write to."""

    library: Library
    notes: Notes
    post: int = 0


def convert(shortcode: Shortcode, setting: Setting) -> str | None:
    """Our HTML for the shortcode, None to keep it as it stands."""
    rule = RULES.get(shortcode.name)
    made = rule(shortcode, setting) if rule else None
    if made is None and (rule or looks_meant(shortcode)):
        setting.notes.add("kept", f"shortcode {shortcode.raw[:200]}")
    return made


def looks_meant(shortcode: Shortcode) -> bool:
    """Whether it is a shortcode at all: “[sic]” and “[Editor's note: …]” are words."""
    named = bool(shortcode.attributes) and '"' in shortcode.raw
    return shortcode.content is not None or named or "_" in shortcode.name


def caption(shortcode: Shortcode, setting: Setting) -> str | None:
    content = shortcode.content
    if content is None:
        return None
    match = PICTURE.match(content)
    picture, said = match.groups() if match else (content, "")
    if picture.lstrip().lower().startswith("<a") and "</a>" not in picture.lower():
        picture += "</a>"
    number = NUMBERS.search(shortcode.get("id", "attachment_id"))
    if number and "wp-image-" not in picture:
        picture = re.sub(r"<img\b", f'<img class="wp-image-{number.group()}"', picture, count=1)
    words = said.strip() or shortcode.get("caption")
    return (
        f"<figure>{picture}<figcaption>{words}</figcaption></figure>"
        if words
        else f"<figure>{picture}</figure>"
    )


def gallery(shortcode: Shortcode, setting: Setting) -> str | None:
    wanted = _numbers(shortcode.get("ids", "include"))
    pictures = _chosen(wanted, "image", shortcode, setting)
    return "".join(figure(picture) for picture in pictures) or None


def playlist(shortcode: Shortcode, setting: Setting) -> str | None:
    wanted = _numbers(shortcode.get("ids", "include"))
    tracks = _chosen(wanted, shortcode.get("type") or "audio", shortcode, setting)
    return "".join(media_link(track.url, escape(track.title)) for track in tracks) or None


def _numbers(text: str) -> list[int]:
    return [int(number) for number in NUMBERS.findall(text)]


def _chosen(wanted: list[int], kind: str, shortcode: Shortcode, setting: Setting) -> list[Attachment]:
    """The attachments named, or the post's own of that kind where none is named."""
    if not wanted:
        owner = _numbers(shortcode.get("id"))
        left_out = set(_numbers(shortcode.get("exclude")))
        own = setting.library.attached_to(owner[0] if owner else setting.post)
        return [attachment for attachment in own if attachment.kind == kind and attachment.id not in left_out]
    found = [(number, setting.library.attachment(number)) for number in wanted]
    for number, attachment in found:
        if attachment is None:
            setting.notes.add("left out", f"file {number} of [{shortcode.name}] is not in the export")
    return [attachment for _, attachment in found if attachment]


def embed(shortcode: Shortcode, setting: Setting) -> str | None:
    """[embed], [audio] and [video] with an address, wherever it is written."""
    attributes = " ".join(shortcode.get(name) for name in MEDIA_ATTRIBUTES if shortcode.get(name))
    address = first_address(" ".join((attributes, *shortcode.values, shortcode.content or "")))
    return media_link(address) if address else None


def own_media(shortcode: Shortcode, setting: Setting) -> str | None:
    """[audio] and [video]; without an address they play the post's own file."""
    relative = next(
        (shortcode.get(name) for name in MEDIA_ATTRIBUTES if shortcode.get(name).startswith("/")), ""
    )
    if (made := embed(shortcode, setting)) or relative:
        return made or media_link(relative)
    own = [file for file in setting.library.attached_to(setting.post) if file.kind == shortcode.name]
    return media_link(own[0].url, escape(own[0].title)) if own else None


def provider(shortcode: Shortcode, setting: Setting) -> str | None:
    """[youtube=…], [youtube …], [youtube id=…], [youtube]…[/youtube], and other providers alike."""
    named = [shortcode.get("url", "src", "href", "video", "id", "video_id", "key")]
    said = next(filter(None, [*named, *shortcode.values, (shortcode.content or "").strip()]), "")
    said = clean_address(said).strip("\"'")
    if spotify := SPOTIFY.search(said):
        said = "/".join(spotify.groups())
    address = first_address(said) or (f"https:{said}" if said.startswith("//") else "")
    if not address and re.fullmatch(r"(?:www\.)?\w[\w-]*\.\w[\w.-]*/\S+", said):
        address = f"https://{said}"
    if not address and re.fullmatch(r"[\w/-]+", said):
        address = PROVIDERS[shortcode.name].format(said)
    return media_link(_without_player_size(address)) if address else None


def _without_player_size(address: str) -> str:
    """WordPress.com's forms carry the size of the player in the address (`&w=640&h=385`)."""
    return re.sub(r"[&?](?:w|h|width|height|rel|fs|hd|showinfo|iv_load_policy)=\d+(?=&|$)", "", address)


def addressed(shortcode: Shortcode, setting: Setting) -> str | None:
    return embed(shortcode, setting) or _from_raw(shortcode)


def _from_raw(shortcode: Shortcode) -> str | None:
    address = first_address(shortcode.raw)
    return media_link(address) if address else None


def code(shortcode: Shortcode, setting: Setting) -> str | None:
    """[code], [sourcecode] and [php] of WordPress.com: shown as written."""
    if shortcode.content is None:
        return None
    text = shortcode.content.strip("\r\n")
    return f"<pre><code>{text if '&lt;' in text else escape(text, quote=False)}</code></pre>"


Rule = Callable[[Shortcode, Setting], str | None]
RULES: dict[str, Rule] = {
    "caption": caption,
    "wp_caption": caption,
    "gallery": gallery,
    "playlist": playlist,
    "embed": embed,
    "audio": own_media,
    "video": own_media,
    "code": code,
    "sourcecode": code,
    **dict.fromkeys(PROVIDERS, provider),
    **dict.fromkeys(ADDRESSED_NAMES.split(), addressed),
}
