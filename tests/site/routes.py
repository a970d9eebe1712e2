"""Every route of the site, and a real address for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

# Django's admin has patterns without a name: they only redirect to others.
UNNAMED = {"admin:"}


@dataclass(frozen=True)
class Route:
    """A named route and what its address needs."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def routes(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = "", outer: tuple[str, ...] = ()
) -> Iterator[Route]:
    """Walk the tree of URL patterns."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        parameters = (*outer, *entry.pattern.converters, *entry.pattern.regex.groupindex)
        parameters = tuple(dict.fromkeys(parameters))
        if isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name or ''}", pattern, parameters)
        else:
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from routes(entry, pattern, namespace + inner, parameters)


def address(route: Route, samples: dict[str, Any]) -> str:
    """Its path with sample values: `samples["blog:tag.slug"]` goes before `samples["slug"]`."""
    values = {name: samples.get(f"{route.name}.{name}", samples.get(name)) for name in route.parameters}
    try:
        return reverse(route.name, kwargs=values)
    except NoReverseMatch as error:
        raise LookupError(f"no sample address for {route}: {values}") from error
