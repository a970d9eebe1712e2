"""Who the reader is when a proxy stands before us: only a trusted proxy's word is taken."""

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


class TrustedProxies:
    """A WSGI layer that sets REMOTE_ADDR and the scheme from `X-Forwarded-For` and `X-Forwarded-Proto`.

    Everything behind it may rely on REMOTE_ADDR. From anybody else these headers are dropped.
    """

    def __init__(self, application: Application, networks: Sequence[IPv4Network | IPv6Network]) -> None:
        self.application = application
        self.networks = networks

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        chain, scheme = (environ.pop(name, "") for name in FORWARDED)
        if self.trusts(environ.get("REMOTE_ADDR", "")):
            environ["REMOTE_ADDR"] = self.reader(environ["REMOTE_ADDR"], chain)
            if scheme in {"http", "https"}:
                environ["wsgi.url_scheme"] = scheme
        return self.application(environ, start_response)

    def reader(self, peer: str, chain: str) -> str:
        """The nearest address in the chain that is not a proxy of ours: what stands left of it is hearsay."""
        nearest = peer
        for word in reversed(chain.split(",")):
            found = parse(word)
            if found is None:
                break
            nearest = str(found)
            if not self.trusts(nearest):
                break
        return nearest

    def trusts(self, address: str) -> bool:
        """Whether the address lies in a trusted network."""
        found = parse(address)
        return found is not None and any(found in network for network in self.networks)


def parse(text: str) -> IPv4Address | IPv6Address | None:
    """The address, with an IPv4 one inside IPv6 taken out; None if it is none."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
