"""An address in, what can be played from it out. Pure: the network is never asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qs

from blog.embeds import registry, unlisted
from blog.embeds.addresses import is_own_path, public_address, tidied
from blog.embeds.providers import PROVIDERS
from blog.embeds.table import Kind, Provider, Rule
from blog.urlparts import split

AUDIO_FILE = re.compile(r"\.(?:mp3|m4a|m4b|aac|oga|ogg|opus|wav|flac|weba)$", re.IGNORECASE)
VIDEO_FILE = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov)$", re.IGNORECASE)
STREAM_FILE = re.compile(r"\.m3u8$", re.IGNORECASE)
# Pages that are named after the file they show: of wikis, and of code hosts.
FILE_PAGE = re.compile(r"/wiki/[^/]+:|/blob/|/-/blob/")
GATED = {"www.dropbox.com", "dropbox.com"}  # hosts that show a page around a file, unless asked for the file
DOWNLOAD = re.compile(r"(?:^|&)(?:raw|dl)=1(?:&|$)")
PHONES = re.compile(r"^(?:www|m|mobile|amp)\.(?=[^.]+\.)")
MOMENT = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True, slots=True)
class Embed:
    """What an address plays: provider, kind, canonical page, and the player's address if there is one.

    `player` is a frame's address, or the file itself when `native`; None means a card that only links.
    `aspect` is a ratio such as `16:9`, or a height in CSS pixels such as `166`; empty for audio and links.
    `moment_url` is the page at the moment that the address names (`t=42`), the same as `url` without one.
    """

    provider: str
    provider_name: str
    kind: Kind
    url: str
    player: str | None = None
    native: bool = False
    aspect: str = ""
    moment_url: str = ""
    is_listed: bool = False  # known by name only: a card if its bare address stands alone


@lru_cache(maxsize=4096)
def recognise(url: str) -> Embed | None:
    """The known provider or media file that an address names, or None.

    Look-alike hosts, user names, foreign ports, private addresses and anything but http(s) are None; a path
    on this site is known only as a media file.
    """
    url = url.strip()
    if is_own_path(url):
        return media_file(url, split(url).path)
    parts = public_address(tidied(url))
    if parts is None:
        return None
    return known_page(parts) or file_elsewhere(parts) or listed_page(parts) or page_of_software(parts)


def recognise_alone(url: str, words: str = "") -> Embed | None:
    """What a link alone in its paragraph stands for: media, or, without words of its own, a listed site."""
    found = recognise(url)
    return None if found and found.is_listed and words else found


def frame_hosts() -> list[str]:
    """The hosts of every player, sorted, for the policy: `host` or `*.host`, to be asked over https only."""
    return sorted({host for provider in PROVIDERS for host in hosts_of(provider)})


def hosts_of(provider: Provider) -> set[str]:
    """Those of one provider's players."""
    players = [rule.player.split("/")[2] for rule in provider.rules if rule.player]
    return {player.replace("{host}", host) for player in players for host in provider.hosts}


@lru_cache(maxsize=512)
def frame_hosts_with(asked: frozenset[str]) -> list[str]:
    """What the policy must name where players of these hosts can be: their providers' hosts, to which one
    player may lead on. Nothing for a host that has no player."""
    names = {name for host in asked for name in (host, f"*.{host.partition('.')[2]}")}
    return sorted({host for hosts in map(hosts_of, PROVIDERS) if hosts & names for host in hosts})


def media_file(url: str, path: str) -> Embed | None:
    """A plain audio, video or HLS file, played by the browser itself (over https, as our policy asks)."""
    player = re.sub(r"^http:", "https:", url)
    if AUDIO_FILE.search(path):
        return Embed("audio", "", "audio", url, player, native=True, moment_url=url)
    if VIDEO_FILE.search(path):
        return Embed("video", "", "video", url, player, native=True, aspect="16:9", moment_url=url)
    if STREAM_FILE.search(path):
        return Embed("hls", "", "video", url, player, native=True, aspect="16:9", moment_url=url)
    return None


def known_page(parts: SplitResult) -> Embed | None:
    """The first rule of a provider at this host that fits the path and query."""
    path = re.sub(r"/{2,}", "/", parts.path)
    target = path + (f"?{parts.query}" if parts.query else "")
    for host in spellings(parts.netloc):
        for provider in providers_at(host):
            for rule in provider.rules:
                if match := rule.match(target):
                    return built(provider, rule, match.groupdict() | {"host": host}, moment(parts))
    return None


def file_elsewhere(parts: SplitResult) -> Embed | None:
    """A file by its name, unless the address is that of a page about it."""
    is_page = FILE_PAGE.search(parts.path) or (parts.netloc in GATED and not DOWNLOAD.search(parts.query))
    return None if is_page else media_file(parts.geturl(), parts.path)


def listed_page(parts: SplitResult) -> Embed | None:
    """A page, not the front page, of a site that we know or that is in the list of those that can be
    embedded. The site of one of many below such a host (`band.bandcamp.com`) is a page of it."""
    hosts = list(spellings(parts.netloc))
    known = next((provider.name for host in hosts for provider in providers_at(host)), "")
    name = known or next(filter(None, map(registry.name_of, hosts)), "")
    is_front = not (parts.path.strip("/") or parts.query or parts.fragment)
    if not name or (is_front and any(host in hosts_table() or host in registry.listed() for host in hosts)):
        return None
    if known and (unlisted.is_detour(parts) or parts.netloc in unlisted.IN_PART):
        return None
    return listed(registry.slug_of(name), name, "link", parts)


def page_of_software(parts: SplitResult) -> Embed | None:
    """A post or video of software that many run, whatever its host."""
    known = (host.removeprefix(".") for host in hosts_table())
    found = unlisted.software_of(parts, known)
    return listed(found[0], found[1], found[2], parts) if found else None  # type: ignore[arg-type]


def listed(provider: str, name: str, kind: Kind, parts: SplitResult) -> Embed:
    """What is known by name only."""
    url = parts.geturl()
    return Embed(provider, name, kind, url, moment_url=url, is_listed=True)


def spellings(host: str) -> Iterator[str]:
    """The host, and how the table may have it: with and without `www.` or the `m.` of phones."""
    yield host
    bare = PHONES.sub("", host)
    yield from (name for name in (bare, f"www.{bare}") if name != host)


@cache
def hosts_table() -> dict[str, list[Provider]]:
    """Providers by host; hosts below a wildcard stand under `.example.com`."""
    table: dict[str, list[Provider]] = {}
    for provider in PROVIDERS:
        for host in provider.hosts:
            table.setdefault(host.removeprefix("*"), []).append(provider)
    return table


def providers_at(host: str) -> list[Provider]:
    """Providers that answer at exactly this host, then those that own the domain above it."""
    table = hosts_table()
    return table.get(host, []) + table.get("." + host.partition(".")[2], [])


def built(provider: Provider, rule: Rule, values: dict[str, str | None], seconds: int) -> Embed:
    """The embed that a matching rule describes, begun at the moment that the link names."""
    filled = {name: value or "" for name, value in values.items()}
    url, player = rule.address.format(**filled), rule.player.format(**filled)
    moment_url = url
    if player:
        player = extended(player, provider.autoplay)
    if player and seconds and provider.start:
        player = extended(player, provider.start.format(seconds=seconds))
        moment_url = extended(url, (provider.page_start or provider.start).format(seconds=seconds))
    kind = rule.kind or provider.kind
    aspect = (rule.aspect or provider.aspect) if player else ""
    return Embed(provider.slug, provider.name, kind, url, player or None, False, aspect, moment_url)


def extended(url: str, addition: str) -> str:
    """The address with a query parameter, or a fragment (`#t=42s`), added."""
    if not addition or addition.startswith("#"):
        return url + addition
    return f"{url}{'&' if '?' in url else '?'}{addition}"


def moment(parts: SplitResult) -> int:
    """Seconds from `t=42`, `t=1m30s`, `start=` or `#t=`; 0 where there is none or it makes no sense."""
    try:
        query = parse_qs(parts.query, max_num_fields=50) | parse_qs(parts.fragment, max_num_fields=50)
    except ValueError:
        return 0
    text = (query.get("t") or query.get("start") or [""])[0]
    match = MOMENT.fullmatch(text)
    if not match:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return min(hours * 3600 + minutes * 60 + seconds, 999_999)
