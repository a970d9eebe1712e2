"""The card that stands for embedded media until a reader presses play."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.embeds.addresses import display_host, is_own, is_own_path, public_address
from blog.embeds.recognition import Embed, recognise

KINDS: dict[str, str | Promise] = {
    "audio": gettext_lazy("Audio"),
    "video": gettext_lazy("Video"),
    "post": gettext_lazy("Post"),
    "link": gettext_lazy("Link"),
}


@dataclass(frozen=True, slots=True)
class MediaCard:
    """What a card shows. `length` and `date` are ready to read; `poster` is an address on this site or empty.

    `host` is the site that the reader would contact, as shown; empty when it is this one. `url` is empty
    only for an address that must not be linked.
    """

    url: str
    provider: str
    provider_name: str
    kind: str
    title: str
    outlet: str = ""
    length: str = ""
    date: str = ""
    poster: str = ""
    player: str | None = None
    native: bool = False
    host: str = ""
    aspect: str = ""

    def with_words(self, words: str) -> "MediaCard":
        """The card with the words of a text's own link, unless somebody has given it a title."""
        return replace(self, title=words) if words and self.title == default_title(self) else self


def card_for(
    url: str,
    *,
    title: str = "",
    outlet: str = "",
    seconds: int | None = None,
    date: str = "",
    poster: str = "",
    kind: str = "",
) -> MediaCard:
    """The card of an address; of one that nobody knows, a card that only links.

    The link stays exactly as it was given. `seconds` is the recording's length, `date` text ready to read,
    `kind` overrules what the address says about an unknown site.
    """
    url = url.strip()
    linked = url if is_own_path(url) or _linkable(url) else ""
    found = recognise(linked) or Embed("link", display_host(linked), "link", linked)
    host = display_host(found.url)
    shown_kind = kind if kind in KINDS and (found.provider == "link" or not found.player) else found.kind
    card = MediaCard(
        linked,
        found.provider,
        found.provider_name,
        shown_kind,
        title.strip(),
        outlet.strip(),
        length_text(seconds),
        date,
        poster if is_own(poster) else "",
        found.player,
        found.native,
        host,
        found.aspect,
    )
    return card if card.title else replace(card, title=default_title(card))


def _linkable(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) and bool(display_host(url))


def length_text(seconds: int | None) -> str:
    """A recording's length for readers: “23 min”, “1 h 5 min”, “40 s”; empty when unknown."""
    if not seconds or seconds < 0:
        return ""
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    if not minutes:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


def default_title(card: MediaCard) -> str:
    """What the link says when nobody has said it better: “Listen on SoundCloud”."""
    place = card.outlet or card.provider_name or card.host
    if card.outlet and card.kind == "audio":
        return _("Listen to the interview on %(place)s") % {"place": place}
    if not place:
        return {"audio": _("Listen"), "video": _("Watch")}.get(card.kind, _("Open"))
    patterns = {
        "audio": _("Listen on %(place)s"),
        "video": _("Watch on %(place)s"),
        "post": _("Read on %(place)s"),
    }
    return patterns.get(card.kind, _("Open on %(place)s")) % {"place": place}


def media_card_html(card: MediaCard) -> SafeString:
    """The card as HTML: a figure with a link that works without JavaScript.

    The play button is hidden until `media.js`, which knows what to do with it, shows it.
    """
    return format_html(
        '<figure class="media"{}>{}{}{}<figcaption class="meta">{}</figcaption></figure>',
        format_html_join("", ' data-{}="{}"', _data(card).items()),
        _poster(card),
        _button(card),
        _link(card),
        caption(card),
    )


def caption(card: MediaCard) -> SafeString:
    """“Audio · 23 min · radio.example · nothing loads from there until you press play”.

    The promise has an element of its own, because it goes once the player is made.
    """
    facts = [KINDS.get(card.kind, KINDS["link"]), card.length, card.date, card.host]
    words = " · ".join(str(fact) for fact in facts if fact)
    if not (card.player and card.host):
        return format_html("{}", words)
    promise = _("nothing loads from there until you press play")
    return format_html('{}<span class="promise"> · {}</span>', words, promise)


def _data(card: MediaCard) -> dict[str, str]:
    data = {"provider": card.provider}
    if card.player:
        data |= {"kind": card.kind, "player": card.player, "aspect": card.aspect}
        if card.native:
            data["native"] = "true"
        elif parts := public_address(card.player):
            data["host"] = parts.netloc
    return {name: value for name, value in data.items() if value}


def _poster(card: MediaCard) -> str:
    return (
        format_html('<img class="poster" src="{}" alt="" loading="lazy">', card.poster) if card.poster else ""
    )


def _button(card: MediaCard) -> str:
    if not card.player:
        return ""
    words = {"title": card.title, "host": card.host}
    label = _("Play “%(title)s” (loads it from %(host)s)") if card.host else _("Play “%(title)s”")
    return format_html('<button type="button" aria-label="{}" hidden>▶</button>', label % words)


def _link(card: MediaCard) -> str:
    if not card.url:
        return format_html("<span>{}</span>", card.title)
    if not card.host:
        return format_html('<a href="{}">{}</a>', card.url, card.title)
    return format_html('<a href="{}" rel="noopener">{}</a>', card.url, card.title)
