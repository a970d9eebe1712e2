"""The one table of known providers. It feeds the player, the sanitiser and the Content-Security-Policy."""

from blog.embeds.audio import AUDIO
from blog.embeds.pages import PAGES
from blog.embeds.stations import STATIONS
from blog.embeds.table import Provider
from blog.embeds.video import VIDEO

PROVIDERS: tuple[Provider, ...] = (*VIDEO, *AUDIO, *PAGES, *STATIONS)
