"""Appearances: the recordings that published articles lead to, by outlet and year, found by their words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.safestring import SafeString

from blog.embeds import MediaCard, default_title, spoken
from blog.models import MediaLink, Post
from blog.models.medialink import MediaLinkQuerySet
from blog.search.marks import extract, marked
from blog.search.query import Query, Term, parse
from blog.search.results import narrowed

MOST_OUTLETS = 200


@dataclass(frozen=True)
class Choices:
    """What can be chosen: outlets by name, kinds, years from the newest, each with its number."""

    outlets: list[tuple[str, int]]
    kinds: list[tuple[str, int]]
    years: list[tuple[int, int]]


@dataclass(frozen=True)
class Appearance:
    """One row of the page. `title` and `snippet` are safe HTML, marked where words were asked for."""

    link: MediaLink
    title: SafeString
    snippet: SafeString
    card: MediaCard

    @property
    def post(self) -> Post:
        return self.link.post

    @property
    def said_on(self) -> date:
        return self.link.said_on  # type: ignore[attr-defined, no-any-return]

    @property
    def is_named_after_post(self) -> bool:
        return not own_title(self.link)


def public() -> MediaLinkQuerySet:
    """All of them, of what anybody may read."""
    return MediaLink.objects.appearances_in(Post.objects.readable())


def choices() -> Choices:
    """Of all appearances, counted in one query."""
    rows = public().order_by().annotate(year=ExtractYear("said_on"))
    outlets: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for place, kind, year, number in rows.values_list("place", "kind", "year").annotate(number=Count("pk")):
        outlets[place] += number
        kinds[kind] += number
        years[year] += number
    del outlets[""]
    chosen = sorted(outlets.most_common(MOST_OUTLETS), key=lambda entry: entry[0].casefold())
    return Choices(chosen, sorted(kinds.items()), sorted(years.items(), reverse=True))


def found(query: Query, *, outlet: str = "", kind: str = "", year: int | None = None) -> MediaLinkQuerySet:
    """The appearances asked for, newest first."""
    rows: MediaLinkQuerySet = public().newest_first()
    wanted: dict[str, Any] = {"place": outlet, "kind": kind, "said_on__year": year}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return with_words(rows, query) if query else rows


def with_words(rows: MediaLinkQuerySet, query: Query) -> MediaLinkQuerySet:
    """Those whose title, outlet or transcript hold every term. The index of articles, which holds these texts
    too, says quickly which articles come into question."""
    within = narrowed(Post.objects.readable(), replace(query, excluded=()))
    rows = rows.filter(reduce(and_, map(holds, query.terms)), post__in=within)
    return (
        rows.exclude(reduce(lambda one, other: one | other, map(holds, query.excluded)))
        if query.excluded
        else rows
    )


def holds(term: Term) -> Q:
    """The words stand side by side in the row's folded words."""
    return Q(words__contains=f" {' '.join(term.words)}{'' if term.is_beginning else ' '}")


def whole(keys: Iterable[int]) -> MediaLinkQuerySet:
    """The rows of these keys with all that is shown of each, newest first. Keys are found before, because
    databases sort whole rows, and transcripts are long."""
    heavy = ["post__body", "post__body_html", "post__body_text", "post__import_data", "words"]
    rows = public().newest_first().filter(pk__in=list(keys))
    return rows.select_related("post", "poster", "found_poster").defer(*heavy)


def shown(keys: Iterable[int], query: Query) -> list[Appearance]:
    """The rows of these keys as readers meet them."""
    return [appearance(link, query) for link in whole(keys)]


def appearance(link: MediaLink, query: Query) -> Appearance:
    card = link.card()
    heading = own_title(link) or link.post.title or link.post.slug
    snippet = extract(spoken(link.transcript), query) if query and link.transcript else SafeString("")
    quiet = replace(card, title=default_title(card), date="", poster="", transcript="", anchor="")
    return Appearance(link, marked(heading, query), snippet, quiet)


def own_title(link: MediaLink) -> str:
    """What the recording is called; empty where its title only says what any would (“Watch on YouTube”)."""
    card = link.card()
    return "" if card.title == default_title(card) else card.title


def asked_for(text: str) -> Query:
    """The words that a reader typed; empty for none."""
    return parse(text)
