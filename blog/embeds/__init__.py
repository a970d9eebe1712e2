"""Embedded media: the provider table, recognition of addresses, and the card that readers see.

Pure: no ORM and no network. `providers.py` is the one table that player, sanitiser and policy read.
"""

from blog.embeds.addresses import display_host
from blog.embeds.cardhtml import media_card_html
from blog.embeds.cards import MediaCard, card_for
from blog.embeds.recognition import Embed, frame_hosts, recognise

__all__ = ["Embed", "MediaCard", "card_for", "display_host", "frame_hosts", "media_card_html", "recognise"]
