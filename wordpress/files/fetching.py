"""Fetching files from the exporting site: from no other host, and only when asked to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from django.conf import settings
from django.utils.translation import gettext as _

from blog import fetching
from blog.fetching import Answer, Client, FetchError, Refused, Unreachable
from blog.fetching.client import Wish
from blog.fetching.connection import Deadline

SECONDS = 300  # for one file
GIVES_UP_AFTER = 5  # times in a row that the site does not answer
WORDPRESS_COM, ITS_FILES = ".wordpress.com", ".files.wordpress.com"


@dataclass(frozen=True)
class OwnHosts(Client):
    """A client that asks these hosts only, also where a redirect leads."""

    hosts: frozenset[str] = frozenset()

    def asked_once(self, parts: SplitResult, wish: Wish, deadline: Deadline) -> Answer:
        if bare(parts.netloc) not in self.hosts:
            raise Refused(_("%(host)s is not the site that was exported.") % {"host": parts.netloc})
        return super().asked_once(parts, wish, deadline)


@dataclass
class Fetcher:
    """Gets the bytes of files; after the site has not answered for some, it asks no more."""

    client: OwnHosts
    silent: int = field(default=0, init=False)

    @classmethod
    def of(cls, hosts: Iterable[str], client: Client | None = None) -> "Fetcher":
        """For the exporting site's hosts (without `www.`); WordPress.com keeps files beside its blogs."""
        own = {bare(host) for host in hosts}
        own |= {h.replace(WORDPRESS_COM, ITS_FILES) for h in own if h.endswith(WORDPRESS_COM)}
        base = client or fetching.client
        return cls(OwnHosts(base.resolve, base.dial, base.tls, base.redirects, frozenset(own)))

    def get(self, urls: Iterable[str]) -> bytes:
        """The file at the first of these addresses that has one. Raises FetchError with a sentence."""
        return self.first(urls, self.body)

    def look(self, urls: Iterable[str]) -> None:
        """Whether any of these addresses has a file, without taking it. Raises FetchError as `get` would."""
        self.first(urls, self.headers)

    def first(self, urls: Iterable[str], ask: Callable[[str], bytes]) -> bytes:
        """What the first address that has a file answers."""
        if self.silent >= GIVES_UP_AFTER:
            raise Unreachable(_("The old site does not answer; it was not asked any more."))
        failure = FetchError(_("It has no address."))
        for url in urls:
            try:
                return ask(url)
            except FetchError as error:
                failure = error
        self.silent = self.silent + 1 if isinstance(failure, Unreachable) else 0
        raise failure

    def headers(self, url: str) -> bytes:
        return self.good(self.client.look(url, seconds=SECONDS))

    def body(self, url: str) -> bytes:
        return self.good(self.client.fetch(url, most=settings.UPLOAD_MOST_BYTES, seconds=SECONDS))

    def good(self, answer: Answer) -> bytes:
        self.silent = 0
        if not answer.is_good:
            raise FetchError(_("The old site answers %(status)d.") % {"status": answer.status})
        return answer.body


def bare(host: str) -> str:
    return host.lower().removeprefix("www.")
