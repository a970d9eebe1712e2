"""One page of a long list, with the addresses of its neighbours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404

from blog.models import Publication


@dataclass(frozen=True)
class ListPage:
    """What a list template shows. `newer` and `older` are addresses, empty at the ends."""

    items: Sequence[Any]
    number: int
    count: int
    total: int
    newer: str
    older: str

    @property
    def has_other_pages(self) -> bool:
        return self.count > 1


def list_page(rows: Any, number: int, address: str) -> ListPage:
    """Page `number` of `rows`, a queryset or what counts and slices like one; page 1 lives at `address`, the
    others below it at `page/N/`.

    Raises Http404 beyond the last page.
    """
    paginator = Paginator(rows, Publication.current().posts_per_page)
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    at = numbered(address)
    return ListPage(
        items=list(paginator.page(number).object_list),
        number=number,
        count=paginator.num_pages,
        total=paginator.count,
        newer=at(number - 1) if number > 1 else "",
        older=at(number + 1) if number < paginator.num_pages else "",
    )


def numbered(address: str) -> Callable[[int], str]:
    """From a page's number to its address; a query string stays behind."""
    path, mark, query = address.partition("?")
    return lambda number: f"{path}{f'page/{number}/' if number > 1 else ''}{mark}{query}"
