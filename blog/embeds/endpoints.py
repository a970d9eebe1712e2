"""Where each known provider answers oEmbed (https://oembed.com). Nobody else is asked.

The addresses are facts of the registry iamcal/oembed (MIT) and of the providers' own pages, over https.
`{host}` is the host of the page itself, for software that many run.
"""

from urllib.parse import urlencode

from blog.embeds.recognition import recognise
from blog.urlparts import split

ENDPOINTS = {
    "acast": "https://oembed.acast.com/v1/embed-player",
    "apple-podcasts": "https://podcasts.apple.com/api/oembed",
    "audioboom": "https://audioboom.com/publishing/oembed.json",
    "audius": "https://audius.co/oembed",
    "bitchute": "https://api.bitchute.com/oembed/",
    "bluesky": "https://embed.bsky.app/oembed",
    "clyp": "https://api.clyp.it/oembed/",
    "codepen": "https://codepen.io/api/oembed",
    "codesandbox": "https://codesandbox.io/oembed",
    "coub": "https://coub.com/api/oembed.json",
    "dailymotion": "https://www.dailymotion.com/services/oembed",
    "datawrapper": "https://api.datawrapper.de/v3/oembed/",
    "documentcloud": "https://api.www.documentcloud.org/api/oembed",
    "flickr": "https://www.flickr.com/services/oembed/",
    "flourish": "https://app.flourish.studio/api/v1/oembed",
    "giphy": "https://giphy.com/services/oembed",
    "hearthis": "https://hearthis.at/oembed/",
    "issuu": "https://issuu.com/oembed",
    "kickstarter": "https://www.kickstarter.com/services/oembed",
    "loom": "https://www.loom.com/v1/oembed",
    "mastodon": "https://{host}/api/oembed",
    "mixcloud": "https://www.mixcloud.com/oembed/",
    "nebula": "https://nebula.tv/api/oembed",
    "odysee": "https://odysee.com/$/oembed",
    "omny": "https://omny.fm/oembed",
    "peertube": "https://{host}/services/oembed",
    "pinterest": "https://www.pinterest.com/oembed.json",
    "podbean": "https://api.podbean.com/v1/oembed",
    "reddit": "https://www.reddit.com/oembed",
    "reverbnation": "https://www.reverbnation.com/oembed",
    "rumble": "https://rumble.com/api/Media/oembed.json",
    "scribd": "https://www.scribd.com/services/oembed/",
    "simplecast": "https://simplecast.com/oembed",
    "sketchfab": "https://sketchfab.com/oembed",
    "slideshare": "https://www.slideshare.net/api/oembed/2",
    "soundcloud": "https://soundcloud.com/oembed",
    "speakerdeck": "https://speakerdeck.com/oembed.json",
    "spotify": "https://open.spotify.com/oembed",
    "spreaker": "https://api.spreaker.com/oembed",
    "sproutvideo": "https://sproutvideo.com/oembed.json",
    "streamable": "https://api.streamable.com/oembed.json",
    "ted": "https://www.ted.com/services/v1/oembed.json",
    "tiktok": "https://www.tiktok.com/oembed",
    "tumblr": "https://www.tumblr.com/oembed/1.0",
    "vidyard": "https://api.vidyard.com/dashboard/v1.1/oembed",
    "vimeo": "https://vimeo.com/api/oembed.json",
    "wistia": "https://fast.wistia.com/oembed.json",
    "wordpress-tv": "https://wordpress.tv/oembed/",
    "x": "https://publish.x.com/oembed",
    "youtube": "https://www.youtube.com/oembed",
}


def endpoint_for(url: str) -> str:
    """The address to ask about a page; empty where its provider is unknown or answers no oEmbed.

    Only the canonical page is asked about, so that tracking parameters are not passed on.
    """
    found = recognise(url)
    endpoint = ENDPOINTS.get(found.provider, "") if found and not found.is_listed else ""
    if not found or not endpoint:
        return ""
    host = split(found.url).hostname or ""
    return f"{endpoint.format(host=host)}?{urlencode({'url': found.url, 'format': 'json'})}"
