"""The card that stands for embedded media until a reader presses play."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.embeds.addresses import display_host, is_own, is_own_path, tidied
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
    only for an address that must not be linked. `is_named`: an editor has given the title. `former` is where
    it was and is no more, `further` are the same recording's other addresses, `anchor` the transcript's id.
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
    is_named: bool = False
    former: str = ""
    further: tuple[str, ...] = ()
    transcript: str = ""
    anchor: str = ""

    def with_words(self, words: str) -> "MediaCard":
        """The card with the words of a text's own link, unless somebody has given it a title."""
        return replace(self, title=words) if words and not self.is_named else self

    @property
    def is_gone(self) -> bool:
        """No longer where it was, and no other place is known."""
        return bool(self.former) and self.former == self.url


def card_for(
    url: str,
    *,
    title: str = "",
    outlet: str = "",
    seconds: int | None = None,
    date: str = "",
    poster: str = "",
    kind: str = "",
    found_title: str = "",
    former: str = "",
    further: Sequence[str] = (),
    transcript: str = "",
    anchor: str = "",
) -> MediaCard:
    """The card of an address; of one that nobody knows, a card that only links.

    The link stays exactly as it was given. `seconds` is the recording's length, `date` text ready to read,
    `kind` overrules what the address says about an unknown site, `found_title` is what the other site calls
    it. What is gone (`former` is its own address) has no player.
    """
    url, linked = _given(url)
    found = recognise(linked) or Embed("link", display_host(linked), "link", linked)
    host = display_host(found.url)
    shown_kind = kind if kind in KINDS and (found.provider == "link" or not found.player) else found.kind
    card = MediaCard(
        linked,
        found.provider,
        found.provider_name,
        shown_kind,
        title.strip() or found_title.strip(),
        outlet.strip(),
        length_text(seconds),
        date,
        poster if is_own(poster) else "",
        None if former.strip() == url else found.player,
        found.native,
        host,
        found.aspect,
        bool(title.strip()),
        former.strip(),
        tuple(address for address in further if _linkable(address)),
        transcript.strip(),
        anchor,
    )
    return card if card.title else replace(card, title=default_title(card))


def _given(url: str) -> tuple[str, str]:
    """The address, and what of it may be linked; other notations than the web's made into it."""
    url = url.strip()
    url = url if url.lower().startswith("http") or is_own_path(url) else tidied(url)
    return url, url if is_own_path(url) or _linkable(url) else ""


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
