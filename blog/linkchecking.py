"""Whether links of a text lead anywhere. Addresses of our own are answered at once; others are looked at by a
task, so that no page waits for another site, and the answer is kept for a while."""

from collections.abc import Iterable
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from blog import addresses, fetching
from blog.embeds.addresses import is_own
from blog.models import SeenLink
from blog.urlparts import split

MOST_AT_ONCE = 40
GONE = {404, 410}


def dead_and_unknown(links: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """(why some lead nowhere, by address; those of other sites that nobody has looked at lately)."""
    asked = list(dict.fromkeys(link for link in links if not link.startswith("#")))[: 5 * MOST_AT_ONCE]
    outside = [link for link in asked if link.startswith(("http://", "https://")) and not is_own(link)]
    seen = SeenLink.objects.at(outside)
    dead = {link: row.problem for link, row in seen.items() if row.problem}
    dead |= {link: _("there is nothing at this address.") for link in asked if leads_nowhere(link)}
    return dead, [link for link in outside if link not in seen][:MOST_AT_ONCE]


def leads_nowhere(link: str) -> bool:
    """Whether an address of our own answers no reader."""
    parts = split(link)
    if not is_own(link) or not parts.path.strip("/") or parts.path.startswith(settings.STATIC_URL):
        return False
    path, reader = unquote(parts.path), AnonymousUser()
    try:
        if resolve(path if path.endswith("/") else f"{path}/").url_name not in {"address", "post", "page"}:
            return False
    except Resolver404:
        return not path.startswith(settings.MEDIA_URL)
    return not (addresses.find(path, reader) or addresses.moved_to(path, reader))


def look_at(link: str) -> str:
    """Why another site's address leads nowhere; empty too where only machines are refused."""
    try:
        answer = fetching.client.look(link)
    except fetching.FetchError as error:
        return str(error)
    return _("the other site says that there is nothing any more.") if answer.status in GONE else ""
