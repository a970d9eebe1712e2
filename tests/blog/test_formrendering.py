"""Fields that we write out are, letter for letter, what Django's templates make of them."""

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from blog.formrendering import INPUTS, Renderer

HOSTILE = """<b>"it's" & so</b>\n{{ x }}"""
NAMES = ["title", HOSTILE]
VALUES = [None, "", HOSTILE, mark_safe("<i>clean</i>"), 1234567, 12.5, True, gettext_lazy("Search")]
ATTRIBUTES = [
    {},
    {"id": "id_title", "class": 'a "b"', "required": True, "disabled": False, "maxlength": 12000},
    {"data-x": HOSTILE, "title": gettext_lazy("Search"), "data-safe": mark_safe("a&amp;b"), HOSTILE: ""},
]
WIDGETS = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.ColorInput, forms.SearchInput,
    forms.TelInput, forms.HiddenInput, forms.FileInput, forms.CheckboxInput, forms.Textarea,
]  # fmt: skip
CHOICES = [
    ("", "---------"),
    (None, "nothing"),
    (1234567, 1234567),
    (HOSTILE, HOSTILE),
    ("Group", [("a", gettext_lazy("Search")), ("b", mark_safe("<i>b</i>"))]),
    (HOSTILE, [("c", 12.5)]),
]


class Marked(forms.Select):
    """A widget whose options have a template of their own."""

    option_template_name = "django/forms/widgets/checkbox_option.html"


def both(widget: forms.Widget, name: str, value: object, attrs: dict[str, object]) -> list[str]:
    return [widget.render(name, value, dict(attrs), renderer=each()) for each in (Renderer, DjangoTemplates)]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
def test_fields_are_as_djangos_templates_make_them(widget, language):
    with override(language):
        for name, value, attrs in ((n, v, a) for n in NAMES for v in VALUES for a in ATTRIBUTES):
            ours, djangos = both(widget(), name, value, attrs)
            assert ours == djangos, (name, value, attrs)


@pytest.mark.parametrize("widget", [forms.DateInput, forms.TimeInput, forms.DateTimeInput])
def test_moments_are_as_djangos_templates_make_them(widget):
    for value in (None, date(2026, 3, 1), time(7, 30), datetime(2026, 3, 1, 7, 30, tzinfo=UTC), "1 <March>"):
        ours, djangos = both(widget(), "day", value, {"id": "id_day"})
        assert ours == djangos


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect, Marked])
def test_choices_are_as_djangos_templates_make_them(widget, language):
    made = widget() if widget is forms.NullBooleanSelect else widget(choices=CHOICES)
    with override(language):
        for value in (None, "", HOSTILE, "b", ["a", "c"], 1234567, True):
            if isinstance(value, list) and not made.allow_multiple_selected:
                continue
            for attrs in ATTRIBUTES:
                ours, djangos = both(made, "place", value, attrs)
                assert ours == djangos


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("text", [HOSTILE, mark_safe("<b>Name</b>"), gettext_lazy("Search"), "Already?"])
def test_labels_are_as_djangos_templates_make_them(text, required):
    def labels(renderer):
        form = type("Form", (forms.Form,), {"name": forms.CharField(label=text, required=required)})
        field = form(renderer=renderer, auto_id="f_%s")["name"]
        bare = form(renderer=renderer, auto_id=False)["name"]
        return [
            field.label_tag(),
            field.label_tag(attrs={"class": HOSTILE}),
            field.legend_tag(),
            bare.label_tag(),
            bare.legend_tag(),
        ]

    assert labels(Renderer()) == labels(DjangoTemplates())


def test_errors_are_as_djangos_templates_make_them():
    for errors in ([], [HOSTILE], [gettext_lazy("Search"), mark_safe("<i>b</i>")]):
        ours, djangos = (
            str(ErrorList(errors, field_id="id_x", renderer=each)) for each in (Renderer(), DjangoTemplates())
        )
        assert ours == djangos


@pytest.mark.parametrize("name", [name for name in INPUTS.split() if name != "input"])
def test_each_field_of_one_kind_is_the_plain_input_for_django_too(name):
    template = DjangoTemplates().get_template(f"django/forms/widgets/{name}.html")
    assert template.template.source.strip() == '{% include "django/forms/widgets/input.html" %}'
