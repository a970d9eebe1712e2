"""The shape of a row of the provider table."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["video", "audio", "post", "link"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of address of a provider.

    `pattern` is searched from the start of `path?query`; its named groups fill `address`
    (the canonical page) and `player` (what a frame may load; none means a link card).
    """

    pattern: str
    address: str
    player: str = ""
    aspect: str = ""
    kind: Kind | None = None

    def match(self, target: str) -> re.Match[str] | None:
        """Letters and digits are those of ASCII, since no player knows others."""
        return compiled(self.pattern).match(target)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """When it is first asked for: all of the table take a while, and most are never met."""
    return re.compile(pattern, re.ASCII)


@dataclass(frozen=True, slots=True)
class Provider:
    """One site whose addresses we know. Hosts are exact, or `*.example.com` for any one below it.

    `start` is added to the player's address when the link names a moment (`t=1m30s`), `page_start` to the
    page's where that differs. `autoplay` is always added: a player is only made when a reader pressed play.
    """

    slug: str
    name: str
    kind: Kind
    hosts: tuple[str, ...]
    rules: tuple[Rule, ...]
    aspect: str = "16:9"
    start: str = ""
    page_start: str = ""
    autoplay: str = ""


def rule(pattern: str, address: str, player: str = "", *, aspect: str = "", kind: Kind | None = None) -> Rule:
    """A row's rule. Groups must be safe inside an address: no quotes, spaces or `&`."""
    return Rule(pattern, address, player, aspect, kind)
