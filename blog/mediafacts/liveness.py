"""Whether a recording is still there."""

from enum import Enum

from blog.embeds.endpoints import endpoint_for
from blog.embeds.recognition import recognise
from blog.fetching import Client, FetchError, NoNames, Refused, Unreachable

MOST = 64 * 1024


class Verdict(Enum):
    """What one look says. `SILENT` is a host that does not answer: only many of those mean that it is gone.
    `UNKNOWN` says nothing either way: a wall against programs, a server in trouble, too many questions."""

    ALIVE = "alive"
    GONE = "gone"
    SILENT = "silent"
    UNKNOWN = "unknown"


def verdict_on(url: str, client: Client) -> tuple[Verdict, str]:
    """The verdict on an address, and the answer in a word or two (`404`, “The host does not answer.”).

    A provider's oEmbed answers 404 for what was deleted, 401 or 403 for what is private (oembed.com, 2.3.4):
    readers can play neither. A page's own 401 or 403 is often only meant for programs.
    """
    endpoint = endpoint_for(url)
    found = recognise(url)
    try:
        if endpoint:
            status = client.fetch(endpoint, most=MOST, cut=True).status
        else:
            status = client.look((found.player if found and found.native else "") or url).status
    except Refused as error:
        return Verdict.GONE, str(error)
    except NoNames as error:
        return Verdict.UNKNOWN, str(error)
    except Unreachable as error:
        return Verdict.SILENT, str(error)
    except FetchError as error:
        return Verdict.UNKNOWN, str(error)
    return said_by(status, is_oembed=bool(endpoint)), str(status)


def said_by(status: int, *, is_oembed: bool) -> Verdict:
    """What a status means."""
    if 200 <= status < 300:
        return Verdict.ALIVE
    if status in {404, 410} or (is_oembed and status in {401, 403}):
        return Verdict.GONE
    return Verdict.UNKNOWN
