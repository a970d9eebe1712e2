"""Forms of the public pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from blog.appearances import choices
from blog.athand import AtHand
from blog.embeds.cards import KINDS
from blog.finding import author_at, category_at
from blog.models import Author, Category
from blog.prepared import Prepared
from blog.shelves.dated import years_with_articles


class Choices(forms.Select):
    """A select whose options are written here: Django renders a template for each of some hundred."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        built = self.build_attrs(self.attrs, attrs)
        pairs = tuple((str(key), str(label)) for key, label in self.choices)
        written = options(pairs, frozenset(self.format_value(value)))
        return mark_safe(f'<select name="{escape(name)}"{flatatt(built)}>{written}</select>')


@lru_cache(maxsize=256)
def options(pairs: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> str:
    """Of (value, label); the first of the chosen values is selected."""
    selected = next((value for value, _label in pairs if value in chosen), None)
    return "".join(
        f'<option value="{escape(value)}"{" selected" * (value == selected)}>{escape(label)}</option>'
        for value, label in pairs
    )


class Listed(BaseChoiceIterator):
    """Choices as they are; Django looks through a list of them for groups."""

    def __init__(self, *pairs: tuple[Any, Any]) -> None:
        self.pairs = pairs

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.pairs)


CATEGORIES = Prepared(
    lambda: Category.objects.order_by("position", "name", "pk").values_list("pk", "parent_id", "path", "name")
)
AUTHORS = Prepared(lambda: Author.objects.order_by("name", "pk").values_list("slug", "name"))
CATEGORIES_AT_HAND = AtHand(lambda: tuple(as_tree(CATEGORIES())))
AUTHORS_AT_HAND = AtHand(lambda: tuple(AUTHORS()))


def as_tree(rows: Iterable[tuple[int, int | None, str, str]]) -> list[tuple[str, str]]:
    """(path, name behind a dash for each level) of categories, each below the one it belongs to."""
    below: dict[int | None, list[tuple[int, str, str]]] = defaultdict(list)
    for key, parent, path, name in rows:
        below[parent].append((key, path, name))
    return list(branches(below, None, 0))


def branches(
    below: dict[int | None, list[tuple[int, str, str]]], parent: int | None, depth: int
) -> Iterator[tuple[str, str]]:
    for key, path, name in below.get(parent, ()):
        yield path, f"{'– ' * depth}{name}"
        yield from branches(below, key, depth + 1)


class SearchFilters(forms.Form):
    """What narrows a search. What is not among the choices narrows nothing."""

    category = forms.ChoiceField(required=False, label=_("Category"), widget=Choices)
    author = forms.ChoiceField(required=False, label=_("Author"), widget=Choices)
    year = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=_("Year"), widget=Choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["category"].choices = Listed(("", _("All categories")), *CATEGORIES_AT_HAND())
        fields["author"].choices = Listed(("", _("All authors")), *AUTHORS_AT_HAND())
        years = [(year, str(year)) for year in years_with_articles()]
        fields["year"].choices = Listed(("", _("All years")), *years)

    def chosen(self) -> dict[str, Any]:
        """The filters in force, as `blog.search.search` takes them."""
        self.is_valid()
        found = {name: FIND.get(name, int)(value) for name, value in self.cleaned_data.items() if value}
        return {name: value for name, value in found.items() if value}


FIND: dict[str, Any] = {"category": category_at, "author": author_at}


class AppearanceFilters(forms.Form):
    """What narrows the appearances. What is not among the choices narrows nothing."""

    outlet = forms.ChoiceField(required=False, label=_("Outlet"))
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    year = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=_("Year"), widget=Choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        known = choices()
        outlets = [(name, f"{name} ({number})") for name, number in known.outlets]
        kinds = [(kind, f"{KINDS.get(kind, kind)} ({number})") for kind, number in known.kinds]
        years = [(year, f"{year} ({number})") for year, number in known.years if year]
        fields["outlet"].choices = [("", _("All outlets")), *outlets]
        fields["kind"].choices = [("", _("All kinds")), *kinds]
        fields["year"].choices = [("", _("All years")), *years]

    def chosen(self) -> dict[str, Any]:
        """The filters in force, as `blog.appearances.found` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
