"""What a request asks for, as far as kept pages are concerned: encoding, cookies, query, validators."""

import re
from urllib.parse import unquote_plus

from django.utils.http import parse_http_date_safe

from blog.pagecache.pages import BROTLI, GZIP, IDENTITY

# Set by whoever shares or advertises a link; no page of ours looks at them.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|li_fat_id|"
    r"mc_[ce]id|mkt_tok|_hs\w+|hsCtaTracking|_ga|_gl|vero_\w+|oly_\w+_id|pk_\w+|mtm_\w+|piwik_\w+|wickedid|"
    r"srsltid|ref_src|epik|rb_clickid|s_cid|_openstat|trk_\w+|at_(?:medium|campaign|source)"
)
ROUTE = "broadside.route"  # in the environment of a request: the view that answers, found already
MOST_QUERY = 300  # characters of a query that is kept under its own name
ACCEPTED = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+))?\s*")


def encoding_for(accepted: str | None) -> str:
    """The smallest form that the reader takes, from Accept-Encoding (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in (accepted or "").lower().split(","):
        if match := ACCEPTED.fullmatch(part):
            try:
                weights[match[1]] = float(match[2] or 1)
            except ValueError:
                continue
    anything = weights.get("*", 0)
    found = {name: weights.get(name, anything) for name in (BROTLI, GZIP)}
    best = max(found, key=lambda name: found[name])
    return best if found[best] > 0 else IDENTITY


def parted(query: str) -> tuple[str, str]:
    """A query string as (what pages look at, what only follows readers), in their order."""
    if not query:
        return "", ""
    asked: list[str] = []
    tracking: list[str] = []
    for pair in query.split("&"):
        is_tracking = TRACKING.fullmatch(unquote_plus(pair.partition("=")[0]))
        (tracking if is_tracking else asked).append(pair)
    return "&".join(asked), "&".join(tracking)


def names_of(query: str) -> set[str]:
    """The names of its parameters."""
    return {unquote_plus(pair.partition("=")[0]) for pair in query.split("&") if pair}


def holds_tag(asked: str, tags: frozenset[str]) -> bool:
    """Whether If-None-Match names one of the tags, by weak comparison (RFC 9110, 13.1.2)."""
    if asked in tags:
        return True
    given = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    return "*" in given or not given.isdisjoint(tag.removeprefix("W/") for tag in tags)


def is_newer(asked: str, last_modified: str) -> bool:
    """Whether nothing has changed since the moment of If-Modified-Since."""
    since, last = parse_http_date_safe(asked), parse_http_date_safe(last_modified)
    return since is not None and last is not None and last <= since
