"""Embedded media: the provider table, recognition of addresses, and the card that readers see.

Pure: no ORM and no network. `providers.py` is the one table that player, sanitiser and policy read.
"""

from blog.embeds.addresses import display_host
from blog.embeds.cardhtml import media_card_html
from blog.embeds.cards import MediaCard, card_for, default_title
from blog.embeds.recognition import Embed, frame_hosts, frame_hosts_with, recognise, recognise_alone
from blog.embeds.transcripts import is_webvtt, spoken, transcript_html

__all__ = [
    "Embed",
    "MediaCard",
    "card_for",
    "default_title",
    "display_host",
    "frame_hosts",
    "frame_hosts_with",
    "is_webvtt",
    "media_card_html",
    "recognise",
    "recognise_alone",
    "spoken",
    "transcript_html",
]
