"""Forms of the public pages."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from blog.appearances import choices
from blog.embeds.cards import KINDS
from blog.models import Author, Category
from blog.shelves.dated import years_with_articles


class Choices(forms.Select):
    """A select whose options are written here: Django renders a template for each of some hundred."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        options = [option for _label, group, _index in widget["optgroups"] for option in group]
        written = "".join(
            f'<option value="{escape(option["value"])}"{" selected" * option["selected"]}>'
            f"{escape(option['label'])}</option>"
            for option in options
        )
        return mark_safe(f'<select name="{escape(name)}"{flatatt(widget["attrs"])}>{written}</select>')


class CategoryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Categories as a tree, known by their paths."""

    def label_from_instance(self, category: Category) -> str:
        return f"{'– ' * category.path.count('/')}{category.name}"


class SearchFilters(forms.Form):
    """What narrows a search. What is not among the choices narrows nothing."""

    category = CategoryChoice(
        queryset=Category.objects.with_tree_fields(),
        to_field_name="path",
        required=False,
        label=_("Category"),
        empty_label=_("All categories"),
        widget=Choices,
    )
    author = forms.ModelChoiceField(
        queryset=Author.objects.all(),
        to_field_name="slug",
        required=False,
        label=_("Author"),
        empty_label=_("All authors"),
        widget=Choices,
    )
    year = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=_("Year"), widget=Choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = years_with_articles()
        self.fields["year"].choices = [("", _("All years")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters in force, as `blog.search.search` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


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
