"""Keeping the index true: posts are indexed in the transaction that changes them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice

from django.db import transaction

from blog.models import Post
from blog.search.documents import OWN_TEXTS, Folded, documents
from blog.search.engine import engine

AT_ONCE = 200

_together: ContextVar[set[int] | None] = ContextVar("posts to index together", default=None)


def index(keys: Iterable[int], known: Folded | None = None) -> None:
    """Index the posts of these keys as they are now, or later within `indexing_together()`."""
    waiting = _together.get()
    if waiting is not None:
        waiting.update(keys)
        return
    for some in chunks(keys):
        rows = Post.everything.filter(pk__in=some).order_by().values_list("pk", *OWN_TEXTS, named=True)
        engine().write(documents(rows, known))


def remove(keys: Iterable[int]) -> None:
    for some in chunks(keys):
        engine().remove(some)


@contextmanager
def indexing_together(known: Folded | None = None) -> Iterator[None]:
    """Index whatever changes inside once, at the end and in the same transaction: for writing many rows.
    `known` are texts that are folded already."""
    if _together.get() is not None:
        yield
        return
    keys: set[int] = set()
    token = _together.set(keys)
    try:
        with transaction.atomic():
            yield
            _together.reset(token)
            index(keys, known)
    finally:
        if _together.get() is keys:
            _together.reset(token)


def rebuild() -> int:
    """Empty the index and fill it again; how many posts it holds then."""
    with transaction.atomic():
        engine().clear()
        keys = list(Post.everything.order_by("pk").values_list("pk", flat=True))
        index(keys)
    return len(keys)


def chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    """The keys in lists of at most `AT_ONCE`."""
    rest = iter(keys)
    while some := list(islice(rest, AT_ONCE)):
        yield some
