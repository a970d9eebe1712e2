"""Sites that say they can be embedded: an address of theirs, alone on its line, becomes a card that links.

`sites.txt` holds further ones that editors paste: what WordPress embeds, and what is much linked to.
`registry.txt` holds names and hosts from the public list of oEmbed providers (oembed.com/providers.json, MIT
licence), one provider a line, its hosts after a tab; `*.example.com` is any host below. Nothing of what
such a site answers is ever shown but the facts that a task keeps.
"""

import re
from functools import cache
from itertools import chain
from pathlib import Path

LISTS = [Path(__file__).with_name(name) for name in ("sites.txt", "registry.txt")]


@cache
def listed() -> dict[str, str]:
    """Names by host, without `www.`; whatever is below a host stands under `.example.com`."""
    table: dict[str, str] = {}
    for line in chain.from_iterable(each.read_text("utf-8").splitlines() for each in LISTS):
        name, _tab, hosts = line.partition("\t")
        table |= {host.removeprefix("*"): name for host in hosts.split()}
    return table


def name_of(host: str) -> str:
    """What the list calls the site at this host, or at one above it that speaks for all below; else empty."""
    table, labels = listed(), host.split(".")
    above = ("." + ".".join(labels[place:]) for place in range(1, len(labels) - 1))
    return next((table[key] for key in (host, *above) if key in table), "")


def slug_of(name: str) -> str:
    """A provider's name as `data-provider` has it: lower case, dashes, at most 40 characters."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "link"
