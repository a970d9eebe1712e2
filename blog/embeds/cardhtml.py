"""The card as HTML."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.embeds.addresses import display_host, public_address
from blog.embeds.cards import KINDS, MediaCard
from blog.embeds.recognition import recognise
from blog.embeds.transcripts import transcript_html


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
        format_html("{}{}{}{}", caption(card), gone_note(card), further_links(card), transcript_part(card)),
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


def gone_note(card: MediaCard) -> SafeString:
    """That it is no longer where it was; nothing while it is."""
    if not card.former:
        return SafeString("")
    if card.is_gone:
        words = _("It is no longer available at %(place)s.") % {"place": place_name(card.former)}
    else:
        places = {"former": place_name(card.former), "place": place_name(card.url)}
        words = _("No longer at %(former)s; this is the copy at %(place)s.") % places
    return format_html('<span class="gone">{}</span>', words)


def further_links(card: MediaCard) -> SafeString:
    """“Also on Internet Archive, Vimeo”, each a link; nothing without."""
    if not card.further:
        return SafeString("")
    links = format_html_join(
        ", ", '<a href="{}" rel="noopener">{}</a>', ((url, place_name(url)) for url in card.further)
    )
    return format_html('<span class="also">{} {}</span>', _("Also on"), links)


def place_name(url: str) -> str:
    """What readers call the place of an address: its provider, or its host."""
    found = recognise(url)
    return (found and found.provider_name) or display_host(url)


def transcript_part(card: MediaCard) -> SafeString:
    """The words of the recording, folded, under an address of their own; nothing without."""
    if not card.transcript:
        return SafeString("")
    return format_html(
        '<details class="transcript"{}><summary>{}</summary>{}</details>',
        format_html(' id="{}"', card.anchor) if card.anchor else "",
        _("Transcript"),
        transcript_html(card.transcript),
    )


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
