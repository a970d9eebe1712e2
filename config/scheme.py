"""Whether the reader came by https when a proxy took the TLS off: only a trusted proxy's word is taken."""

from collections.abc import Callable, Iterable
from typing import Any

from blog.network import is_trusted, parse

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class ForwardedScheme:
    """A WSGI layer that sets the scheme from `X-Forwarded-Proto` of one of TRUSTED_PROXIES."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").strip().lower()
        peer = parse(environ.get("REMOTE_ADDR", ""))
        if scheme in {"http", "https"} and peer is not None and is_trusted(peer):
            environ["wsgi.url_scheme"] = scheme
        return self.application(environ, start_response)
