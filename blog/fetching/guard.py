"""Which addresses we ask at all, before and after their host's name is resolved."""

import ipaddress
import re
import socket
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import SplitResult, quote

from django.utils.translation import gettext as _

from blog.embeds.addresses import public_address, tidied
from blog.fetching.errors import NoNames, Refused, TooSlow, Unreachable

Resolver = Callable[[str, int], list[str]]

# Ranges that stand for other addresses, or that the ipaddress module calls global although they are not:
# https://www.iana.org/assignments/iana-ipv6-special-registry/
NEVER = [
    ipaddress.ip_network(text)
    for text in (
        "192.88.99.0/24",  # relays of 6to4
        "168.63.129.16/32",  # what a machine in Azure asks about itself
        "192.0.0.0/24",
        "::/96",  # IPv4-compatible
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo, ORCHID and others
        "2002::/16",  # 6to4
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
]


def checked(url: str) -> SplitResult:
    """The parts of an address that may be asked, its path and query in ASCII; Refused for any other."""
    parts = public_address(tidied(url))
    if parts is None:
        raise Refused(_("Only public http and https addresses are asked."))
    path, query = (quote(text, safe="/%:@!$&'()*+,;=~?") for text in (parts.path or "/", parts.query))
    return parts._replace(path=path, query=query, fragment="")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, carrier-grade
    NAT, multicast or reserved, and none that hides another one."""
    try:
        ip = ipaddress.ip_address(re.sub(r"%.*", "", address))
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return False
    if any(ip.version == network.version and ip in network for network in NEVER):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def addresses_of(host: str, port: int, resolve: Resolver, seconds: float) -> list[str]:
    """The host's addresses. One that is not public refuses the host as a whole: such an answer is a trick."""
    found = list(dict.fromkeys(in_time(lambda: resolve(host, port), seconds)))
    if not found:
        raise Unreachable(_("%(host)s is not known.") % {"host": host})
    if not all(map(is_public, found)):
        raise Refused(_("%(host)s leads into a private network.") % {"host": host})
    return found


def system_resolver(host: str, port: int) -> list[str]:
    """All addresses that the machine's resolver names; OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def in_time(resolve: Callable[[], list[str]], seconds: float) -> list[str]:
    """The resolver's answer, waited for no longer than that: the system's own limits are minutes."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve())
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except Empty:
        raise TooSlow(_("The host's name is not resolved in time.")) from None
    if isinstance(answer, socket.gaierror) and answer.errno in {socket.EAI_AGAIN, socket.EAI_SYSTEM}:
        raise NoNames(_("Names of hosts cannot be resolved at the moment.")) from answer
    if isinstance(answer, Exception):
        raise Unreachable(_("The host is not known.")) from answer
    return answer
