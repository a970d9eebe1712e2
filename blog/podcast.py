"""The podcast feed: recordings that a client can load as files, from here or from where they lie.

RSS 2.0 with enclosures (https://www.rssboard.org/rss-specification), Apple's tags
(https://podcasters.apple.com/support/823-podcast-requirements) and the podcast namespace
(https://podcastindex.org/namespace/1.0).
"""

import mimetypes
import uuid
from datetime import datetime, time
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _

from blog.addresses import absolute
from blog.appearances import own_title, public, whole
from blog.embeds import is_webvtt
from blog.feeds import Steady, clean
from blog.models import Image, MediaLink, Publication
from blog.urlparts import split

MOST = 300
NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the podcast namespace's own, for podcast:guid
TYPES = {
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4", ".aac": "audio/aac", ".oga": "audio/ogg",
    ".ogg": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav",
    ".weba": "audio/webm", ".mp4": "video/mp4", ".m4v": "video/x-m4v", ".webm": "video/webm",
    ".ogv": "video/ogg", ".mov": "video/quicktime",
}  # fmt: skip
PICTURES = {"image/jpeg", "image/png"}  # what clients take
COVER = range(1400, 3001)


class Podcast(Steady, Rss201rev2Feed):
    """The channel and its items, with the tags that podcast clients look for."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        feed = self.feed
        handler.addQuickElement("generator", "Broadside")
        handler.startElement("image", {})
        for name, value in (("url", feed["picture"]), ("title", feed["title"]), ("link", feed["link"])):
            handler.addQuickElement(name, value)
        handler.endElement("image")
        handler.addQuickElement("itunes:image", "", {"href": feed["picture"]})
        handler.addQuickElement("itunes:author", feed["owner"])
        handler.addQuickElement("itunes:category", "", {"text": "News"})
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("podcast:guid", feed["podcast_guid"])
        handler.addQuickElement("podcast:medium", "podcast")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:title", item["title"])
        handler.addQuickElement("itunes:explicit", "false")
        for name in ("author", "duration"):
            if item[name]:
                handler.addQuickElement(f"itunes:{name}", str(item[name]))
        if item["picture"]:
            handler.addQuickElement("itunes:image", "", {"href": item["picture"]})
        for attributes in item["transcripts"]:
            handler.addQuickElement("podcast:transcript", "", attributes)


def feed() -> str:
    """The newest recordings as XML."""
    publication = Publication.current()
    address = absolute(reverse("blog:appearances_feed"))
    channel = Podcast(
        title=clean(_("%(publication)s: appearances") % {"publication": publication.name}),
        link=absolute(reverse("blog:appearances")),
        description=clean(publication.tagline or publication.about or _("Interviews and talks.")),
        language=publication.language,
        feed_url=address,
        owner=clean(publication.name),
        picture=absolute(channel_picture(publication)),
        podcast_guid=str(podcast_guid(address)),
    )
    newest = public().direct_files().newest_first()
    for link in whole(newest.values_list("pk", flat=True)[:MOST]):
        if link.has_file:
            channel.add_item(**item(link))
    return channel.writeString("utf-8")


def podcast_guid(address: str) -> uuid.UUID:
    """The channel's own name for ever, made of its address without scheme and last slash."""
    return uuid.uuid5(NAMESPACE, address.partition("://")[2].rstrip("/"))


def channel_picture(publication: Publication) -> str:
    """The logo where clients take it as a cover, else the picture that comes with the house."""
    logo = publication.logo
    return logo.file.url if logo and is_cover(logo) else static("podcast.png")


def is_cover(picture: Image) -> bool:
    """Whether it is square and has 1400 to 3000 pixels a side, as directories demand."""
    return is_usable(picture) and picture.width == picture.height and picture.width in COVER


def is_usable(picture: Image | None) -> bool:
    return bool(picture and picture.file and picture.mime_type in PICTURES)


def item(link: MediaLink) -> dict[str, Any]:
    """One recording as `add_item` takes it."""
    post = link.post
    page = post.get_absolute_url()
    said = [own_title(link) and post.title, post.excerpt]
    poster = link.shown_poster
    return {
        "title": clean(own_title(link) or post.title or post.slug),
        "link": absolute(page),
        "description": clean("\n\n".join(filter(None, said))),
        "pubdate": moment_of(link),
        "unique_id": f"{split(absolute('/')).netloc}/appearances/{link.pk}",
        "unique_id_is_permalink": False,
        "enclosures": [enclosure(link)],
        "author": clean(link.place),
        "duration": link.length,
        "picture": absolute(poster.file.url) if poster and is_usable(poster) else "",
        "transcripts": transcripts(link),
    }


def enclosure(link: MediaLink) -> Enclosure:
    """Where it lies, its size in bytes (0 where nobody says it, as the RSS profile asks) and its type. What
    was found of the file says nothing of a copy elsewhere."""
    suffix = f".{split(link.living).path.rpartition('.')[2].lower()}"
    guessed = TYPES.get(suffix) or mimetypes.guess_type(f"a{suffix}")[0] or "application/octet-stream"
    size, found = (0, "") if link.living_url else (link.file_bytes or 0, link.file_type)
    return Enclosure(clean(absolute(link.living)), str(size), found or guessed)


def moment_of(link: MediaLink) -> datetime:
    """When it was recorded, if somebody has said it, else when the article appeared."""
    if link.published_on:
        return timezone.make_aware(datetime.combine(link.published_on, time(12)))
    return link.post.publish_at or link.post.created_at


def transcripts(link: MediaLink) -> list[dict[str, str]]:
    """The attributes of each form in which its words can be had."""
    if not link.transcript:
        return []
    address = absolute(reverse("blog:transcript", args=[link.pk]))
    forms = [{"url": address, "type": "text/html"}]
    if is_webvtt(link.transcript):
        forms.append({"url": f"{address}?form=vtt", "type": "text/vtt", "rel": "captions"})
    return [{**form, "language": link.post.language} for form in forms]
