"""Widgets of the admin's forms: trees of checkboxes and indented choices, tags with completion."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from js_asset import Script
from taggit.forms import TagField, TagWidget
from tree_queries.forms import TreeNodeChoiceField, TreeNodeMultipleChoiceField

from blog import tagnames
from blog.models import Category, Tag

OFFERED_TAGS = 300
DEEPEST = 9


def indented(row: Any) -> str:
    """A row's name, moved in by its depth in the tree with spaces that select boxes keep."""
    return "\u2003" * getattr(row, "tree_depth", 0) + str(row)


def named(field: Any) -> Any:
    """A field of a table, whose label stands only at the head of its column: the name goes with it."""
    if field is not None:
        widget = getattr(field.widget, "widget", field.widget)
        widget.attrs.setdefault("aria-label", str(capfirst(field.label)))
    return field


def plain_choice(field: Any) -> Any:
    """A choice of another row with a way to add one, without the buttons that change and delete it."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        widget = field.widget
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
    return field


class CategoryTree(forms.CheckboxSelectMultiple):
    """All categories as a tree of checkboxes; `may_add` brings a way to add one without leaving the form."""

    may_add = False

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        row = getattr(value, "instance", None)  # the empty choice has none
        option["depth"] = min(getattr(row, "tree_depth", 0), DEEPEST)
        return option

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """From the project's templates, which Django's own form renderer does not look through."""
        context = self.get_context(name, value, attrs)
        context["add_address"] = reverse("admin:blog_post_add_category") if self.may_add else ""
        return mark_safe(get_template("admin/widgets/category_tree.html").render(context))


class CategoriesField(TreeNodeMultipleChoiceField):
    """Any number of categories."""

    widget = CategoryTree

    def __init__(self, **options: Any) -> None:
        super().__init__(Category.objects.none(), required=False, label=_("Categories"), **options)

    def label_from_instance(self, row: Category) -> str:
        return str(row)


class IndentedChoiceField(TreeNodeChoiceField):
    """One node of a tree."""

    def label_from_instance(self, row: Any) -> str:
        return indented(row)


class TagsWidget(TagWidget):
    """Tags separated by commas, with the known ones offered while one types."""

    template_name = "django/forms/widgets/text.html"

    class Media:
        js = [Script("js/admin/tags.js", type="module")]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attrs = {**(attrs or {}), "list": f"{name}-offered", "data-tags": "", "autocomplete": "off"}
        field = super().render(name, value, attrs, renderer)
        names = Tag.objects.order_by("name").values_list("name", flat=True)[:OFFERED_TAGS]
        context = {"field": field, "list": f"{name}-offered", "names": names}
        context["complete"] = reverse("admin:blog_post_tags")
        return mark_safe(get_template("admin/widgets/tags.html").render(context))


class TagsField(TagField):
    """The tags of a post."""

    widget = TagsWidget

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("label", _("Tags"))
        options.setdefault("help_text", _("Separated by commas."))
        super().__init__(**options)

    def clean(self, value: Any) -> list[str]:
        """Names, as tags that are there already write them; spaces part no tags."""
        return tagnames.as_known(tagnames.typed_tags(forms.CharField.clean(self, value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """In whatever order they stand."""
        return sorted(tag.name for tag in initial or []) != sorted(self.clean(data))
