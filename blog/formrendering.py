"""Fields of forms as HTML: the plainest of Django's templates written out, as they are the most of a form.

The writing form has sixty fields, each rendered from four templates or more, and most of those say a name
and a value. Here they are letter for letter what Django's templates make. Every other goes
the way it always went.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template import Context
from django.template.base import render_value_in_context
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData

PLAIN = Context()
OPTION = "django/forms/widgets/select_option.html"


def shown(value: Any) -> str:
    """What `{{ value }}` writes."""
    return conditional_escape(value) if isinstance(value, str) else render_value_in_context(value, PLAIN)


def spelled(value: Any) -> str:
    """What `{{ value|stringformat:'s' }}` writes: numbers as they are in every language."""
    return str(value) if isinstance(value, SafeData) else escape(str(value))


def attributes(attrs: Mapping[str, Any] | None) -> str:
    """django/forms/widgets/attrs.html"""
    told = ((name, value) for name, value in (attrs or {}).items() if value is not False)
    return "".join(f" {shown(n)}" if v is True else f' {shown(n)}="{spelled(v)}"' for n, v in told)


def field(context: Mapping[str, Any]) -> str:
    """django/forms/widgets/input.html"""
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{spelled(widget["value"])}"'
    told = f'type="{shown(widget["type"])}" name="{shown(widget["name"])}"{value}'
    return f"<input {told}{attributes(widget['attrs'])}>"


def textarea(context: Mapping[str, Any]) -> str:
    """django/forms/widgets/textarea.html"""
    widget = context["widget"]
    value = shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{shown(widget["name"])}"{attributes(widget["attrs"])}>\n{value}</textarea>'


def option(widget: Mapping[str, Any]) -> str:
    """django/forms/widgets/select_option.html"""
    told = f'value="{spelled(widget["value"])}"{attributes(widget["attrs"])}'
    return f"\n  <option {told}>{shown(widget['label'])}</option>\n"


def options(group: tuple[Any, list[Mapping[str, Any]], int]) -> str:
    """Those of one `optgroup`, or those in none."""
    name, choices, _ = group
    inside = "".join(map(option, choices))
    return f'\n  <optgroup label="{shown(name)}">{inside}\n  </optgroup>' if name else inside


def select(context: Mapping[str, Any]) -> str:
    """django/forms/widgets/select.html"""
    widget = context["widget"]
    inside = "".join(map(options, widget["optgroups"]))
    return f'<select name="{shown(widget["name"])}"{attributes(widget["attrs"])}>{inside}\n</select>'


def label(context: Mapping[str, Any]) -> str:
    """django/forms/label.html"""
    if not context["use_tag"]:
        return shown(context["label"]).strip()
    tag = shown(context["tag"])
    return f"<{tag}{attributes(context['attrs'])}>{shown(context['label'])}</{tag}>"


INPUTS = "checkbox color date datetime email file hidden input number password search tel text time url"
WRITTEN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": field for name in INPUTS.split()},
    "django/forms/widgets/textarea.html": textarea,
    "django/forms/widgets/select.html": select,
    "django/forms/label.html": label,
}


def is_plain(context: Mapping[str, Any]) -> bool:
    """Whether all options are Django's; a widget may have a template of its own for them."""
    groups = context.get("widget", {}).get("optgroups", [])
    return all(each["template_name"] == OPTION for _, choices, _ in groups for each in choices)


class Renderer(DjangoTemplates):
    """The one that settings name."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """As Django's own; a list of no errors is nothing."""
        if template_name.startswith("django/forms/errors/") and not context["errors"]:
            return ""
        write = WRITTEN.get(template_name)
        if write and is_plain(context):
            return write(context)
        return super().render(template_name, context, request)
