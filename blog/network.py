"""Where a request comes from: what limits count, and what may be called this machine."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
FORWARDING = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks, in its shortest spelling; empty where the server tells none.

    `X-Forwarded-For` is believed only as far as proxies of ours wrote it: behind one of
    `settings.TRUSTED_PROXIES` (networks), its right-most entry that is not one of them.
    """
    client = parse(request.META.get("REMOTE_ADDR", ""))
    if client is None or not is_trusted(client):
        return str(client or "")
    for entry in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        named = parse(entry)
        if named is None:
            break
        client = named
        if not is_trusted(client):
            break
    return str(client)


def network_of(address: str) -> str:
    """What one reader holds: an IPv4 address, the /64 of an IPv6 one. Other text comes back as it is."""
    parsed = parse(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((parsed, 64), strict=False))
    return str(parsed or address)


def client_network(request: HttpRequest) -> str:
    """The network of whoever asks: whose attempts limits count together."""
    return network_of(client_address(request))


def is_loopback(address: str) -> bool:
    parsed = parse(address)
    return parsed is not None and parsed.is_loopback


def is_from_this_machine(request: HttpRequest) -> bool:
    """Whether nobody else can be behind the request: loopback, and not passed on by a proxy of whom nothing
    is known."""
    if not is_loopback(client_address(request)):
        return False
    direct = parse(request.META.get("REMOTE_ADDR", ""))
    return (direct is not None and is_trusted(direct)) or not any(map(request.META.get, FORWARDING))


def parse(text: str) -> Address | None:
    """An address with or without port and brackets; an IPv4 one dressed as IPv6 is taken for what it is."""
    text = text.strip().removeprefix("[").partition("]")[0]
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)
