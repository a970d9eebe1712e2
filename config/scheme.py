"""Whether the reader came by https when a proxy took the TLS off: only a trusted proxy's word is taken."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from blog.network import is_trusted, parse

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class ForwardedScheme:
    """A WSGI layer that sets the scheme from `X-Forwarded-Proto` of one of TRUSTED_PROXIES."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "HTTP_X_FORWARDED_PROTO" in environ:
            said, peer = environ["HTTP_X_FORWARDED_PROTO"], environ.get("REMOTE_ADDR", "")
            environ["wsgi.url_scheme"] = forwarded(said, peer) or environ["wsgi.url_scheme"]
        return self.application(environ, start_response)


def scheme_of(environ: Environ) -> str:
    """`http` or `https`: how the reader came, found quickly where the header is there."""
    said, peer = environ["HTTP_X_FORWARDED_PROTO"], environ.get("REMOTE_ADDR", "")
    return remembered(said, peer) or environ["wsgi.url_scheme"]


def forwarded(said: str, peer: str) -> str:
    """What the peer says, if it may say it; else nothing."""
    scheme, address = said.strip().lower(), parse(peer)
    is_good = scheme in {"http", "https"} and address is not None and is_trusted(address)
    return scheme if is_good else ""


remembered = lru_cache(maxsize=1024)(forwarded)
